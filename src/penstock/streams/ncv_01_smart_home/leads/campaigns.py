"""Campaigns: what they may cost, what they cost so far, and what they brought."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.marketing import (
    CampaignBudget,
    MarketResearchData,
    MarketSegment,
    WebsiteTraffic,
)


class CampaignFileError(ValueError):
    """A file of campaigns that cannot be followed: every reason at once."""

    def __init__(self, file: str, *, problems: tuple[str, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(f"{file} cannot be followed: {'; '.join(problems)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Something that a campaign cost.

    Args:
        on: When.
        cents: How much. [cents]
        what: For what.
    """

    on: date
    cents: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A campaign.

    Args:
        id: What leads say they came by.
        name: What people call it.
        begin: The first day.
        end: The first day no more.
        budget_cents: What it may cost. [cents]
        segments: Whom it is for, by the names of the research.
        claim: What it claims, and whose claim that is; empty where it claims no savings.
        research: What is known of the market.
        spent: What it cost.
        traffic: What it brought to the pages.
    """

    id: str
    name: str
    begin: date
    end: date
    budget_cents: int
    segments: tuple[str, ...]
    claim: str
    research: MarketResearchData
    spent: tuple[Spending, ...]
    traffic: tuple[WebsiteTraffic, ...]

    @property
    def last_day(self) -> date:
        """The last day on which it runs."""
        return self.end - timedelta(days=1)

    def spent_cents(self, *, until: date) -> int:
        """Return what it cost up to a day, that day among it. [cents]."""
        return sum(each.cents for each in self.spent if each.on <= until)

    def left_cents(self, *, until: date) -> int:
        """Return what of the budget is left; below 0 where it was overdrawn. [cents]."""
        return self.budget_cents - self.spent_cents(until=until)

    def inquiries(self, *, until: date) -> int:
        """Return how many inquiries it brought in the weeks that had ended by a day."""
        return sum(each.inquiries for each in self.traffic if each.end <= until)


def budget_of(campaign: Campaign, *, on: date) -> CampaignBudget:
    """Return a campaign's budget as a lead of a day bears its share: spent over inquiries."""
    spent, leads = campaign.spent_cents(until=on), max(campaign.inquiries(until=on), 1)
    return CampaignBudget(
        campaign=campaign.id,
        name=campaign.name,
        budget_cents=campaign.budget_cents,
        total_spent_cents=spent,
        leads=leads,
        spent_cents=round(Decimal(spent) / leads),
    )


def newest_traffic(campaign: Campaign, *, on: date) -> WebsiteTraffic | None:
    """Return what a campaign brought in the last week that had ended by a day."""
    ended = [each for each in campaign.traffic if each.end <= on]
    return max(ended, key=lambda each: each.end, default=None)


def against_running(campaign: Campaign, *, on: date) -> str:
    """Return why a campaign takes no lead on a day; empty where it does."""
    if not campaign.begin <= on < campaign.end:
        return (
            f"campaign {campaign.id} runs from {campaign.begin} until {campaign.end}, and today "
            f"is {on}"
        )
    if campaign.left_cents(until=on) < 0:
        over = dollars_and_cents(-campaign.left_cents(until=on))
        return (
            f"campaign {campaign.id} has spent {over} more than its budget of "
            f"{dollars_and_cents(campaign.budget_cents)}; have the budget raised first"
        )
    return ""


def read_campaigns(text: str, *, file: str) -> tuple[Campaign, ...]:
    """Return the campaigns of a file.

    Raises:
        CampaignFileError: It is no TOML, or a campaign says what none can.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CampaignFileError(file, problems=(f"it is no TOML: {error}",)) from error
    problems: list[str] = []
    found: list[Campaign] = []
    for each in said.get("campaign", ()):
        try:
            campaign = _campaign(each)
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            problems.append(f"“{each.get('id', '?')}” lacks or misstates {error}")
        else:
            found.append(campaign)
            problems += _problems(campaign)
    if problems:
        raise CampaignFileError(file, problems=tuple(problems))
    return tuple(found)


def _problems(campaign: Campaign) -> Iterator[str]:
    known = {each.name for each in campaign.research.segments}
    for segment in campaign.segments:
        if segment not in known:
            yield f"“{campaign.id}” is for {segment}, whom its research does not know"
    if campaign.end <= campaign.begin:
        yield f"“{campaign.id}” ends before it begins"
    if "save" in campaign.name.casefold() and not campaign.claim:
        yield f"“{campaign.id}” claims savings; say in claim who verified them"


def _campaign(said: Mapping[str, Any]) -> Campaign:
    research = said["research"]
    segments = [MarketSegment(**_segment(each)) for each in research["segments"]]
    traffic = [WebsiteTraffic(campaign=said["id"], **each) for each in said.get("traffic", ())]
    return Campaign(
        id=said["id"],
        name=said["name"],
        begin=said["begin"],
        end=said["end"],
        budget_cents=int(said["budget_cents"]),
        segments=tuple(said["segments"]),
        claim=said.get("claim", ""),
        research=MarketResearchData(
            source=research["source"],
            observed_on=research["observed_on"],
            segments=tuple(segments),
        ),
        spent=tuple(Spending(**each) for each in said.get("spent", ())),
        traffic=tuple(traffic),
    )


def _segment(said: Mapping[str, Any]) -> dict[str, Any]:
    return {**said, "interest_percent": Decimal(said["interest_percent"])}
