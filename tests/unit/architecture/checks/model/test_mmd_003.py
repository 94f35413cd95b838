import pytest

from penstock.architecture.checks.model.diagrams import LabelOfStage
from tests.rules import found, repaired
from tests.unit.architecture.checks.model.texts import diagram, stage, stage_model

MODEL = stage_model(
    "REV-01 Rate Case",
    stage("REV-01.1", "Rate Case Strategy"),
    stage("REV-01.2", "Cost Study & Revenue Requirement"),
    stage("REV-01.3", "Installation/Turn-On (Reg)"),
)


def chart(label: str) -> str:
    return diagram("REV-01: Rate Case", f"A[Rate Case Strategy] --> B{label}", "B --> C[Regulator]")


def test_a_short_label_is_reported_with_the_stage_name() -> None:
    [finding] = found(LabelOfStage, chart("(Cost Study & Revenue Req.)"), model=MODEL)

    assert finding.place == ("a.md", 7, 31, 0)
    assert finding.message == (
        "The diagram calls stage REV-01.2 “Cost Study & Revenue Req.”, the stage table calls it "
        "“Cost Study & Revenue Requirement” (model.md:9). Write the stage's name."
    )


@pytest.mark.parametrize(
    ("label", "mended"),
    [
        ("(Cost Study & Revenue Req.)", "(Cost Study & Revenue Requirement)"),
        ('["Cost Study & Revenue Req."]', '["Cost Study & Revenue Requirement"]'),
        ("[REV-01.2 Cost Study]", "[REV-01.2 Cost Study & Revenue Requirement]"),
        ("(Installation)", "(Installation)"),
        ("(Install. Turn-On)", '("Installation/Turn-On (Reg)")'),
    ],
)
def test_the_repair_writes_the_name_and_quotes_it_where_it_must(label: str, mended: str) -> None:
    after = repaired(LabelOfStage, chart(label), model=MODEL)["a.md"]

    assert after == chart(mended)
    assert found(LabelOfStage, after, model=MODEL) == []


@pytest.mark.parametrize("label", ["[Cost Study and Revenue Requirement]", "[REV-01.2]"])
def test_the_stage_name_and_its_id_are_silent(label: str) -> None:
    assert found(LabelOfStage, chart(label), model=MODEL) == []
