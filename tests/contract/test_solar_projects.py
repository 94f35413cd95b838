"""Whole projects of NCV-03, from an inquiry to a system that runs, by the command line alone."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penstock.app import clock as clocks
from penstock.casework.interconnection import ApplicationForm
from penstock.streams.ncv_03_solar_storage import items
from tests.contract.places import Place
from tests.sales_walk import BILLS, ROOF
from tests.solar_building import (
    activated,
    built,
    certified,
    commissioned,
    cured,
    delivered,
    handed_over,
    inspected,
)
from tests.solar_contracting import (
    acceptance,
    answered,
    application,
    applied,
    contracted,
    engineered,
    finished,
    flat,
    permits_approved,
    surveyed,
    times,
)
from tests.solar_project import EXIT, Company, Project, opened

# So that the first days of operation fall into midsummer.
BEGIN = datetime(2026, 5, 4, 18, tzinfo=UTC)
HOME = {
    "name": "Ada Moreno",
    "email": "ada@example.com",
    "premise": "18 Alder Court, Quantum Falls",
    "account_id": "QE-20-1",
    "product": "NONREG-DG-001",
    "tariff": "RES-E",
    "battery_wanted": True,
}
SHOP = {
    "name": "Mill Road Market",
    "email": "office@example.com",
    "premise": "400 Mill Road, Quantum Falls",
    "account_id": "QE-74-1",
    "product": "NONREG-DG-002",
    "tariff": "GS-E",
}

SERVICE = {
    "main_panel_rating_a": "800",
    "busbar_rating_a": "1000",
    "service_voltage_v": "480",
    "service_phases": 3,
}
REASON = "The relays were looked at: they hold."


@pytest.fixture
def company(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    company = Company(database=place.address, folder=tmp_path)
    company.clock.moment = BEGIN
    monkeypatch.setattr(clocks, "now", company.clock)
    return company


def test_a_home_goes_from_inquiry_to_activation_with_a_voided_signature_and_rework(
    company: Company,
) -> None:
    project = opened(company, "NCV-03-1", HOME, BILLS)
    surveyed(project, HOME, main_panel_rating_a="175", busbar_rating_a="225")
    contracted(project)
    _signed_anew_after_a_tree_was_found(project)
    request = _applied(project, meter="M-20-1")
    engineered(request, "look", "screen", "study", "tender")
    answered(project, request)
    finished(project, "Paula")
    delivered(project)
    built(project)
    finished(project, "Ivan")
    _inspected_three_times(project)
    commissioned(project, missing_modules=1)
    assert "Commissioning report" not in project.shown()["items"]
    commissioned(project)
    _permitted(project, request)
    activated(project)
    handed_over(project)
    finished(project, "Suki")
    _closed(project)

    assert project.shown()["status"] == "closed"
    assert project.read("Passed inspection")["rework_cents"] == 27_750
    assert project.read("Activated system")["permitted_from"] <= company.today
    assert json.loads(company.done("case", "show", request.id, "--json"))["status"] == "closed"


def test_a_shop_goes_through_supplemental_review_and_a_revoked_consent_to_activation(
    company: Company,
) -> None:
    project = opened(company, "NCV-03-2", SHOP, times(BILLS, 5))
    surveyed(project, SHOP, roof=flat(ROOF), **SERVICE)
    _designed_larger(project)
    contracted(project)
    request = _applied(project, meter="M-74-1")
    engineered(request, "look", "screen")
    request.do("study", "Ivy")
    _revoked_and_given_anew(project, request)
    engineered(request, "tender")
    told = answered(project, request)
    finished(project, "Paula")
    delivered(project)
    built(project)
    finished(project, "Ivan")
    inspected(project)
    commissioned(project)
    _permitted(project, request)
    activated(project)
    handed_over(project)
    finished(project, "Suki")
    _closed(project)

    assert project.shown()["status"] == "closed"
    assert REASON in told
    assert project.read("Approved interconnection agreement")["capacity_kw_ac"] == "100.000"


def _designed_larger(project: Project) -> None:
    """Design what carries the whole market, beside what a worker has designed first."""
    project.case("reopen", "NCV-03.2", "--reason", "the owner wants a microgrid")
    project.company.work()
    battery: dict[str, Any] = {
        "battery_kwh": "100",
        "battery_kw": "50",
        "battery_name": "Site battery",
    }
    project.do("design", "Dora", variant="market", inverter_count=2, power_kw_dc="110", **battery)
    project.do("choose", "Dora", variant="market")
    project.do("propose", "Dora", because="the whole market")
    project.passed()


def _revoked_and_given_anew(project: Project, request: Project) -> None:
    """Take the consent back between study and approval, and give another one."""
    company = project.company
    company.done("consent", "revoke", _consent(project), "--as", "Ida")
    waiting = company.refused("case", "claim", request.id, "--as", "Ivy")
    assert "on hold" in waiting
    assert "stands still" in company.done("interconnection", "status", request.id, "--as", "Paula")
    form = project.value(
        "Interconnection application draft", items.InterconnectionApplicationDraft
    ).form
    _consented(project, form)
    assert "consent-revoked" in project.case("explain")
    for each, person in ((request, "Ivy"), (project, "Paula")):
        each.case("resume", "--reason", "a new consent", person=person)
    request.do("review", "Ivy", is_approved=True, because=REASON)
    finished(request, "Ivy")


def _consent(project: Project) -> str:
    customer = project.read("Customer inquiry")["name"]
    found = json.loads(project.company.done("consent", "list", customer, "--json", "--as", "Ida"))
    consent_id: str = found[0]["id"]
    return consent_id


def _signed_anew_after_a_tree_was_found(project: Project) -> None:
    signed = acceptance(project.read("Customer proposal"))
    project.do("change", what="fewer modules", because="a tree was forgotten")
    assert project.read("Signed contract")["is_void"]
    project.case("reopen", "NCV-03.2", "--reason", "change order 1")
    project.company.work()
    project.do("design", "Dora", modules=18, lock=["modules"])
    project.do("propose", "Dora", because="change order 1")
    project.passed()
    project.do("offer-financing")
    assert "version" in project.refused("approve", **signed)
    contracted(project)


def _applied(project: Project, *, meter: str) -> Project:
    """Have permits approved, and apply with the consent of the customer."""
    finished(project, "Cora")
    permits_approved(project)
    form = application(project, meter=meter)
    _consented(project, form)
    return applied(project, form)


def _consented(project: Project, form: ApplicationForm) -> str:
    return project.company.consents(form.applicant.name, to="non-regulated", form=form)


def _inspected_three_times(project: Project) -> None:
    inspected(project, "No label at the disconnect.")
    cured(project, 23_750)
    inspected(project, "The label is unreadable.")
    cured(project, 4_000)
    inspected(project)


def _permitted(project: Project, request: Project) -> None:
    certified(project, request)
    engineered(request, "permit")
    answered(project, request)
    finished(project, "Carl")


def _closed(project: Project) -> None:
    for words in EXIT:
        project.case("attest", words, "--evidence", "file")
