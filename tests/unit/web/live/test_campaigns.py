"""Campaigns on pages: what they cost and brought, and whom they may write to."""

import json
from collections.abc import Iterator
from html import unescape

import pytest

from penstock.app.cases import By, new_key
from penstock.app.cases.usecases import Cases
from penstock.web.live.showing.campaigns import AES
from tests.houses import ENGINEER, SELLER, SERVICE, Office, office

LEAD = {
    "name": "Ana Rivera",
    "email": "ana@example.com",
    "premise": "12 N. Elm St",
    "product": "NONREG-SH-001",
    "source": "web form",
    "received_at": "2026-11-20T12:00:00Z",
}
BUDGET = {
    "campaign": "AUTUMN",
    "name": "Warm rooms, quiet bills",
    "budget_cents": 4_000_000,
    "total_spent_cents": 1_555_000,
    "leads": 172,
    "spent_cents": 9_041,
}
USAGE = "Validated consumption data (VEE)"


@pytest.fixture
def marketed() -> Iterator[Office]:
    """Yield an office with a lead of AES by a campaign, and somebody whom the utility knows."""
    with office() as found:
        cases = found.cases
        about = {"customer": "Ana Rivera", "premise": "12 N. Elm St"}
        cases.open("NCV-01", _by(), case_id="NCV-01-77", product="NONREG-SH-001", **about)
        _record(cases, "NCV-01-77", "Inquiries", {"inquiries": [LEAD]})
        _record(cases, "NCV-01-77", "Campaign budget", BUDGET)
        cases.open("RCV-03", _by(), case_id="RCV-03-77", customer="Rosa Utility", premise="9 Oak")
        cases.record("RCV-03-77", USAGE, b"1,2,3", _by())
        yield found


def _by() -> By:
    return By(actor="Mia", key=new_key())


def _record(cases: Cases, case_id: str, item: str, said: dict[str, object]) -> None:
    cases.record(case_id, item, json.dumps(said).encode(), _by())


def _text(office: Office, path: str, person: str = SELLER) -> str:
    return " ".join(unescape(office.client(person).get(path).text).split())


def test_a_campaign_stands_with_what_it_cost_and_brought(marketed: Office) -> None:
    text = _text(marketed, "/campaigns")

    assert "<b>$15,550.00</b> <span>of $40,000.00; $24,450.00 left</span>" in text
    assert "<b>1</b> <span>its pages counted 172 inquiries" in text
    assert "<b>0.0 %</b> <span>that margin" in text
    assert "Search advertisements, October" in text


def test_a_campaign_is_told_to_spreadsheets_and_programs_in_cents(marketed: Office) -> None:
    told = marketed.client(SELLER).get("/campaigns.json").json()
    table = marketed.client(SELLER).get("/campaigns.csv").text

    (autumn,) = (each for each in told["campaigns"] if each["campaign"] == "AUTUMN")
    assert (autumn["spent_cents"], autumn["leads"], autumn["contracts"]) == (1_555_000, 1, 0)
    assert 'AUTUMN,"Warm rooms, quiet bills",4000000,1555000' in table


def test_an_audience_holds_whom_aes_knows_and_nobody_whom_the_utility_knows(
    marketed: Office,
) -> None:
    text = _text(marketed, "/campaigns/audience")

    assert "Ana Rivera" in text
    assert "Rosa Utility" not in text


@pytest.mark.parametrize("path", ["/campaigns", "/campaigns.csv", "/campaigns/audience.json"])
def test_people_of_the_utility_see_no_campaign(marketed: Office, path: str) -> None:
    answers = {
        person: marketed.client(person).get(path).status_code
        for person in (SELLER, ENGINEER, SERVICE)
    }

    assert answers == {SELLER: 200, ENGINEER: 403, SERVICE: 200}


def test_a_lead_that_comes_meanwhile_is_counted_at_the_next_look(marketed: Office) -> None:
    client = marketed.client(SELLER)
    before = client.get("/campaigns.json").json()["campaigns"][-1]["leads"]

    marketed.cases.open("NCV-01", _by(), case_id="NCV-01-78", customer="Bo", premise="3 Elm St")
    _record(marketed.cases, "NCV-01-78", "Campaign budget", BUDGET)

    assert (before, client.get("/campaigns.json").json()["campaigns"][-1]["leads"]) == (1, 2)


def test_insights_lead_to_campaigns_for_those_who_may_see_them(marketed: Office) -> None:
    leads = {
        person: 'href="/campaigns"' in _text(marketed, "/insights", person)
        for person in (SELLER, ENGINEER)
    }

    assert leads == {SELLER: True, ENGINEER: False}
    assert AES.admits(None) is False
