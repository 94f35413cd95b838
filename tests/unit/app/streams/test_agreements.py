"""What requests' cases say is agreed, by the commands that people type."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from penstock.app import clock as clocks
from penstock.casework.interconnection import ApplicationForm
from penstock.streams.aov_04_interconnection.items import ScreeningResult
from tests.applications import COMPLETE
from tests.interconnection_desk import Town, agreement, completeness, screens, study

STAGES = (completeness, screens, study, agreement)
NEIGHBOUR = replace(
    COMPLETE,
    service=replace(
        COMPLETE.service, meter="M-22-1", account="QE-22-1", premise="22 Alder Court, Quantum Falls"
    ),
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    town = Town(database=f"sqlite:///{tmp_path / 'cases.db'}", folder=tmp_path)
    monkeypatch.setattr(clocks, "now", town.clock)
    return town


def applied(town: Town, sunco: tuple[str, ...], customer: str, form: ApplicationForm) -> None:
    town.consents(customer, to="SUNCO", form=form)
    town.done("interconnection", "apply", town.application(form), *sunco, "--customer", customer)


def test_who_comes_later_is_screened_beside_what_others_have_agreed(town: Town) -> None:
    sunco, ivy = town.party("SUNCO"), town.engineer()
    applied(town, sunco, "Rivera", COMPLETE)
    ivy.through("AOV-04-SUNCO-1", *STAGES)
    applied(town, sunco, "Okafor", NEIGHBOUR)
    ivy.through("AOV-04-SUNCO-2", completeness)

    town.done("case", "do", "AOV-04-SUNCO-2", "screen", "--as", "Ivy")
    beside = ivy.read("AOV-04-SUNCO-2", ScreeningResult)
    town.done("interconnection", "withdraw", "AOV-04-SUNCO-1", *sunco, "--reason", "sold the house")
    town.done("case", "do", "AOV-04-SUNCO-2", "screen", "--as", "Ivy")
    alone = ivy.read("AOV-04-SUNCO-2", ScreeningResult)

    assert (beside.agreed_kw, alone.agreed_kw) == (COMPLETE.project.capacity_kw_ac, Decimal(0))
