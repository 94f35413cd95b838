"""The operating model: five components, principles, interfaces, services and bodies."""

from penstock.architecture.model import OperatingModelElement, Part
from tests.statements import model_of

MODEL = """# The Operating Model

## 2. Key Components of the Operating Model

### 2.1. People & Organization

How people
work together.

-   **Structure:** Three parts.
    -   A point below.
-   Culture

### 2.2. Shared Services

-   Nothing to list.

## 3. Operating Principles

1.  **Safety first:** Nobody is hurt.
2.  **Plain words**

## 4. Interfaces

### 4.1. Regulated-Non-Regulated Interface

-   **Customer Interface:** One door.

### 4.2. Shared Services Model

-   **Finance:** Counts.

## 5. Governance & Oversight

-   Board
"""


def parts(text: str) -> list[tuple[Part, str]]:
    return [(each.part, each.name) for each in model_of(text).stated(OperatingModelElement)]


def test_every_part_of_the_model_is_read() -> None:
    assert parts(MODEL) == [
        (Part.COMPONENT, "People & Organization"),
        (Part.COMPONENT, "Shared Services"),
        (Part.PRINCIPLE, "Safety first"),
        (Part.PRINCIPLE, "Plain words"),
        (Part.INTERFACE, "Customer Interface"),
        (Part.SHARED_SERVICE, "Finance"),
        (Part.GOVERNANCE, "Board"),
    ]


def test_a_component_has_a_description_and_aspects() -> None:
    component = model_of(MODEL).stated(OperatingModelElement)[0]

    assert component.description is not None
    assert component.description.text == "How people work together."
    assert [aspect.text for aspect in component.aspects] == ["Structure: Three parts.", "Culture"]


def test_a_name_may_hold_an_asterisk() -> None:
    text = "# Operating model\n\n## Operating Principles\n\n- **Five \\* rule:** Stars.\n"

    assert parts(text) == [(Part.PRINCIPLE, "Five * rule")]


def test_a_document_with_another_title_has_no_operating_model() -> None:
    assert parts(MODEL.replace("# The Operating Model", "# Streams\n\n## Basics")) == []
