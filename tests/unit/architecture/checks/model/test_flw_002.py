from penstock.architecture.checks.model.flow import OutputForNobody
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, table


def model(*flows: tuple[str, str], stream: str = "NCV-03", more: str = "") -> str:
    rows = (
        stage(f"{stream}.{number}", inputs=inputs, outputs=outputs)
        for number, (inputs, outputs) in enumerate(flows, 1)
    )
    return stage_model(f"{stream} Solar", *rows, more=more)


def test_outputs_for_nobody_are_reported_once_for_their_stage() -> None:
    [finding] = found(
        OutputForNobody, model(("A", "Design, Sketch, Forecast"), ("Design", "Array"))
    )

    assert finding.place == ("a.md", 8, 60, 6)
    assert finding.message == (
        "Stage NCV-03.1 gives out “Sketch” and “Forecast”, which no other stage takes in and "
        "nobody is said to use. Add to the inputs of the stage that needs it, or name who uses it "
        "in an information table."
    )


def test_what_a_stage_takes_in_somebody_uses_or_the_last_stage_gives_out_is_silent() -> None:
    more = table("| Information Item | Used By |", "| Sketch | Architect |")
    text = model(("A", "Design, Sketch, Plan"), ("design", "Array"), ("Array", "B"), ("Plan", "C"))

    assert [finding.message[:36] for finding in found(OutputForNobody, text + more)] == [
        "Stage NCV-03.3 gives out “B”, which "
    ]


def test_what_a_stream_takes_in_that_depends_on_this_one_is_used() -> None:
    more = "\n## Dependencies\n\n-   It is critical for **AOV-04 Grid**.\n"
    texts = (
        model(("A", "Grid study"), ("A", "C"), more=more),
        model(("Grid study", "Connection"), stream="AOV-04"),
    )

    assert found(OutputForNobody, *texts) == []


def test_what_is_taken_in_under_a_shorter_name_is_used() -> None:
    text = model(("A", "Preliminary energy analysis"), ("Energy analysis", "C"))

    assert found(OutputForNobody, text) == []
