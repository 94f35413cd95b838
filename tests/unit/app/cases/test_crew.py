import time
from collections.abc import Callable
from threading import Thread

import pytest

from penstock.app.bell import Bell
from penstock.app.cases.crew import Crew
from penstock.app.guarding.checkpoint import UnaskedError
from penstock.store.errors import StoreFailedError


def _heap(size: int) -> tuple[list[int], Callable[[], int]]:
    """Return things to do, and a duty that does up to three of them."""
    heap = list(range(size))

    def duty() -> int:
        done = heap[:3]
        del heap[:3]
        return len(done)

    return heap, duty


def test_all_that_is_due_is_done() -> None:
    (one, does_one), (other, does_other) = _heap(7), _heap(2)

    done = Crew(duties=[does_one, does_other], bell=Bell()).until_nothing_is_due()

    assert (done, one, other) == (9, [], [])


def test_a_stop_comes_between_two_duties() -> None:
    bell = Bell()
    heap, duty = _heap(7)

    def stops() -> int:
        bell.stop()
        return 1

    done = Crew(duties=[duty, stops, duty], bell=bell).until_stopped()

    assert (done, heap) == (4, [3, 4, 5, 6])


def test_what_falls_due_while_it_rests_is_done_when_the_bell_rings() -> None:
    bell = Bell()
    heap, duty = _heap(0)
    crew = Crew(duties=[duty], bell=bell)
    thread = Thread(target=crew.until_stopped)
    thread.start()
    time.sleep(0.2)

    heap.extend(range(5))
    bell.ring()
    end = time.monotonic() + 10
    while heap and time.monotonic() < end:
        time.sleep(0.01)
    bell.stop()
    thread.join(10)

    assert (heap, thread.is_alive()) == ([], False)


def test_a_crew_with_nothing_to_do_looks_once_a_second() -> None:
    bell = Bell()
    looks: list[float] = []

    def looking() -> int:
        looks.append(time.monotonic())
        if len(looks) == 7:
            bell.stop()
        return 0

    Crew(duties=[looking], bell=bell).until_stopped()

    assert 0.9 < looks[-1] - looks[-2] < 3


def test_a_database_that_fails_is_named_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penstock.app.cases.crew.FAILURE_REST_S", 0.01)
    bell, told = Bell(), list[str]()

    def fails_twice() -> int:
        if len(told) < 2:
            raise StoreFailedError("postgresql://db/cases", because="the server is away")
        bell.stop()
        return 1

    done = Crew(duties=[fails_twice], bell=bell, tell=told.append).until_stopped()

    assert (done, len(told)) == (1, 2)
    assert "postgresql://db/cases failed: the server is away" in told[0]


def test_a_database_that_fails_ends_who_does_only_what_is_due() -> None:
    def fails() -> int:
        raise StoreFailedError("postgresql://db/cases", because="the server is away")

    with pytest.raises(StoreFailedError):
        Crew(duties=[fails], bell=Bell()).until_nothing_is_due()


def test_a_boundary_that_cannot_be_asked_is_told_and_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("penstock.app.cases.crew.FAILURE_REST_S", 0.01)
    bell, told = Bell(), list[str]()

    def is_unasked_twice() -> int:
        if len(told) < 2:
            raise UnaskedError("the audit log did not take the entry")
        bell.stop()
        return 1

    done = Crew(duties=[is_unasked_twice], bell=bell, tell=told.append).until_stopped()

    assert (done, told) == (1, ["the audit log did not take the entry"] * 2)
