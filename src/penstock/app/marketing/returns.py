"""What campaigns brought: contracts that stand, their margin, and the return on what was spent."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from penstock.app.cases.usecases import Cases
from penstock.app.streams.home_selling import HouseOfferings
from penstock.delivery.case import Case
from penstock.delivery.kept import Wanted
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.leads.campaigns import Campaign

_STREAM, _PAGE = "NCV-01", 200
_BUDGET, _CONTRACT = "Campaign budget", "Signed contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReturn:
    """What a campaign cost and brought by a day.

    Args:
        campaign: Its id.
        name: What people call it.
        budget_cents: What it may cost. [cents]
        spent_cents: What it cost. [cents]
        left_cents: What is left; below 0 where it was overdrawn. [cents]
        inquiries: How many the pages counted.
        leads: How many cases are counted for it.
        contracts: How many of them have a contract that stands.
        margin_cents: What is left of those. [cents]
    """

    campaign: str
    name: str
    budget_cents: int
    spent_cents: int
    left_cents: int
    inquiries: int
    leads: int
    contracts: int
    margin_cents: int

    @property
    def return_percent(self) -> Decimal | None:
        """The margin over what was spent [%]; None where nothing was spent."""
        if not self.spent_cents:
            return None
        return round(Decimal(100 * self.margin_cents) / self.spent_cents, 1)


def campaigns_of(cases: Cases, *, folder: Path | None) -> tuple[tuple[Campaign, ...], date]:
    """Return the campaigns beside the documents, and which day it is where the company works.

    Raises:
        UnusableOfferingError: Their file cannot be read or followed.
    """
    offerings = HouseOfferings(folder=folder, now=cases.now)
    return offerings.campaigns(), offerings.today()


def require_look(cases: Cases) -> None:
    """Look whether somebody may see what campaigns cost and brought.

    Raises:
        ClosedError: They may not.
    """
    if cases.door is not None:
        cases.door.require_look("what campaigns cost and brought", side=Side.NON_REGULATED)


def returns_of(
    cases: Cases, campaigns: Sequence[Campaign], *, on: date
) -> tuple[CampaignReturn, ...]:
    """Return what campaigns cost and brought: totals over the leads of AES.

    Raises:
        ClosedError: Whoever asks may not see them.
    """
    require_look(cases)
    # The boundary has decided about the totals; it is not asked about each lead again.
    cases = replace(cases, door=None, answering=None)
    sold: dict[str, list[int | None]] = {each.id: [] for each in campaigns}
    for campaign_id, margin in _sold(cases):
        if campaign_id in sold:
            sold[campaign_id].append(margin)
    return tuple(_return(each, sold[each.id], on=on) for each in campaigns)


def _return(campaign: Campaign, margins: Sequence[int | None], *, on: date) -> CampaignReturn:
    standing = [each for each in margins if each is not None]
    return CampaignReturn(
        campaign=campaign.id,
        name=campaign.name,
        budget_cents=campaign.budget_cents,
        spent_cents=campaign.spent_cents(until=on),
        left_cents=campaign.left_cents(until=on),
        inquiries=campaign.inquiries(until=on),
        leads=len(margins),
        contracts=len(standing),
        margin_cents=sum(standing),
    )


def _sold(cases: Cases) -> Iterator[tuple[str, int | None]]:
    """Yield the campaign of each lead, with the margin of its contract; None where none stands."""
    after = ""
    while page := cases.store.find(Wanted(stream_id=_STREAM, after=after, limit=_PAGE)):
        for case in page:
            budget = _read(cases, case, _BUDGET)
            if budget:
                contract = _read(cases, case, _CONTRACT)
                stands = contract and not contract["is_void"]
                yield budget["campaign"], contract["margin_cents"] if stands else None
        after = page[-1].case_id


def _read(cases: Cases, case: Case, item: str) -> dict[str, Any]:
    if not case.has(item):
        return {}
    found: dict[str, Any] = json.loads(cases.content(case.case_id, item))
    return found
