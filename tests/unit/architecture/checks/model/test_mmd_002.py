import pytest

from penstock.architecture.checks.model.diagrams import DiagramAndStages
from tests.rules import found
from tests.unit.architecture.checks.model.texts import diagram, stage, stage_model

MODEL = stage_model(
    "NCV-03 Solar",
    stage("NCV-03.1", "Lead Qualification"),
    stage("NCV-03.2", "System Design"),
    stage("NCV-03.3", "Installation & Test"),
)
WHOLE = (
    "A[Homeowner] --> B(Lead Qualification)",
    "B --> C(System Design)",
    "C --> D(Installation and Test)",
    "D --> E[Solar Customer]",
)


def test_a_stage_that_the_diagram_lacks_is_reported_before_the_next() -> None:
    text = diagram("NCV-03: Solar", "A[Homeowner] --> C(System Design)", *WHOLE[2:])

    [finding] = found(DiagramAndStages, text, model=MODEL)

    assert finding.place == ("a.md", 7, 22, 0)
    assert finding.others == (("model.md", 8, 3, 1),)
    assert finding.message == (
        "The diagram of NCV-03 does not show stage NCV-03.1 Lead Qualification (model.md:8). "
        "Add a node for it before “System Design”."
    )


def test_a_missing_last_stage_is_reported_at_the_diagram() -> None:
    text = diagram("NCV-03: Solar", *WHOLE[:2], "C --> E[Solar Customer]")

    [finding] = found(DiagramAndStages, text, model=MODEL)

    assert finding.place.line == 6
    assert "Add a node for it behind the others." in finding.message


def test_a_node_that_is_no_stage_is_reported() -> None:
    text = diagram(
        "NCV-03: Solar", *WHOLE[:2], "C --> X(Financing)", "X --> D(Installation & Test)", WHOLE[3]
    )

    [finding] = found(DiagramAndStages, text, model=MODEL)

    assert finding.place == ("a.md", 9, 11, 0)
    assert "shows “Financing” among the stages, which the stage table does not have" in (
        finding.message
    )


def test_another_order_is_reported_at_the_arrow() -> None:
    text = diagram(
        "NCV-03: Solar",
        "A[Homeowner] --> C(System Design)",
        "C --> B(Lead Qualification)",
        "B --> D(Installation & Test)",
    )

    [finding] = found(DiagramAndStages, text, model=MODEL)

    assert finding.place.line == 8
    assert finding.message == (
        "An arrow leads from NCV-03.2 System Design to NCV-03.1 Lead Qualification, but in the "
        "stage table NCV-03.1 comes first (model.md:8). Turn the arrow, or put the stages in "
        "that order."
    )


def test_a_broken_diagram_is_compared_as_far_as_it_was_understood() -> None:
    text = diagram("NCV-03: Solar", *WHOLE[:2], "C --> D(Testing)", "D --> E[Customer (happy)]")

    missing, extra = sorted(
        finding.message for finding in found(DiagramAndStages, text, model=MODEL)
    )

    assert "does not show stage NCV-03.3 Installation & Test" in missing
    assert "shows “Testing” among the stages" in extra


@pytest.mark.parametrize(
    "lines",
    [
        WHOLE,
        (*WHOLE, "D -.-> C"),
        WHOLE[1:3],
        ("A[NCV-03.1 Leads] --> B[NCV-03.2: System Design] --> C[NCV-03.3]",),
        ("A[Meter] --> B[Billing System] --> C[Ledger]",),
    ],
    ids=["whole", "loop", "two stages and their label", "ids", "about something else"],
)
def test_a_diagram_of_all_stages_or_of_something_else_is_silent(lines: tuple[str, ...]) -> None:
    text = diagram("NCV-03: Solar", "B(Lead Qualification)", *lines)

    assert found(DiagramAndStages, text, model=MODEL) == []


def test_a_diagram_of_no_stream_and_of_another_kind_is_silent() -> None:
    sequence = diagram("NCV-03: Solar", *WHOLE).replace("graph LR", "sequenceDiagram")

    assert found(DiagramAndStages, diagram("Overview", *WHOLE[:2]), sequence, model=MODEL) == []
