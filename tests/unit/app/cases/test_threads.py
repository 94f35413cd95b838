"""Batches are done by threads that were there before, and none waits for another's."""

from threading import Event, Thread, active_count, current_thread
from time import monotonic, sleep

from penstock.app.cases.threads import Threads


def _done_by(threads: Threads, *, name: str = "w") -> Thread:
    seen: list[Thread] = []
    over = Event()

    def batch() -> None:
        seen.append(current_thread())
        assert current_thread().name == name
        over.set()

    threads.do(batch, name=name)
    assert over.wait(10)
    # It is free a moment later.
    sleep(0.02)
    return seen[0]


def test_a_thread_that_is_free_does_the_next_batch_under_its_name() -> None:
    threads = Threads()

    assert _done_by(threads, name="first") is _done_by(threads, name="second")


def test_a_batch_does_not_wait_for_one_that_takes_long() -> None:
    threads, go_on, is_begun = Threads(), Event(), Event()

    def is_long() -> None:
        is_begun.set()
        go_on.wait(10)

    threads.do(is_long, name="long")
    assert is_begun.wait(10)
    _done_by(threads)
    go_on.set()


def test_threads_that_have_nothing_to_do_end() -> None:
    before, threads = active_count(), Threads(idle_s=0.02)
    _done_by(threads)

    until = monotonic() + 10
    while active_count() > before and monotonic() < until:
        sleep(0.01)

    assert active_count() <= before


def test_batches_are_done_however_often_threads_end_meanwhile() -> None:
    threads, done = Threads(idle_s=0.001), list[int]()
    for number in range(200):
        over = Event()

        def batch(number: int = number, over: Event = over) -> None:
            done.append(number)
            over.set()

        threads.do(batch, name="w")
        assert over.wait(10)
        sleep(0.001 * (number % 3))

    assert done == list(range(200))
