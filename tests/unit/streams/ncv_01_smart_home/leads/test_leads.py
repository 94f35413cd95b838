"""Who is alike, how well a lead fits, and what a campaign cost: laws and cases."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.streams.ncv_01_smart_home.items.marketing import Inquiries
from penstock.streams.ncv_01_smart_home.leads.alike import address, merged, ways_of
from penstock.streams.ncv_01_smart_home.leads.campaigns import (
    CampaignFileError,
    against_running,
    budget_of,
    newest_traffic,
    read_campaigns,
)
from penstock.streams.ncv_01_smart_home.leads.scoring import scored
from tests.unit.streams.ncv_01_smart_home.homes import CAMPAIGNS, NOW, inquiry

TEXT = CAMPAIGNS.read_text(encoding="utf-8")
*_, AUTUMN = read_campaigns(TEXT, file="campaigns.toml")
ANA = Inquiries(inquiries=(inquiry(),))


@pytest.mark.parametrize(
    "other", ["12 N Elm St", "12 north elm street", "12 N. ELM ST.", "12  Nórth Elm-Street"]
)
def test_an_address_is_the_same_however_it_is_written(other: str) -> None:
    assert address(other) == address("12 North Elm Street")


@pytest.mark.parametrize("phone", ["336-555-0117", "+1 (336) 555 0117", "13365550117"])
def test_a_telephone_number_is_the_same_however_it_is_written(phone: str) -> None:
    assert ways_of(inquiry(phone=phone))["phone"] == ways_of(inquiry())["phone"]


def test_a_number_that_is_too_short_recognises_nobody() -> None:
    assert "phone" not in ways_of(inquiry(phone="0117"))


@given(st.text(max_size=40))
def test_an_address_that_was_made_plain_stays_as_it_is(text: str) -> None:
    assert address(address(text)) == address(text)


def test_what_is_merged_stands_beside_what_was_there_unchanged() -> None:
    after = merged(ANA, inquiry(email="", wishes="soon"))

    assert after.inquiries[0] == ANA.newest
    assert after.merged[0].because == (
        "Inquiry 2 has the same telephone number and name and address as inquiry 1."
    )


def test_strangers_are_not_merged() -> None:
    with pytest.raises(ValueError, match="keep them apart"):
        merged(ANA, inquiry(name="Bo", email="b@example.com", phone="", premise="9 Oak"))


def test_a_score_is_the_sum_of_its_reasons() -> None:
    asked = Inquiries(inquiries=(inquiry(owns_home=True, tier="premium", wishes="quiet"),))

    found = scored(asked, now=NOW)

    assert found.score == sum(each.points for each in found.reasons) == 90
    assert found.is_qualified


def test_a_tenant_who_leaves_one_way_to_answer_is_not_qualified() -> None:
    found = scored(Inquiries(inquiries=(inquiry(owns_home=False, phone=""),)), now=NOW)

    assert (found.score, found.is_qualified) == (20, False)
    assert "rents the home" in found.reasons[1].because


def test_a_lead_bears_its_share_of_what_was_spent() -> None:
    found = budget_of(AUTUMN, on=date(2026, 10, 15))

    assert (found.total_spent_cents, found.leads) == (1_100_000, 74)
    assert found.spent_cents == round(1_100_000 / 74)


@pytest.mark.parametrize(
    ("day", "over", "because"),
    [
        (date(2026, 11, 20), 0, ""),
        (date(2027, 3, 1), 0, "runs from 2026-09-01 until 2027-03-01"),
        (date(2026, 8, 31), 0, "runs from"),
        (date(2026, 11, 20), 1_554_999, "has spent $0.01 more than its budget"),
    ],
)
def test_a_campaign_takes_leads_in_its_days_and_within_its_budget(
    day: date, over: int, because: str
) -> None:
    campaign = replace(AUTUMN, budget_cents=over) if over else AUTUMN

    assert because in against_running(campaign, on=day)
    assert bool(because) == bool(against_running(campaign, on=day))


def test_traffic_is_that_of_the_last_period_that_has_ended() -> None:
    found = newest_traffic(AUTUMN, on=date(2026, 10, 31))

    assert found is not None
    assert found.inquiries == 74
    assert newest_traffic(AUTUMN, on=date(2026, 9, 1)) is None


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ('"Owners with heat pumps"]', '"Sailors"]', "for Sailors, whom its research"),
        ("end = 2027-03-01", "end = 2026-08-01", "ends before it begins"),
        ('name = "Warm rooms, quiet bills"', 'name = "Save 8 %"', "ends|claims savings"),
        ("budget_cents = 4_000_000", "", "lacks or misstates 'budget_cents'"),
        ("[[campaign]]", "[[campaign", "it is no TOML"),
    ],
)
def test_a_file_of_campaigns_that_cannot_be_followed_says_why(
    old: str, new: str, because: str
) -> None:
    text = TEXT.replace(old, new, 1)
    if "Save" in new:
        text = text.replace("claim = ", "# claim = ", 1)

    with pytest.raises(CampaignFileError, match=because):
        read_campaigns(text, file="campaigns.toml")
