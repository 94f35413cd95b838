from penstock.architecture.checks.model.flow import InputFromNowhere
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, table


def model(*flows: tuple[str, str], stream: str = "NCV-03", more: str = "") -> str:
    rows = (
        stage(f"{stream}.{number}", inputs=inputs, outputs=outputs)
        for number, (inputs, outputs) in enumerate(flows, 1)
    )
    return stage_model(f"{stream} Solar", *rows, more=more)


def test_inputs_from_nowhere_are_reported_once_for_their_stage() -> None:
    [finding] = found(
        InputFromNowhere, model(("Inquiry", "Design"), ("Design, Permit, Materials", "Array"))
    )

    assert finding.place == ("a.md", 9, 56, 5)
    assert finding.others == (("a.md", 9, 64, 5),)
    assert finding.message == (
        "Stage NCV-03.2 takes in “Permit” and “Materials”, which no earlier stage gives out and "
        "nobody is said to provide. Add to the outputs of the stage that makes it, or name who "
        "provides it in an information table."
    )


def test_an_input_that_only_a_later_stage_gives_out_is_told_apart() -> None:
    [finding] = found(
        InputFromNowhere, model(("Inquiry", "Design"), ("Report", "Array"), ("Array", "Report"))
    )

    assert "takes in “Report” (NCV-03.3), which only a later stage gives out." in finding.message


def test_stages_of_one_stream_share_a_cause() -> None:
    findings = found(
        InputFromNowhere,
        model(("A", "B"), ("X", "C"), ("Y", "D")),
        model(("A", "B"), ("X", "C"), stream="NCV-04"),
    )

    assert [finding.cause.key for finding in findings if finding.cause] == [
        "inputs-from-nowhere:NCV-03",
        "inputs-from-nowhere:NCV-03",
        "inputs-from-nowhere:NCV-04",
    ]


def test_what_earlier_stages_gave_out_or_took_in_is_there() -> None:
    text = model(
        ("Inquiry, Site data", "Design"), ("Site data", "Offer"), ("design (final)", "Array")
    )

    assert found(InputFromNowhere, text) == []


def test_what_somebody_outside_provides_is_there() -> None:
    more = table("| Information Item | Provided By |", "| Permit | City |")

    assert found(InputFromNowhere, model(("A", "B"), ("B, Permit", "C"), more=more)) == []


def test_what_a_stream_gives_out_that_depends_on_this_one_is_there() -> None:
    more = "\n## Dependencies\n\n-   It relies on **AOV-04 Grid**.\n"
    texts = (
        model(("A", "B"), ("B, Grid study", "C"), more=more),
        model(("Request", "Grid study"), stream="AOV-04"),
    )

    assert found(InputFromNowhere, *texts) == []


def test_what_a_stream_without_a_dependency_gives_out_is_not() -> None:
    texts = (
        model(("A", "B"), ("B, Grid study", "C")),
        model(("Request", "Grid study"), stream="AOV-04"),
    )

    assert len(found(InputFromNowhere, *texts)) == 1
