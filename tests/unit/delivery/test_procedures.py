"""Procedures of a stream: stages of their own, on the side of the stream."""

from dataclasses import replace

from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.procedures import Procedure, problems
from tests.unit.delivery.working import MODEL

STAGE = StageModel(
    id="NCV-03.R1", name="Repair", responsible=("Installer",), accountable="Head of Solar"
)
REPAIR = Procedure(id="repair", stream_id="NCV-03", name="Repair of an array", stages=(STAGE,))
ROLES = ("Installer", "Head of Solar")


def test_a_procedure_has_the_side_of_its_stream_and_stages_of_its_own() -> None:
    model = REPAIR.model(MODEL)

    assert (model.stream_id, model.side) == (MODEL.stream_id, MODEL.side)
    assert (model.procedure, model.stages) == ("repair", (STAGE,))
    assert not model.criteria


def test_the_model_of_a_procedure_is_kept_and_read_as_it_was() -> None:
    model = REPAIR.model(MODEL)

    again = StreamModel.from_json(model.to_json())

    assert again == model
    assert again.fingerprint == model.fingerprint != MODEL.fingerprint


def test_a_model_without_a_procedure_says_nothing_of_one() -> None:
    assert "procedure" not in MODEL.to_json()


def test_a_sound_procedure_has_no_problems() -> None:
    assert problems(REPAIR, roles=ROLES) == ()


def test_all_problems_of_a_procedure_are_told_at_once() -> None:
    nobodys = replace(STAGE, accountable="", responsible=("Plumber",))

    found = problems(replace(REPAIR, stages=(nobodys, STAGE)), roles=ROLES)

    assert found == (
        "stage NCV-03.R1 stands twice",
        "stage NCV-03.R1 names the role “Plumber”, which the documents do not know",
        "stage NCV-03.R1 names nobody who closes it; write accountable",
    )


def test_a_procedure_without_stages_is_told_of() -> None:
    assert problems(replace(REPAIR, stages=()), roles=ROLES) == ("it has no stages",)
