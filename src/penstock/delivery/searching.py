"""By which words a case is found: those of its id and of its customer."""

from collections.abc import Sequence
from dataclasses import dataclass

from penstock.delivery.case import Case
from penstock.kernel.words import found_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What cases are searched for.

    Args:
        words: Each has to be the beginning of one of their words; none finds nothing.
        limit: So many at most.
    """

    words: tuple[str, ...]
    limit: int = 50


def words_of(case: Case) -> tuple[str, ...]:
    """Return the words by which a case is found."""
    return tuple(dict.fromkeys([*found_words(case.case_id), *found_words(case.customer)]))


def together(words: Sequence[str]) -> str:
    """Return words as one text in which a blank stands before each.

    Example:
        >>> together(["ana", "rivera"])
        ' ana rivera'
    """
    return "".join(f" {each}" for each in words)


def is_found(words: Sequence[str], sought: Sought) -> bool:
    """Tell whether words answer to what is sought."""
    return bool(sought.words) and all(
        any(each.startswith(beginning) for each in words) for beginning in sought.words
    )
