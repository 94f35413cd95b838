"""Leads of smart homes: one case for each household, and nothing that was said is lost."""

import json
from typing import Any

import pytest

from penstock.app.cases.usecases import Cases
from penstock.app.inquiries.home_leads import UnfitLeadError
from penstock.app.inquiries.homes import OtherLeadError, TakenLead, receive_lead
from penstock.delivery import commands as do
from penstock.delivery.kept import Wanted
from penstock.streams.ncv_01_smart_home.items.marketing import Door
from tests.home_sale import by, home_on

ANA = {"name": "Ana Rivera", "email": "ana@example.com", "premise": "12 North Elm Street"}
BEN = {"name": "Ben Cole", "phone": "+1 336-555-0199", "premise": "3 Oak Ct"}


@pytest.fixture
def cases() -> Cases:
    return home_on().cases


def take(cases: Cases, said: dict[str, Any], key: str, *, door: Door = Door.FORM) -> TakenLead:
    return receive_lead(cases, said, door=door, key=key)


def asked(cases: Cases, case_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cases.content(case_id, "Inquiries"))
    return found


def test_a_lead_is_a_case_with_all_that_was_said(cases: Cases) -> None:
    lead = take(cases, ANA, "k-1")

    case = cases.case(lead.case_id)
    assert (case.stream_id, case.customer, case.product) == (
        "NCV-01",
        "Ana Rivera",
        "NONREG-SH-001",
    )
    assert asked(cases, lead.case_id)["inquiries"][0]["source"] == "web form"


@pytest.mark.parametrize(
    ("again", "because"),
    [
        ({"email": " ANA+home@Example.com", "premise": "1 New Rd"}, "the same e-mail"),
        ({"email": "a@example.org", "premise": "12 N. Elm St."}, "the same name and address"),
        ({**BEN, "email": "ana@example.com"}, "the same e-mail"),
    ],
)
def test_who_asks_again_is_merged_and_what_was_the_same_is_told(
    cases: Cases, again: dict[str, Any], because: str
) -> None:
    first = take(cases, ANA, "k-1")

    lead = take(cases, ANA | again, "k-2", door=Door.API)

    assert lead.case_id == first.case_id
    assert because in lead.merged
    assert [each["source"] for each in asked(cases, lead.case_id)["inquiries"]] == [
        "web form",
        "API",
    ]


def test_a_neighbour_of_the_same_address_is_another_household(cases: Cases) -> None:
    first = take(cases, ANA, "k-1")

    other = take(cases, ANA | {"name": "Bo Chen", "email": "bo@example.com"}, "k-2")

    assert other.case_id != first.case_id
    assert other.merged == ""


def test_the_same_lead_sent_twice_is_recorded_once(cases: Cases) -> None:
    first = take(cases, ANA, "k-1")

    again = take(cases, ANA, "k-1")

    assert (again.case_id, again.was_there) == (first.case_id, True)
    assert len(asked(cases, first.case_id)["inquiries"]) == 1


def test_another_lead_under_a_key_that_was_used_is_refused(cases: Cases) -> None:
    take(cases, ANA, "k-1")

    with pytest.raises(OtherLeadError, match="was used for another inquiry"):
        take(cases, BEN, "k-1")


def test_a_household_whose_case_has_ended_begins_anew(cases: Cases) -> None:
    first = take(cases, ANA, "k-1")
    home = home_on()
    home.cases, home.id = cases, first.case_id
    home.act(do.Cancel(reason="no answer"))

    assert take(cases, ANA, "k-2").case_id != first.case_id


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"email": ""}, "email neither email nor phone is given"),
        ({"email": "ana"}, "email is no address of electronic mail"),
        ({"name": ""}, "name is missing"),
        ({"tier": "gold"}, "tier is neither basic nor premium"),
        ({"colour": "red"}, "colour is no field of an inquiry"),
        ({"source": "file"}, "source is told by us"),
        ({"wishes": "x" * 2001}, "wishes has more than 2,000 characters"),
        ({"origin": "ADV-1"}, "origin is said by those who work here"),
        ({"owns_home": "maybe"}, "owns_home"),
    ],
)
def test_what_is_wrong_is_told_with_its_field_and_nothing_is_kept(
    cases: Cases, said: dict[str, Any], because: str
) -> None:
    with pytest.raises(UnfitLeadError, match=because):
        take(cases, ANA | said, "k-1")

    assert cases.find(Wanted(stream_id="NCV-01")) == ()


def test_an_audit_hands_an_install_over_and_waits_for_it(cases: Cases) -> None:
    audit = home_on()
    audit.cases, audit.id = cases, "ADV-1"
    about = {"customer": "Ana Rivera", "product": "NONREG-SH-002"}
    cases.open("NCV-04", by(), case_id="ADV-1", **about)

    lead = take(cases, ANA | {"origin": "ADV-1"}, "k-1", door=Door.FILE)

    assert lead.case_id in cases.case("ADV-1").links
    assert asked(cases, lead.case_id)["inquiries"][0]["origin"] == "ADV-1"


def test_a_lead_of_an_audit_that_is_none_is_refused(cases: Cases) -> None:
    first = take(cases, ANA, "k-1")

    with pytest.raises(UnfitLeadError, match="and not of NONREG-SH-002"):
        take(cases, BEN | {"origin": first.case_id}, "k-2", door=Door.FILE)
    with pytest.raises(UnfitLeadError, match="origin is no case: ADV-9"):
        take(cases, BEN | {"origin": "ADV-9"}, "k-2", door=Door.FILE)
