"""Ids for cases that are opened without one: the stream's id and a number."""

import re
from collections.abc import Iterable

from penstock.delivery.ports import Transaction

_FIRST = 1001
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class UnfitCaseIdError(ValueError):
    """A case cannot be called so."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(
            f"A case cannot be called '{case_id}'. Take up to 64 letters, digits, dots, dashes and "
            "underscores, the first a letter or a digit, as in SOL-1001."
        )


class ForeignCaseIdError(UnfitCaseIdError):
    """A case would have an id that might be one of the other side's."""

    def __init__(self, case_id: str, *, series: str) -> None:
        self.case_id = case_id
        ValueError.__init__(
            self,
            f"This case cannot be called '{case_id}': an id that begins otherwise could be one of "
            "the other side's, and whether it is, is nobody's to know. Let it begin with "
            f"'{series}-', as in {series}-{case_id}, or leave it out.",
        )


def require_series(
    case_id: str, series: str, *, others: Iterable[str] = (), is_free: bool = False
) -> None:
    """Look whether a chosen id can be told from those of the other side without a look at them.

    Args:
        case_id: The id.
        series: What the ids of such cases begin with: the stream, or the case that asks for it.
        others: What other ids begin with, so that this one does not.
        is_free: Whether the id may begin with anything else.

    Raises:
        ForeignCaseIdError: It cannot.
    """
    if case_id.startswith(f"{series}-"):
        return
    if not is_free or any(case_id.startswith(f"{each}-") for each in others):
        raise ForeignCaseIdError(case_id, series=series)


def fit_id(case_id: str) -> str:
    """Return an id that can be one.

    Raises:
        UnfitCaseIdError: It cannot.
    """
    if not _ID.fullmatch(case_id):
        raise UnfitCaseIdError(case_id)
    return case_id


def next_id(stream_id: str, transaction: Transaction) -> str:
    """Return an id that is free, with few questions however many cases there are."""

    def free(number: int) -> bool:
        return transaction.case(f"{stream_id}-{number}") is None

    step = 1
    while not free(_FIRST - 1 + step):
        step *= 2
    low, high = _FIRST - 1 + step // 2, _FIRST - 1 + step
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if free(middle) else (middle, high)
    return f"{stream_id}-{high}"
