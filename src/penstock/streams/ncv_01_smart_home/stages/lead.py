"""NCV-01.1: a lead is counted for its campaign, and scored with reasons."""

from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.stage_acts import ActRefusedError, stage_act
from penstock.streams.ncv_01_smart_home.items.marketing import (
    CampaignBudget,
    Inquiries,
    MarketResearchData,
    QualifiedLeads,
    WebsiteTraffic,
)
from penstock.streams.ncv_01_smart_home.leads.campaigns import (
    Campaign,
    against_running,
    budget_of,
    newest_traffic,
)
from penstock.streams.ncv_01_smart_home.leads.scoring import scored
from penstock.streams.ncv_01_smart_home.selling_ports import HomeOfferings

STAGE = "NCV-01.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignSaid:
    """For which campaign a lead is counted.

    Args:
        campaign: Its id, or empty for none; the one that the inquiry names where nobody says.
    """

    campaign: str | None = None


@stage_act(STAGE, "count-for-campaign")
def count_for_campaign(
    said: CampaignSaid, asked: Inquiries, offerings: HomeOfferings
) -> tuple[MarketResearchData, CampaignBudget, WebsiteTraffic]:
    """Count a lead for its campaign: its research, its budget with this lead's share, its traffic.

    A lead that came by itself bears no share of any campaign.
    """
    campaigns, today = offerings.campaigns(), offerings.today()
    wanted = asked.newest.campaign if said.campaign is None else said.campaign
    campaign = _campaign(wanted, campaigns) if wanted else campaigns[-1]
    if wanted and (because := against_running(campaign, on=today)):
        raise ActRefusedError(f"{because[:1].upper()}{because[1:]}.")
    traffic = newest_traffic(campaign, on=today)
    if traffic is None:
        raise ActRefusedError(
            f"Nobody has counted what campaign {campaign.id} brought to the pages; add a "
            "[[campaign.traffic]] that has ended."
        )
    alone = CampaignBudget(name="Came by themselves", spent_cents=0)
    budget = budget_of(campaign, on=today) if wanted else alone
    return campaign.research, budget, traffic


@stage_act(STAGE, "qualify")
def qualify(asked: Inquiries, now: datetime) -> QualifiedLeads:
    """Score a lead, and tell every reason."""
    return scored(asked, now=now)


def _campaign(wanted: str, campaigns: tuple[Campaign, ...]) -> Campaign:
    found = next((each for each in campaigns if each.id == wanted), None)
    if found is None:
        known = ", ".join(each.id for each in campaigns)
        raise ActRefusedError(
            f"There is no campaign {wanted}; there is {known}. Say campaign = “” for none."
        )
    return found
