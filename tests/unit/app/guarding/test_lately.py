"""What changes seldom is looked up again after a second, and no later."""

from collections.abc import Iterator

import pytest

from penstock.app.guarding.lately import for_a_while


def _looks(*moments_s: float) -> list[int]:
    """Return what is told at moments: the number of the look that it comes from."""
    clock, looks = iter(moments_s), iter(range(1, 9))
    told = for_a_while(lambda: next(looks), seconds=1.0, elapsed_s=lambda: next(clock))
    return [told() for _ in moments_s]


def test_what_was_looked_up_is_told_for_less_than_a_second() -> None:
    assert _looks(5.0, 5.5, 5.999) == [1, 1, 1]


def test_after_a_second_it_is_looked_up_again() -> None:
    assert _looks(5.0, 6.0, 6.5, 7.0) == [1, 2, 2, 3]


def test_a_look_that_failed_is_tried_again_at_once() -> None:
    answers: Iterator[int | None] = iter([None, 7])

    def look() -> int:
        if (answer := next(answers)) is None:
            raise OSError("away")
        return answer

    told = for_a_while(look)
    with pytest.raises(OSError, match="away"):
        told()

    assert told() == 7
