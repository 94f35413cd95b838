"""A smart home's visit: what its customer sees of it, and what its technician does on site."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from penstock.app.customer.appointments import AppointmentSeen, appointment_seen
from penstock.app.customer.language import languages
from penstock.app.customer.requests import NOBODY, Came, Topic, requests_in
from penstock.app.customer.viewing import customer_view, words_for
from penstock.app.field import Fieldwork, Intake, SentReport, TakenState, What
from penstock.streams.ncv_01_smart_home import items
from tests.home_sale import HomeCase, home_on
from tests.smart_home_site import played, right

ZONE = ZoneInfo("America/New_York")
REQUIREMENTS = played(items.InstallationRequirements, "installation-requirements")
SOON: dict[str, Any] = {"latitude": 36.05, "longitude": -79.8}


@pytest.fixture(scope="module")
def visited() -> HomeCase:
    """Return a home whose visit is booked, for tests that leave it before its release."""
    return booked()


def booked() -> HomeCase:
    """Return a sold home whose kit is kept and whose visit is booked."""
    home = home_on().opened(account_id="AES-7")
    home.sold()
    home.over()
    home.record("Installation requirements", _plain(REQUIREMENTS))
    home.do("reserve").do("plan-visit", **SOON)
    return home


def _plain(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = TypeAdapter(type(value)).dump_python(value, mode="json")
    return found


def seen(home: HomeCase) -> AppointmentSeen | None:
    case = home.cases.case(home.id)
    asked = requests_in(home.cases).of_case(home.id)
    return appointment_seen(home.cases, case, words_for(home.cases, case).visit, asked, ZONE)


def at(home: HomeCase, moment: datetime) -> None:
    home.cases = replace(home.cases, now=lambda: moment)


def visit_of(home: HomeCase) -> Mapping[str, Any]:
    found: Mapping[str, Any] = home.read("Installer appointment")["appointment"]
    return found


def test_a_customer_sees_the_visit_and_where_the_home_stands(visited: HomeCase) -> None:
    found = seen(visited)

    assert found is not None
    assert found.days[0][0] == datetime.fromisoformat(visit_of(visited)["visits"][0]["start"])
    view = customer_view(visited.cases, visited.id)
    assert view.headline == "Step 4 of 7: We prepare the visit."
    spanish = customer_view(visited.cases, visited.id, languages()["es"])
    assert spanish.headline.endswith("Preparamos la visita.")


def test_the_customer_s_word_on_the_page_releases_the_job(visited: HomeCase) -> None:
    assert "has not confirmed" in visited.refused("release")
    found = seen(visited)
    assert found is not None
    assert found.confirmed is None
    came = Came(case_id=visited.id, person="Ana Rivera", link="LINK-1")

    requests_in(visited.cases).ask(came, Topic.CONFIRMED, NOBODY, key="k", subject=found.subject)
    visited.do("release")

    assert (seen(visited) or found).confirmed
    assert visited.read("Scheduled installation")["confirmed_by_customer"]


def test_a_technician_finds_the_job_of_the_day_and_reports_it_once() -> None:
    visited = booked().do("confirm-visit", by="Ana Rivera, by telephone").do("release").over()
    visited.record("Devices", _plain(played(items.Devices, "devices")))
    visited.record("Site access", {"lets_in": "Ana Rivera"})
    made = visit_of(visited)
    at(visited, datetime.fromisoformat(made["visits"][0]["start"]) + timedelta(minutes=5))
    field = Fieldwork(cases=visited.cases, person="tess")
    field.join(made["crew"])

    (outing,) = field.outings()
    assert not outing.job.has_begun
    assert outing.job.steps[0].step.id == "power_off"
    sent = [SentReport(case_id=visited.id, key="begin", what=What.BEGIN), *_reports(visited)]
    states = [Intake(field=field).take(each).state for each in (*sent, sent[-1])]

    assert set(states) == {TakenState.SENT}
    work = visited.read("Installation work")
    assert len(work["reports"]) == 2


def _reports(home: HomeCase) -> list[SentReport]:
    """Return what is sent from the field of the first step: its photo, then the rest."""
    job = Fieldwork(cases=home.cases, person="tess").job(home.id)
    assert job.work is not None
    return [
        SentReport(
            case_id=home.id,
            key=f"step-{number}",
            what=What.REPORT,
            said=TypeAdapter(type(said)).dump_json(said),
            photo=photo,
        )
        for number, (said, photo) in enumerate(right(job.steps[0].step, ()))
    ]
