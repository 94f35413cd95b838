from penstock.architecture.checks.model.raci import SomebodyResponsible
from tests.rules import found
from tests.unit.architecture.checks.model.texts import raci, table


def test_a_row_without_a_responsible_role_is_reported() -> None:
    [finding] = found(SomebodyResponsible, raci("| NCV-03.1 | | Head | | |"))

    assert finding.place == ("a.md", 4, 3, 1)
    assert finding.message == (
        "The row of NCV-03.1 has no responsible role. "
        "Name at least one role that does the work (R)."
    )


def test_responsible_roles_are_silent_even_when_accountable_too() -> None:
    matrix = table("| Activity | Head | Chief |", "| Sell | A/R | I |")

    assert found(SomebodyResponsible, matrix) == []
    assert found(SomebodyResponsible, raci("| NCV-03.1 | Installer; Clerk | Head | | |")) == []
