"""Penstock's own packages where the extra that they need is not installed."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.app.cases.binding import streams
from penstock.app.cases.cataloguing import catalogue
from penstock.app.cases.models import Models
from penstock.app.loading import load
from penstock.app.packages import installed
from penstock.cli.main import penstock
from tests.stream_packages import Install
from tests.unit.app.cases.bench import company


@pytest.fixture(autouse=True)
def _without_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        installed, "find_spec", lambda name: None if name == "numpy" else find_spec(name)
    )


def test_what_penstock_brings_lies_idle_and_its_stream_is_worked_from_documents() -> None:
    found = streams()

    assert found.packages.idle["NCV-03"] == "penstock[energy]"
    assert found.item_type("NCV-03", "Customer inquiry") is None
    assert not any(stage_id.startswith("NCV-03") for stage_id in found.works())
    listed = catalogue("NCV-03", Models(read=company, papers=found.papers), found)
    assert (listed.package, listed.needs) == ("", "penstock[energy]")


def test_a_package_of_somebody_else_is_used_all_the_same(install: Install) -> None:
    assert install().item_type("NCV-03", "Customer inquiry") is not None


def test_cases_run_on_the_same_model_with_its_papers(
    reference_company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = load(reference_company).architecture
    idle = Models(read=lambda: read, papers=streams().papers).current("NCV-03")
    monkeypatch.undo()
    awake = Models(read=lambda: read, papers=streams().papers).current("NCV-03")

    assert "Design variants" in idle.papers
    assert idle == awake


def test_key_metrics_are_held_against_its_papers(reference_company: Path) -> None:
    checked = CliRunner().invoke(penstock, ["check", str(reference_company)])

    assert "No findings" in checked.stdout
