import pytest

from penstock.architecture.checks.documents.counts import WrongCount
from tests.rules import found

CAPABILITIES = """# CORE CAPABILITIES (Total L1: {l1}, Total L2: {l2})

## 1. Grid (Reg)

**Definition:** Wires.

#### 1.1. Planning
**Definition:** Ahead.

#### 1.2. Operation
**Definition:** Now.

## 2. Sales (NonReg)

**Definition:** Offers.

#### 2.1. Advice
**Definition:** Words.
"""
STREAMS = """# Catalogue

1.  **Regulated Customer Value Streams ({listed}):** For customers.

**Total Value Streams:** {total}

## 1. REGULATED CUSTOMER VALUE STREAMS ({headed})

### RCV-01: Acquisition
**Description:** New customers.

### RCV-02: Service
**Description:** Known customers.

## 2. ENTERPRISE SUPPORT VALUE STREAMS (1)

### ESV-01: Planning
**Description:** Ahead.
"""


def _streams(*, listed: int = 2, total: int = 3, headed: int = 2) -> str:
    return STREAMS.format(listed=listed, total=total, headed=headed)


def _messages(*texts: str) -> list[str]:
    return [finding.message.partition(" Correct")[0] for finding in found(WrongCount, *texts)]


def test_totals_behind_a_heading_are_those_of_its_section() -> None:
    assert _messages(CAPABILITIES.format(l1=2, l2=4)) == [
        "Counted here: 4 L2 capabilities for this section. Defined: 3."
    ]
    assert _messages(CAPABILITIES.format(l1=3, l2=3)) == [
        "Counted here: 3 L1 capabilities for this section. Defined: 2."
    ]


def test_true_totals_are_fine() -> None:
    assert _messages(CAPABILITIES.format(l1=2, l2=3), _streams()) == []


@pytest.mark.parametrize(
    ("wrong", "line"), [({"listed": 3}, 3), ({"total": 29}, 5), ({"headed": 1}, 7)]
)
def test_wrong_numbers_of_streams_are_reported_where_they_stand(
    wrong: dict[str, int], line: int
) -> None:
    [finding] = found(WrongCount, _streams(**wrong))

    assert finding.place.line == line


def test_a_total_in_the_middle_of_a_field_is_compared() -> None:
    field = "# Levels\n\n**Level 2:** Tactical (in this document - Total L2s: 5)\n\n"

    assert _messages(field + CAPABILITIES.format(l1=2, l2=3)) == [
        "Counted here: 5 L2 capabilities. Defined: 3."
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "| Core Capabilities | 2 | 4 |",
            ["4 L2 capabilities for 'Core Capabilities'. Defined: 3."],
        ),
        ("| **Core** | 1 | **3** |", ["1 L1 capability for 'Core'. Defined: 2."]),
        ("| Core | 2 | 3 |\n| **Total** | 9 | 3 |", ["9 L1 capabilities for 'Total'. Defined: 2."]),
        ("| Core | 2 | 3 |", []),
        ("| Unheard of | 7 | 7 |\n| Total | 7 | 7 |", []),
    ],
)
def test_a_summary_table_is_held_against_the_groups(row: str, message: list[str]) -> None:
    table = f"# Summary\n\n| Strategic Group | L1 Count | L2 Count |\n| - | - | - |\n{row}\n"

    assert _messages(CAPABILITIES.format(l1=2, l2=3), table) == [
        f"Counted here: {words}" for words in message
    ]


def test_columns_may_be_repeated_side_by_side() -> None:
    table = (
        "# By L1\n\n| L1 Capability | L2 Count | L1 Capability | L2 Count |\n| - | - | - | - |\n"
        "| 1. Grid | 2 | 2. Sales | 4 |\n| 1. Another Numbering | 8 | | |\n"
    )

    [finding] = found(WrongCount, CAPABILITIES.format(l1=2, l2=3), table)

    assert finding.place == ("b.md", 5, 28, 4)
    assert "4 L2 capabilities for '2. Sales'. Defined: 1." in finding.message


def test_streams_and_stages_are_counted_in_tables_too() -> None:
    table = "# S\n\n| Category | Value Streams |\n| - | - |\n| Regulated Customer | 4 |\n"

    assert _messages(_streams(), table) == [
        "Counted here: 4 value streams for 'Regulated Customer'. Defined: 2."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Value Streams (2026)\n",
        "## Roadmap for Value Streams (3)\n\nText.\n",
        "**Total Value Streams:** 12\n",
        "Total: 5. Total cost: 900.\n",
        "| Value Streams | Note |\n| - | - |\n| RCV-01 Acquisition | 3 |\n",
        "| Team | Count |\n| - | - |\n| Blue | 3 |\n",
    ],
)
def test_numbers_of_other_things_are_left_alone(text: str) -> None:
    assert _messages(_streams(), f"# T\n\n{text}") == []


def test_what_is_defined_twice_counts_once() -> None:
    again = "\n### RCV-02: Service\n**Description:** Once more.\n"

    assert _messages(_streams().replace("\n## 2.", f"{again}\n## 2.")) == []
