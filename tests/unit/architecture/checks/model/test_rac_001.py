from penstock.architecture.checks.model.raci import OneAccountable
from tests.rules import found
from tests.unit.architecture.checks.model.texts import raci, table


def test_a_row_without_an_accountable_role_is_reported() -> None:
    [finding] = found(OneAccountable, raci("| NCV-03.1 | Installer | | | |"))

    assert finding.place == ("a.md", 4, 3, 1)
    assert finding.message == (
        "The row of NCV-03.1 has no accountable role. Name exactly one role as accountable (A)."
    )


def test_two_accountable_roles_are_named() -> None:
    [finding] = found(OneAccountable, raci("| NCV-03.1 | Installer | Head; Chief | | |"))

    assert "has 2 accountable roles: Head and Chief." in finding.message


def test_letters_under_roles_are_read_too() -> None:
    matrix = table("| Activity | Head | Chief |", "| Sell | A | A/R |", "| Build | A | R |")

    [finding] = found(OneAccountable, matrix)

    assert finding.place.line == 4


def test_one_accountable_role_is_silent() -> None:
    assert found(OneAccountable, raci("| NCV-03.1 | Installer | Head | | |")) == []
