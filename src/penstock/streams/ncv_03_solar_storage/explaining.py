"""A customer's bill beside ours: which line answers which, and what makes the difference."""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from penstock.streams.ncv_03_solar_storage.items.lead import BillLineExplained, PrintedLine

# What printed lines are called, by the kind of our line that answers them. Ours.
_WORDS = {
    "customer charge": r"customer|basic|fixed|service charge|facilit",
    "rider": r"rider|fuel|adjust|recovery|storm|efficiency",
    "demand": r"demand|\bkw\b",
    "energy": r"energy|usage|kwh|generation|deliver|distribution|transmission|peak|tier|block",
}
_TAX = r"tax|franchise|fee|surcharge"
_LATE = r"late|past due|deposit|balance|payment"
# Prices are rounded and days are counted a little differently from company to company.
_SAME_SHARE, _SAME_CENTS = 0.015, 100
_ALIKE, _MOST = 0.02, 0.8


def whole_bills(
    periods: Sequence[tuple[str, int, int | None, bool]],
) -> tuple[BillLineExplained, ...]:
    """Return bills of which only the whole is known, beside ours.

    Args:
        periods: The period in words, our cents, theirs where known, and whether it was estimated.
    """
    usual = _usual([theirs / ours for _, ours, theirs, _ in periods if theirs and ours > 0])
    return tuple(
        _line(name, "whole bill", ours, theirs, _reason(ours, theirs, usual, estimated=estimated))
        for name, ours, theirs, estimated in periods
    )


def _usual(ratios: Sequence[float]) -> float:
    """Return the ratio that most bills have in common; 1 where there is none."""
    usual = median(ratios) if ratios else 1.0
    alike = sum(abs(each - usual) <= _ALIKE for each in ratios)
    return usual if alike >= _MOST * len(ratios) else 1.0


def line_by_line(
    period: str, printed: Sequence[PrintedLine], ours: Mapping[str, int]
) -> tuple[BillLineExplained, ...]:
    """Return the lines of a printed bill, each beside what we bill of its kind.

    Several printed lines of one kind are one; what only one of both knows says so.
    """
    theirs: dict[str, int] = {}
    for each in printed:
        kind = kind_of(each.what)
        theirs[kind or each.what] = theirs.get(kind or each.what, 0) + each.cents
    return tuple(_both(period, theirs, ours))


def kind_of(words: str) -> str:
    """Return the kind of our line that answers a printed one; empty where none does."""
    said = words.casefold()
    if re.search(f"{_TAX}|{_LATE}", said):
        return ""
    return next((kind for kind, known in _WORDS.items() if re.search(known, said)), "")


def conclusion(lines: Sequence[BillLineExplained]) -> str:
    """Return what the differences of a bill come to, in a sentence."""
    ours, theirs = (
        sum(getattr(each, side) or 0 for each in lines) for side in ("ours_cents", "theirs_cents")
    )
    if _is_same(ours, theirs):
        return f"Both come to {_dollars(theirs)}: our tariff book bills what you were billed."
    apart = _dollars(abs(ours - theirs))
    which = "less" if ours < theirs else "more"
    return f"We bill {_dollars(ours)}, {apart} {which} than the {_dollars(theirs)} on your bill."


def _both(
    period: str, theirs: Mapping[str, int], ours: Mapping[str, int]
) -> Iterator[BillLineExplained]:
    for what in dict.fromkeys((*ours, *theirs)):
        mine, yours = ours.get(what), theirs.get(what)
        if mine is None:
            reason = _only_theirs(what)
        elif yours is None:
            reason = "Your bill shows no such line of its own; it may be within another."
        else:
            reason = _reason(mine, yours, 1.0, estimated=False)
        yield _line(period, what, mine, yours, reason)


def _only_theirs(what: str) -> str:
    said = what.casefold()
    if re.search(_LATE, said):
        return "This is about payments, not about use; no system changes it."
    if re.search(_TAX, said):
        return "A tax or fee, which our tariff book leaves out; it mostly follows the other lines."
    return "Our tariff book has no such line; ask which rider or program it is."


def _reason(ours: int, theirs: int | None, usual: float, *, estimated: bool) -> str:
    if theirs is None:
        return "The file tells no cost for this period."
    if _is_same(ours, theirs):
        return "The same, but for rounding and the counting of days."
    if estimated:
        return "The utility estimated the meter for this bill; the next one sets it right."
    if ours > 0 and abs(theirs / ours - usual) <= _ALIKE and abs(usual - 1) > _SAME_SHARE:
        percent = abs(usual - 1) * 100
        which = "above" if usual > 1 else "below"
        return (
            f"Your bills are {percent:.1f} % {which} ours throughout: taxes and fees that no "
            "tariff lists, or prices of another edition of the tariff."
        )
    if ours < theirs:
        return "More was billed than this tariff asks for: another tariff, a fee or a correction."
    return "Less was billed than this tariff asks for: another tariff, a credit or a correction."


def _line(
    period: str, what: str, ours: int | None, theirs: int | None, reason: str
) -> BillLineExplained:
    known = ours is not None and theirs is not None
    return BillLineExplained(
        period=period,
        what=what,
        ours_cents=ours,
        theirs_cents=theirs,
        difference_cents=(ours or 0) - (theirs or 0) if known else None,
        reason=reason,
    )


def _is_same(ours: int, theirs: int) -> bool:
    return abs(ours - theirs) <= max(_SAME_CENTS, _SAME_SHARE * abs(theirs))


def _dollars(cents: int) -> str:
    return f"${cents / 100:,.2f}"
