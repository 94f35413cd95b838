"""Whole projects of NCV-03, from an inquiry to a system that runs, by the command line alone."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penstock.app import clock as clocks
from tests.contract.places import Place
from tests.sales_walk import BILLS
from tests.solar_journey import (
    EXIT,
    Company,
    Project,
    acceptance,
    activated,
    answered,
    application,
    applied,
    built,
    certified,
    commissioned,
    contracted,
    cured,
    delivered,
    engineered,
    finished,
    handed_over,
    inspected,
    opened,
    permits_approved,
    surveyed,
)

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


@pytest.fixture
def company(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
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
    request = _connected(project, "look", "screen", "study", "tender")
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


def _connected(project: Project, *acts: str) -> Project:
    """Have permits approved and the connection agreed; the customer consents to be told of."""
    finished(project, "Cora")
    permits_approved(project)
    form = application(project, meter="M-20-1")
    project.company.consents(form.applicant.name, to="non-regulated", form=form)
    request = applied(project, form)
    engineered(request, *acts)
    answered(project, request)
    finished(project, "Paula")
    return request


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
