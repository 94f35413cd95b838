"""Dependencies are read from sentences, and diagrams from under their headings."""

import pytest

from penstock.architecture.model import RelationKind
from tests.statements import model_of, related

CONTEXT = "# Solar\n\n**Value Stream ID:** NCV-03\n\n## Cross-Value Stream Dependencies\n\n"


def dependencies(text: str) -> list[tuple[str, str]]:
    return related(model_of(CONTEXT + text), RelationKind.DEPENDS_ON)


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("-   Depends on **AOV-04 Delivery** for the grid.", [("NCV-03", "AOV-04")]),
        ("-   Feeds into AOV-04.", [("AOV-04", "NCV-03")]),
        ("-   It supports **AOV-04**, AOV-05.", [("AOV-04", "NCV-03"), ("AOV-05", "NCV-03")]),
        ("-   AOV-04 enables NCV-03.", [("NCV-03", "AOV-04")]),
        ("Needs NCV-01, 02 and RCV-01.", [("NCV-03", i) for i in ("NCV-01", "NCV-02", "RCV-01")]),
        ("Nothing but NCV-03 itself.", []),
        ("Stage AOV-04.2 is a stage.", []),
        ("AOV-04-X is something else.", []),
    ],
)
def test_the_verb_tells_which_stream_needs_the_other(
    sentence: str, ends: list[tuple[str, str]]
) -> None:
    assert dependencies(sentence) == ends


def test_a_sentence_is_kept_as_the_reason() -> None:
    (relation,) = model_of(CONTEXT + "-   Needs **AOV-04 Delivery** daily.").of_kind(
        RelationKind.DEPENDS_ON
    )

    assert (relation.written, relation.place.line, relation.place.column) == (
        *("Needs AOV-04 Delivery daily.", 7),
        5,
    )


def test_bold_names_are_mentioned_and_bold_capabilities_take_part() -> None:
    architecture = model_of(CONTEXT + "-   **AOV-04 Delivery** and **2.1 Grid control**.")

    assert [(m.ref.id, m.name) for m in architecture.mentions if m.ref.id == "AOV-04"] == [
        ("AOV-04", "Delivery")
    ]
    assert related(architecture, RelationKind.TAKES_PART) == [("2.1", "NCV-03")]


def test_each_stream_of_a_document_has_its_own_dependencies() -> None:
    second = "\n## Homes\n\n**Value Stream ID:** NCV-01\n\n### Dependencies\n\nNeeds AOV-05.\n"

    assert dependencies("Needs AOV-04.\n" + second) == [("NCV-03", "AOV-04"), ("NCV-01", "AOV-05")]


def test_other_sections_state_no_dependencies() -> None:
    text = "**Value Stream ID:** NCV-03\n\n## Summary\n\nNeeds AOV-04.\n"

    assert model_of(text).of_kind(RelationKind.DEPENDS_ON) == ()


@pytest.mark.parametrize(
    ("above", "stream"),
    [
        ("### 2.1. RCV-01: Start", "RCV-01"),
        ("# Overview", ""),
        ("**Value Stream ID:** NCV-03", "NCV-03"),
    ],
)
def test_a_diagram_belongs_to_the_stream_above_it(above: str, stream: str) -> None:
    (diagram,) = model_of(f"{above}\n\n```mermaid\ngraph LR\n```\n").diagrams

    assert (diagram.stream_id, diagram.text, diagram.place.line) == (stream, "graph LR", 4)


def test_fields_beside_a_diagram_tell_what_it_is_for() -> None:
    (diagram,) = model_of("**Purpose:** To show.\n\n```mermaid\ngraph LR\n```\n").diagrams

    assert diagram.purpose is not None
    assert diagram.purpose.text == "To show."


def test_code_in_another_language_is_no_diagram() -> None:
    assert model_of("```python\ngraph LR\n```\n").diagrams == ()
