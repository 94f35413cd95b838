import pytest

from penstock.architecture.checks.model.organization import UnknownParent
from tests.rules import found
from tests.unit.architecture.checks.model.texts import roles, table

HEADER = "| Organization Unit | Parent | Side | Reports To |"
UNITS = (
    "| Regulated Operations (RO) | Quantum Energy | regulated | COO |",
    "| Enterprise Services | Quantum Energy | enterprise | CEO |",
)
ROLES = roles(
    "| Chief Operating Officer (COO) | regulated | Regulated Operations | Runs the grid. |",
    "| Chief Executive Officer (CEO) | enterprise | Quantum Energy | Leads. |",
)


def units(*rows: str) -> str:
    return table(HEADER, *UNITS, *rows)


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        (
            "| Meter Shop | Regulated Oper. | regulated | COO |",
            2,
            "Meter Shop belongs to “Regulated Oper.”, but no table has that organization unit. "
            "If Regulated Operations (RO) is meant, write that; if not, add a row for it.",
        ),
        (
            "| Meter Shop | Regulated Operations | regulated | CMO |",
            4,
            "Meter Shop reports to “CMO”, but no table has that role. Correct the name, or add a "
            "row for it.",
        ),
    ],
)
def test_a_parent_that_nobody_defines_is_reported(row: str, cell: int, sentence: str) -> None:
    [finding] = found(UnknownParent, units(row), roles=ROLES)

    assert (finding.place.line, finding.place.cell) == (6, cell)
    assert finding.message == sentence


def test_the_unit_of_a_role_is_looked_up() -> None:
    text = ROLES + "| Planner | regulated | Planning | Plans. |\n"

    [finding] = found(UnknownParent, units(), roles=text)

    assert finding.message.startswith("Planner belongs to “Planning”, but no table has that")


@pytest.mark.parametrize(
    "row",
    [
        "| Meter Shop | Regulated Operations | regulated | Chief Operating Officer |",
        "| Meter Shop | RO | regulated | COO |",
        "| Meter Shop | Enterprise Services | enterprise | – |",
    ],
)
def test_names_abbreviations_and_the_company_itself_are_silent(row: str) -> None:
    assert found(UnknownParent, units(row), roles=ROLES) == []


def test_without_a_catalogue_of_roles_nobody_reports_to_an_unknown_one() -> None:
    assert found(UnknownParent, units()) == []
