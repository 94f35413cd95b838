"""A quote: what is offered, for how much, until when, and what it was made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from penstock.casework.basis import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """A line of a quote.

    Args:
        what: What it is for.
        cents: What it costs; below 0 for a discount. [cents]
    """

    what: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Something a quote promises besides money: the inverter, the export limit, a date.

    Args:
        what: What it is: `inverter`.
        value: Which one, or how much.
    """

    what: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An offer that a customer may accept within its validity.

    The validity is half-open: it holds at `valid_from` and no more at `valid_until`.

    Args:
        number: What the quote is called, the same for all its versions.
        version: Counted from 1; a change is a new version.
        valid_from: The first moment at which it may be accepted.
        valid_until: The first moment at which it may be accepted no more.
        zone: IANA name of the zone in which its dates are written.
        lines: What it is made up of; they sum to its total.
        terms: What it promises besides money.
        made_of: What it was computed from.

    Raises:
        ValueError: No quote can be so; every reason at once.
    """

    number: str
    version: int
    valid_from: datetime
    valid_until: datetime
    zone: str
    lines: tuple[QuoteLine, ...]
    terms: tuple[Term, ...] = ()
    made_of: tuple[Basis, ...] = ()

    def __post_init__(self) -> None:
        if problems := "; ".join(_problems(self)):
            raise ValueError(f"Quote {self.number or '(without number)'}: {problems}.")

    @property
    def total_cents(self) -> int:
        """The cents that all lines cost together."""
        return sum(line.cents for line in self.lines)

    @property
    def name(self) -> str:
        """What people call this version."""
        return f"{self.number} version {self.version}"


class Standing(Enum):
    """Whether a quote may be accepted."""

    OPEN = "open"
    NOT_YET = "not yet valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


def standing(quote: Quote, *, newest: Quote, now: datetime) -> Standing:
    """Tell whether a version of a quote may be accepted at a moment."""
    if newest.version > quote.version:
        return Standing.SUPERSEDED
    if now >= quote.valid_until:
        return Standing.EXPIRED
    return Standing.OPEN if now >= quote.valid_from else Standing.NOT_YET


def against_accepting(quote: Quote, *, newest: Quote, now: datetime) -> str:
    """Return why a version of a quote cannot be accepted and what can be; empty when it can."""
    found = standing(quote, newest=newest, now=now)
    if found is Standing.OPEN:
        return ""
    if found is Standing.NOT_YET:
        return f"{quote.name} is valid from {on_the_wall(quote.valid_from, quote.zone)}"
    expired = f"expired on {on_the_wall(quote.valid_until, quote.zone)}"
    what = f"{quote.name} {expired if found is Standing.EXPIRED else 'was replaced'}"
    if standing(newest, newest=newest, now=now) is not Standing.OPEN:
        return f"{what}; no version is open now, so a new one has to be offered"
    until = on_the_wall(newest.valid_until, newest.zone)
    return f"{what}; {newest.name} is the current one, open until {until}"


def on_the_wall(moment: datetime, zone: str) -> str:
    """Return a moment by the clock of a zone, to the minute."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"


def _problems(quote: Quote) -> list[str]:
    found = []
    if quote.version < 1:
        found.append(f"versions count from 1, not {quote.version}")
    if not quote.lines:
        found.append("it has no line; say what is offered")
    if quote.valid_until <= quote.valid_from:
        found.append("its validity ends before it begins")
    names = [each.what for each in quote.terms]
    if len(set(names)) < len(names):
        found.append("a term stands twice")
    try:
        ZoneInfo(quote.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(f"there is no time zone “{quote.zone}”; write America/New_York or the like")
    return found
