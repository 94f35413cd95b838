"""The items of NCV-01.1: the market, a campaign, its traffic, who asked, who is worth a design."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side

_SIDE, _INTERNAL, _PERSONAL = Side.NON_REGULATED, Sensitivity.INTERNAL, Sensitivity.PERSONAL

Cents = Annotated[int, Ge(0)]
Count = Annotated[int, Ge(0)]
Text = Annotated[str, MinLen(1)]
SMART_HOME = "NONREG-SH-001"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketSegment:
    """A part of the market, as research tells it.

    Args:
        name: What it is called.
        households: How many there are.
        interest_percent: How many of them say they would buy. [%]
    """

    name: Text
    households: Count
    interest_percent: Annotated[Decimal, Ge(0), Le(100)]


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class MarketResearchData:
    """What research tells of the market: no household of it is named.

    Args:
        source: Who asked whom.
        observed_on: When.
        segments: The parts of the market.
    """

    source: Text
    observed_on: date
    segments: tuple[MarketSegment, ...]


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBudget:
    """The campaign that a lead came by, and the lead's share of its cost.

    Args:
        campaign: The campaign's id; empty for whoever came by themselves.
        name: What people call it.
        budget_cents: What it may cost altogether. [cents]
        total_spent_cents: What it had cost when this was recorded. [cents]
        leads: For how many leads.
        spent_cents: This lead's share of that. [cents]
    """

    campaign: str = ""
    name: str = ""
    budget_cents: Cents = 0
    total_spent_cents: Cents = 0
    leads: Count = 1
    spent_cents: Cents


class Door(StrEnum):
    """The door by which an inquiry came."""

    FORM = "web form"
    FILE = "file"
    API = "API"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeInquiry:
    """What somebody who thinks of a smart home asks for.

    Args:
        name: Who asks.
        email: Where an answer reaches them; this or a telephone number.
        phone: The same.
        premise: The address of the home.
        account_id: The account at the utility, where they gave it.
        product: The product they ask for.
        tier: The tier they think of: `basic`, `premium`, or empty.
        owns_home: Whether they own it; None where nobody asked.
        wishes: What else they say.
        campaign: The campaign they came by; empty where none is known.
        origin: The case of an audit (NONREG-SH-002) that hands the install over; empty for none.
        agreed_to: What they may be contacted for, in their own choice of words.
        source: By which door it came.
        received_at: When.
    """

    name: Text
    email: str = ""
    phone: str = ""
    premise: Text
    account_id: str = ""
    product: str = SMART_HOME
    tier: str = ""
    owns_home: bool | None = None
    wishes: str = ""
    campaign: str = ""
    origin: str = ""
    agreed_to: str = "an answer to this inquiry"
    source: Door = Door.FILE
    received_at: datetime

    def __post_init__(self) -> None:
        if found := against_answering(email=self.email, phone=self.phone, tier=self.tier):
            raise ValueError("; ".join(found))


TIERS = ("basic", "premium")


def against_answering(*, email: str, phone: str, tier: str) -> list[str]:
    """Return what of an inquiry's fields nobody could work with, each naming its field."""
    found = []
    if not (email or phone):
        found.append("neither email nor phone is given; give one, so that you can be answered")
    name, at, host = email.partition("@")
    if email and not (name and at and "." in host):
        found.append("email is no address of electronic mail, such as ada@example.com")
    if tier not in ("", *TIERS):
        found.append(f"tier is neither {' nor '.join(TIERS)}")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedInquiry:
    """That a later inquiry is of the same home, and how that is known.

    Args:
        number: Which of the inquiries, counted from 1.
        alike: What is the same: `email`, `phone`, `premise`.
        because: The same in a sentence.
    """

    number: Annotated[int, Ge(2)]
    alike: Annotated[tuple[str, ...], MinLen(1)]
    because: Text


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiries:
    """All that one household asked, the oldest first.

    Args:
        inquiries: Each inquiry as it came; none is changed.
        merged: Which were taken for the same household, and why.
    """

    inquiries: Annotated[tuple[HomeInquiry, ...], MinLen(1)]
    merged: tuple[MergedInquiry, ...] = ()

    @property
    def newest(self) -> HomeInquiry:
        """What was asked last."""
        return self.inquiries[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReason:
    """A part of a score, and why.

    Args:
        points: What it adds, or takes away.
        because: Why, in a sentence.
    """

    points: int
    because: Text


@information_item(side=_SIDE, sensitivity=_PERSONAL, also=("Qualified lead",))
@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedLeads:
    """Whether a household is worth a design, with its score and every reason.

    Args:
        score: 0 to 100.
        is_qualified: Whether somebody should design for it.
        reasons: What the score is made up of.
        least_score: From which score on a lead is qualified.
        campaign: The campaign that it is counted for; empty for none.
        qualified_at: When this was told.
    """

    score: Annotated[int, Ge(0), Le(100)]
    is_qualified: bool
    reasons: Annotated[tuple[ScoreReason, ...], MinLen(1)]
    least_score: Annotated[int, Ge(0), Le(100)]
    campaign: str = ""
    qualified_at: datetime


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class WebsiteTraffic:
    """What a campaign brought to the pages; visitors are counted and not known.

    Args:
        campaign: The campaign; empty for all.
        begin: The first day that counts.
        end: The first day that counts no more.
        visits: How many visits of the pages there were.
        inquiries: How many inquiries came of them.
    """

    campaign: str = ""
    begin: date
    end: date
    visits: Count
    inquiries: Count

    def __post_init__(self) -> None:
        if self.end <= self.begin:
            raise ValueError(f"the days end on {self.end}, before they begin on {self.begin}")
