"""Value streams are read from catalogues and from the context of their stage models."""

import pytest

from penstock.architecture.model import Origin, RelationKind, ValueStream
from penstock.kernel.sides import Side
from tests.statements import model_of, reading_of, related

CATALOGUE = """# Value streams

## 1. REGULATED CUSTOMER VALUE STREAMS (5)

### RCV-01: Customer Acquisition

**Description:** Connect a customer.
**Triggering Stakeholder:** Prospect
**Receiving Stakeholder:** Customer
**Value Proposition:** Power on the day agreed.
**Owner:** Head of Customers

**Entry Criteria:**
-   Address known.
-   Credit checked.

**Exit Criteria:**
-   Meter runs.

**Participating Capabilities:**
-   10. Customer Service
-   Electric Distribution / Gas Distribution
"""


def stream(*texts: str) -> ValueStream:
    (found,) = model_of(*texts).stated(ValueStream)
    return found


def test_a_catalogue_states_everything_about_a_stream() -> None:
    found = stream(CATALOGUE)

    assert (found.id, found.name, found.origin) == (
        *("RCV-01", "Customer Acquisition"),
        Origin.CATALOGUE,
    )
    assert found.category == "Regulated Customer Value Streams"
    assert found.owner is not None
    assert found.owner.text == "Head of Customers"
    assert [words.text for words in found.entry_criteria] == ["Address known.", "Credit checked."]


def test_a_stream_is_related_to_its_stakeholders_its_owner_and_its_capabilities() -> None:
    architecture = model_of(CATALOGUE)

    assert related(architecture, RelationKind.TRIGGERS) == [("Prospect", "RCV-01")]
    assert related(architecture, RelationKind.RECEIVES) == [("Customer", "RCV-01")]
    assert related(architecture, RelationKind.OWNS) == [("Head of Customers", "RCV-01")]
    assert related(architecture, RelationKind.TAKES_PART) == [
        ("10", "RCV-01"),
        ("Electric Distribution", "RCV-01"),
        ("Gas Distribution", "RCV-01"),
    ]


@pytest.mark.parametrize(
    ("identifier", "side"),
    [
        ("RCV-01", Side.REGULATED),
        ("NCV-01", Side.NON_REGULATED),
        ("ESV-01", Side.ENTERPRISE),
        ("AOV-01", None),
    ],
)
def test_the_id_tells_the_side_where_no_field_does(identifier: str, side: Side | None) -> None:
    assert stream(f"### {identifier}: A\n\n**Description:** B\n").side is side


def test_a_field_tells_the_side_against_the_id() -> None:
    text = "### RCV-01: A\n\n**Description:** B\n**Side:** Enterprise\n**Side:** Regulated\n"

    assert stream(text).side is Side.ENTERPRISE


def test_a_heading_without_description_states_a_name_and_no_stream() -> None:
    architecture = model_of("### 2.1. RCV-01: Customer Acquisition - Stages\n")

    assert architecture.elements == ()
    assert [(m.ref.id, m.name) for m in architecture.mentions] == [
        ("RCV-01", "Customer Acquisition")
    ]


def test_criteria_may_stand_in_the_line_of_their_field() -> None:
    text = (
        "### RCV-01: A\n\n**Description:** B\n**Entry Criteria:** Address known; paid\n"
        "**Participating Capabilities (L1):** Billing, Metering (smart, gas)\n"
    )

    found = stream(text)

    assert [words.text for words in found.entry_criteria] == ["Address known", "paid"]
    assert [words.text for words in found.participating_capabilities] == [
        "Billing",
        "Metering (smart, gas)",
    ]


def test_a_description_over_two_lines_is_one_text() -> None:
    found = stream("### RCV-01: A\n\n**Description:** One\ntwo.\n")

    assert found.description is not None
    assert found.description.text == "One two."


def test_a_stage_model_states_its_stream_in_fields() -> None:
    found = stream(
        "# Solar\n\n**Parent Value Stream:** NCV-03 Solar & Storage\n"
        "**Value Proposition:** Own power.\n\n## Context\n\n**Value Stream ID:** NCV-03\n"
    )

    assert (found.id, found.name, found.origin) == (
        *("NCV-03", "Solar & Storage"),
        Origin.STAGE_MODEL,
    )
    assert found.value_proposition is not None


def test_a_name_of_its_own_goes_before_that_beside_the_id() -> None:
    assert stream("**Value Stream ID:** NCV-03 Old\n**Name:** New\n").name == "New"


def test_two_documents_that_contradict_each_other_are_both_kept() -> None:
    architecture = model_of(
        "### NCV-03: Solar\n\n**Description:** One.\n",
        "### NCV-03: Wind\n\n**Description:** Two.\n",
    )

    assert [(each.name, each.place.document) for each in architecture.elements] == [
        ("Solar", "a.md"),
        ("Wind", "b.md"),
    ]


def test_a_document_about_no_stream_states_none() -> None:
    assert model_of("# Notes\n\n**Value Stream ID:** to be decided\n").elements == ()


def test_fields_of_a_stream_are_understood_and_others_are_not() -> None:
    text = "### RCV-01: A\n\n**Description:** B\n\n**Colour:** red\n"

    assert reading_of("# T\n## U\n## V\n" + text).understood["a.md"] == {4, 6}
