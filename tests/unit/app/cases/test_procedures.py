"""Cases that run by a procedure of their stream beside those that run by its stages."""

from dataclasses import replace

import pytest

from penstock.app.cases.counting import crowds
from penstock.app.cases.models import Models
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.cases.planning import planned
from penstock.architecture.model import Architecture
from penstock.delivery.procedures import Procedure
from tests.unit.app.cases.bench import Bench, company, procedures


def _renamed(architecture: Architecture) -> tuple[Procedure, ...]:
    (found,) = procedures(architecture)
    first, *others = found.stages
    return (replace(found, stages=(replace(first, name="Check of Completeness"), *others)),)


def _both() -> Bench:
    """Open a case by the stages of the stream, and one by its procedure."""
    bench = Bench()
    bench.open("AOV-04", case_id="AOV-04-1")
    bench.open("AOV-04", case_id="AOV-04-2", procedure="Interconnection")
    return bench


def test_a_case_runs_by_the_stages_of_its_procedure() -> None:
    shown = _both().cases.show("AOV-04-2")

    assert shown.model.procedure == "interconnection"
    assert shown.standing.stage == "Completeness Review"
    assert [due.promise for due in shown.standing.deadlines] == ["10 business days, paused on hold"]


def test_a_procedure_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchNameError, match="no procedure “metering” in AOV-04"):
        Bench().open("AOV-04", procedure="metering")


def test_counts_name_the_stages_of_procedures() -> None:
    found = {each.stage_id: each.stage for each in crowds(_both().cases)}

    assert found["AOV-04.IC1"] == "Completeness Review"
    assert found["AOV-04.1"]


def test_a_case_of_a_procedure_is_not_moved_to_the_stages_of_the_stream() -> None:
    assert planned(_both().cases, stream="AOV-04") == ()


def test_a_case_of_a_procedure_moves_to_the_newer_procedure() -> None:
    bench = _both()
    newer = replace(bench.cases, models=Models(read=company, procedures=_renamed))

    (plan,) = planned(newer)

    moved = [each.case_id for page in plan.pages() for each in page]
    assert (plan.new.procedure, moved) == ("interconnection", ["AOV-04-2"])
