import pytest

from penstock.architecture.checks.model.attributes import IncompleteStream
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, stream_catalogue, table

FIELDS = {
    "triggering stakeholder": "**Triggering Stakeholder:** Homeowner\n",
    "receiving stakeholder": "**Receiving Stakeholder:** Homeowner\n",
    "value proposition": "**Value Proposition:** Own power.\n",
    "entry criteria": "**Entry Criteria:**\n-   A roof.\n\n",
    "exit criteria": "**Exit Criteria:**\n-   An array.\n\n",
}


@pytest.mark.parametrize("lacks", FIELDS)
def test_a_field_that_no_document_has_is_reported_at_the_catalogue(lacks: str) -> None:
    fields = "".join(text for name, text in FIELDS.items() if name != lacks)

    [finding] = found(IncompleteStream, stream_catalogue("NCV-03: Solar", fields=fields))

    assert finding.place == ("a.md", 3, 5, 0)
    assert finding.message == (
        f"Value stream NCV-03 Solar has no {lacks} in any document. "
        f"Add the field “{lacks.title()}” here."
    )


def test_streams_that_lack_the_same_share_a_cause() -> None:
    fields = "".join(text for name, text in FIELDS.items() if name != "exit criteria")

    first, second = found(
        IncompleteStream, stream_catalogue("NCV-03: Solar", "NCV-04: Advice", fields=fields)
    )

    assert first.cause is not None
    assert first.cause == second.cause


def test_one_document_may_say_what_another_leaves_out() -> None:
    half = dict(list(FIELDS.items())[:2])
    catalogue = stream_catalogue(
        "NCV-03: Solar", fields="".join(text for name, text in FIELDS.items() if name not in half)
    )
    model = stage_model("NCV-03 Solar", stage("NCV-03.1"), fields="".join(half.values()))

    assert found(IncompleteStream, catalogue, model) == []


def test_a_map_of_stakeholders_may_name_them() -> None:
    catalogue = stream_catalogue("NCV-03: Solar", fields="".join(list(FIELDS.values())[2:]))
    header = "| Value Stream | Triggering Stakeholder | Receiving Stakeholder |"
    mapped = table(header, "| NCV-03 Solar | Homeowner | Homeowner |")

    assert found(IncompleteStream, catalogue, mapped) == []
