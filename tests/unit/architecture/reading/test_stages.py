"""Stage tables become stages with their capabilities, information and metrics."""

from penstock.architecture.model import InformationItem, RelationKind, Stage
from tests.statements import model_of, reading_of, related, table

COLUMNS = (
    "Stage ID | Stage Name | Description | Enabling Capabilities (L2) | Expected Inputs"
    " | Expected Outputs | Key Metrics"
)
CONTEXT = "**Value Stream ID:** NCV-03\n**Name:** Solar\n\n"
SURVEY = (
    "**NCV-03.1** | **Survey** | Look at the roof. | * 2.1 Design | Request | Plan | Cycle time"
)


def stages(*rows: str) -> tuple[Stage, ...]:
    return model_of(CONTEXT + table(COLUMNS, *rows)).stated(Stage)


def test_a_row_is_a_stage_with_all_its_cells() -> None:
    (stage,) = stages(SURVEY)

    assert (stage.id, stage.name, stage.stream_id, stage.position) == (
        *("NCV-03.1", "Survey", "NCV-03"),
        1,
    )
    assert stage.description is not None
    assert stage.description.text == "Look at the roof."


def test_rows_with_an_empty_first_cell_continue_the_stage() -> None:
    (stage,) = stages(SURVEY, "| | | * 2.2 Permits | Photos | | ")

    assert [words.text for words in stage.capabilities] == ["2.1 Design", "2.2 Permits"]
    assert [words.text for words in stage.inputs] == ["Request", "Photos"]


def test_bullets_inside_one_cell_are_several_capabilities() -> None:
    (stage,) = stages("NCV-03.1 | Survey | | - 2.1 Design<br>- 2.2 Permits | | | ")

    assert [words.text for words in stage.capabilities] == ["2.1 Design", "2.2 Permits"]


def test_stages_keep_the_order_of_the_table() -> None:
    found = stages(SURVEY, "NCV-03.7 | Install | | | | | ", "NCV-03.2 | Hand over | | | | | ")

    assert [(stage.id, stage.position) for stage in found] == [
        ("NCV-03.1", 1),
        ("NCV-03.7", 2),
        ("NCV-03.2", 3),
    ]


def test_a_short_row_is_a_stage_without_the_missing_cells() -> None:
    (stage,) = stages("NCV-03.1 | Survey")

    assert (stage.inputs, stage.description) == ((), None)


def test_a_stage_without_a_stream_around_it_belongs_to_that_of_its_id() -> None:
    (stage,) = model_of(table(COLUMNS, SURVEY)).stated(Stage)

    assert stage.stream_id == "NCV-03"


def test_a_stage_with_a_foreign_id_belongs_to_the_stream_around_it() -> None:
    (stage,) = stages("AOV-03.1 | Survey | | | | | ")

    assert stage.stream_id == "NCV-03"


def test_a_stage_is_related_to_stream_capabilities_and_information() -> None:
    architecture = model_of(CONTEXT + table(COLUMNS, SURVEY))

    assert related(architecture, RelationKind.PART_OF) == [("NCV-03.1", "NCV-03")]
    assert related(architecture, RelationKind.ENABLES) == [("2.1", "NCV-03.1")]
    assert related(architecture, RelationKind.CONSUMES) == [("NCV-03.1", "Request")]
    assert related(architecture, RelationKind.PRODUCES) == [("NCV-03.1", "Plan")]


def test_columns_may_stand_in_any_order_under_short_names() -> None:
    text = table("Outputs | Stage | Stage ID | Inputs", "Plan | Survey | NCV-03.1 | Request")

    (stage,) = model_of(text).stated(Stage)

    assert (stage.id, stage.name, stage.outputs[0].text) == ("NCV-03.1", "Survey", "Plan")


def test_every_row_of_a_stage_is_understood() -> None:
    reading = reading_of(CONTEXT + table(COLUMNS, SURVEY, "| | | * 2.2 Permits | | | "))

    assert {6, 7} <= reading.understood["a.md"]


def test_several_streams_in_one_document_keep_their_stages() -> None:
    text = (
        "# Streams\n\n## Solar\n\n**Value Stream ID:** NCV-03\n\n"
        + table("Stage ID | Stage Name | Inputs", "X.1 | Survey | ")
        + "\n## Homes\n\n**Description:** Homes.\n**Value Stream ID:** NCV-01\n\n"
        + table("Stage ID | Stage Name | Inputs", "X.2 | Visit | ")
    )

    assert [stage.stream_id for stage in model_of(text).stated(Stage)] == ["NCV-03", "NCV-01"]


def test_information_from_outside_names_its_giver_and_its_taker() -> None:
    architecture = model_of(
        table("Information Item | Provided By", "Weather data | Weather service; NCV-01 Homes")
        + "\n"
        + table("Information Item | Used By", "Permit | City")
    )

    assert related(architecture, RelationKind.PROVIDES) == [
        ("NCV-01", "Weather data"),
        ("Weather service", "Weather data"),
    ]
    assert related(architecture, RelationKind.USES) == [("City", "Permit")]
    assert [item.id for item in architecture.stated(InformationItem)] == ["Weather data", "Permit"]
