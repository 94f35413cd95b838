"""The items of NCV-01.2: the design of a home's devices, and its quote."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.casework.hashes import require_sha256
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sayings import Saying
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Cents, Text

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL


class Fit(StrEnum):
    """Whether something fits."""

    FITS = "fits"
    ADAPTER = "fits with adapter"
    NOT = "does not fit"
    UNKNOWN = "not known yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class FitFinding:
    """What one rule says of one kind of device in a home.

    Args:
        rule: The rule's id in the catalogue.
        about: What it is about: `thermostat`, `plugs in Kitchen`.
        fit: Whether it fits.
        because: Why, in a sentence.
        adapter: The article that makes it fit; empty where none is needed.
    """

    rule: Text
    about: Text
    fit: Fit
    because: Text
    adapter: str = ""

    @property
    def device(self) -> str:
        """The kind of device that it is about."""
        return self.about.partition(" in ")[0]

    @property
    def room(self) -> str:
        """In which room; empty for the whole home."""
        return self.about.partition(" in ")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitLine:
    """Devices of one kind in one room.

    Args:
        room: Where; empty for the whole home.
        article: The article's number in the catalogue.
        what: What it is.
        count: How many.
        unit_cents: What one costs. [cents]
        minutes: How long one takes to install.
        because: Why it is there.
    """

    room: str
    article: Text
    what: Text
    count: Annotated[int, Ge(1)]
    unit_cents: Cents
    minutes: Annotated[int, Ge(0)]
    because: Text

    @property
    def cents(self) -> int:
        """The cents that the line costs."""
        return self.count * self.unit_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsRange:
    """What a home may save in a year: a range and never a promise.

    Args:
        low_cents: The least that is likely. [cents a year]
        high_cents: The most. [cents a year]
        of_cents: The year's cost that it is reckoned from. [cents a year]
        is_own_use: Whether that is the home's own use, under its consent.
        source: Who says so of the shares, and of the cost.
        method: How it was reckoned.
        sources: The source in its sentences, each by itself; empty in items of before.
    """

    low_cents: Cents
    high_cents: Cents
    of_cents: Cents
    is_own_use: bool
    source: Text
    method: Text
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if self.high_cents < self.low_cents:
            raise ValueError("the most that is saved is less than the least")


@information_item(side=_SIDE, sensitivity=_PERSONAL, also=("Solution design",))
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomSolutionDesign:
    """Every device in its room, and whether it fits.

    Args:
        version: Counted from 1.
        tier: `basic` or `premium`.
        catalogue: The catalogue's name and edition.
        findings: What each rule says.
        kit: The devices, room by room.
        left_out: What the household wanted and does not get, and why.
        savings: What they may save; None where nothing of them saves anything.
        related: Other installs that the home asks for: each goes to NONREG-SH-002.
        designed_by: Who.
        designed_at: When.
    """

    version: Annotated[int, Ge(1)]
    tier: str
    catalogue: Text
    findings: tuple[FitFinding, ...]
    kit: Annotated[tuple[KitLine, ...], MinLen(1)]
    left_out: tuple[str, ...] = ()
    savings: SavingsRange | None = None
    related: tuple[str, ...] = ()
    designed_by: Text
    designed_at: datetime

    @property
    def minutes(self) -> int:
        """How long the installation takes."""
        return sum(line.count * line.minutes for line in self.kit)


class CostKind(StrEnum):
    """What a line of a quote is for."""

    DEVICES = "devices"
    LABOR = "labor"
    SUBSCRIPTION = "subscription"
    TAX = "tax"
    DISCOUNT = "discount"


class Recurs(StrEnum):
    """How often a line is paid."""

    ONCE = "once"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """A line of a quote.

    Args:
        kind: What it is for.
        what: The same in words.
        cents: What it costs; below 0 for a discount. [cents, once or a month]
        recurs: Whether once or each month.
    """

    kind: CostKind
    what: Text
    cents: int
    recurs: Recurs = Recurs.ONCE


@information_item(side=_SIDE, sensitivity=_PERSONAL, also=("Quote",))
@dataclass(frozen=True, slots=True, kw_only=True)
class DetailedQuote:
    """One version of what a household is offered.

    Args:
        number: The same for all versions.
        version: Counted from 1.
        customer: For whom.
        premise: Where.
        tier: `basic` or `premium`.
        lines: What it costs, once and each month.
        cost_cents: What AES pays for it in the first year; never shown to the customer. [cents]
        savings: What the devices may save; None where nothing is claimed.
        terms: What else is promised, each with its name and value.
        design_sha256: Of the design that it is of.
        pdf_sha256: Of its document.
        valid_from: The first moment at which it may be accepted.
        valid_until: The first moment at which it may be accepted no more.
        zone: IANA name of the zone of its dates.
        quoted_by: Who offered the price; they do not sign the contract for AES.
        because: Why this version was made, where it is not the first.
        differences: What is other than in the version before.
        differing: The same as forms with values, for other languages; empty in items of before.
    """

    number: Text
    version: Annotated[int, Ge(1)]
    customer: Text
    premise: Text
    tier: str
    lines: Annotated[tuple[PriceLine, ...], MinLen(1)]
    cost_cents: Cents
    savings: SavingsRange | None = None
    terms: tuple[tuple[str, str], ...] = ()
    design_sha256: str
    pdf_sha256: str
    valid_from: datetime
    valid_until: datetime
    zone: str = "America/New_York"
    quoted_by: Text
    because: str = ""
    differences: tuple[str, ...] = ()
    differing: tuple[Saying, ...] = ()

    def __post_init__(self) -> None:
        require_sha256(self.design_sha256, "design")
        require_sha256(self.pdf_sha256, "document")

    @property
    def name(self) -> str:
        """What people call this version."""
        return f"{self.number} version {self.version}"

    @property
    def once_cents(self) -> int:
        """The cents that are paid once."""
        return sum(each.cents for each in self.lines if each.recurs is Recurs.ONCE)

    @property
    def monthly_cents(self) -> int:
        """The cents that are paid each month."""
        return sum(each.cents for each in self.lines if each.recurs is Recurs.MONTHLY)

    @property
    def first_year_cents(self) -> int:
        """The cents that are paid until a year is over."""
        return self.once_cents + 12 * self.monthly_cents


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDocument:
    """The pages of a quote as PDF: a paper."""

    content: bytes


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerEnergyBills:
    """A year of the home's own use, asked of the utility under a consent, or uploaded: a paper."""

    content: bytes
