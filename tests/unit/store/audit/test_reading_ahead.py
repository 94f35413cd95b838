"""What is read ahead comes whole and in its order; nothing reads on that nobody wants."""

from collections.abc import Iterator
from itertools import count
from threading import Event, active_count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.store.audit.reading_ahead import read_ahead


@given(parts=st.lists(st.lists(st.integers()), max_size=20), most=st.integers(1, 5))
def test_all_parts_come_in_their_order(parts: list[list[int]], most: int) -> None:
    assert list(read_ahead(lambda: iter(parts), most=most)) == parts


def test_parts_are_read_before_they_are_wanted() -> None:
    is_far = Event()

    def parts() -> Iterator[int]:
        yield from range(3)
        is_far.set()

    ahead = read_ahead(parts)

    assert next(ahead) == 0
    assert is_far.wait(10)
    assert list(ahead) == [1, 2]


def test_what_was_read_before_an_error_comes_before_it() -> None:
    def parts() -> Iterator[int]:
        yield 1
        raise OSError("the server is gone")

    ahead = read_ahead(parts)

    assert next(ahead) == 1
    with pytest.raises(OSError, match="the server is gone"):
        next(ahead)


def test_nothing_goes_on_reading_when_nobody_wants_the_rest() -> None:
    before, ended = active_count(), Event()

    def parts() -> Iterator[int]:
        try:
            yield from count()
        finally:
            ended.set()

    ahead = read_ahead(parts, most=2)
    assert next(ahead) == 0
    ahead.close()  # type: ignore[attr-defined]

    assert ended.wait(10)
    assert active_count() == before
