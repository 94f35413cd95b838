import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from penstock.store.turns import Line

Rested = list[str]


class InterruptedByTestError(Exception):
    """Raised by a signal."""


@pytest.fixture
def rested() -> Rested:
    """Return a line's notes of its rests."""
    return []


@pytest.fixture
def line(rested: Rested) -> Line:
    return Line(at_rest=lambda: rested.append("rest"))


def until(holds: Callable[[], bool]) -> None:
    while not holds():
        sleep(0.001)


def test_who_came_first_is_next(line: Line) -> None:
    order: list[int] = []

    def take_turn(number: int) -> None:
        line.enter()
        order.append(number)
        line.leave()

    with ThreadPoolExecutor(8) as threads:
        line.enter()
        for number in range(8):
            threads.submit(take_turn, number)
            until(lambda: line.waiting == number + 1)  # noqa: B023  # it is called before the next
        line.leave()

    assert order == list(range(8))


def test_nobody_rests_while_somebody_waits(line: Line, rested: Rested) -> None:
    def take_turn() -> None:
        line.enter()
        assert rested == []
        line.leave()

    with ThreadPoolExecutor(1) as threads:
        line.enter()
        done = threads.submit(take_turn)
        until(lambda: line.waiting == 1)
        line.leave()
        done.result()

    assert rested == ["rest"]


def test_a_rest_that_fails_does_not_keep_the_turn() -> None:
    def fail() -> None:
        raise InterruptedByTestError

    line = Line(at_rest=fail)
    for _ in range(2):
        line.enter()
        with pytest.raises(InterruptedByTestError):
            line.leave()


@pytest.fixture
def interrupting() -> Iterator[Callable[[], object]]:
    """Yield what interrupts this thread in a moment."""

    def interrupt(*_arguments: object) -> None:
        raise InterruptedByTestError

    before = signal.signal(signal.SIGALRM, interrupt)
    yield lambda: signal.setitimer(signal.ITIMER_REAL, 0.05)
    signal.signal(signal.SIGALRM, before)


def test_who_is_interrupted_leaves_the_line(
    line: Line, interrupting: Callable[[], object], rested: Rested
) -> None:
    has_turn, may_leave = Event(), Event()

    def take_turn() -> None:
        line.enter()
        has_turn.set()
        may_leave.wait()
        line.leave()

    with ThreadPoolExecutor(1) as threads:
        done = threads.submit(take_turn)
        has_turn.wait()
        interrupting()
        with pytest.raises(InterruptedByTestError):
            line.enter()
        assert line.waiting == 0
        may_leave.set()
        done.result()

    assert rested == ["rest"]
    line.enter()
