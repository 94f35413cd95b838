from penstock.architecture.checks.model.role_sides import UnknownRole
from tests.rules import found
from tests.unit.architecture.checks.model.texts import raci, roles, stream_catalogue

ROLES = roles(
    "| Solution Installer | non-regulated | | |",
    "| Chief Operating Officer (COO) | regulated | | |",
)


def test_a_role_that_the_catalogue_lacks_is_reported_with_the_nearest() -> None:
    [finding] = found(UnknownRole, raci("| NCV-03.1 | Solution Install. | COO | | |"), roles=ROLES)

    assert finding.place == ("a.md", 4, 14, 2)
    assert finding.message == (
        "“Solution Install.” is not in the catalogue of roles, but is responsible for stage "
        "NCV-03.1. If Solution Installer is meant, write that; if not, add the role."
    )


def test_an_owner_that_the_catalogue_lacks_is_reported() -> None:
    catalogue = stream_catalogue("RCV-01: Service", fields="**Owner:** Meter Reader\n")

    [finding] = found(UnknownRole, catalogue, roles=ROLES)

    assert "“Meter Reader” is not in the catalogue of roles, but owns RCV-01." in finding.message


def test_names_without_brackets_and_abbreviations_are_known() -> None:
    matrix = raci("| NCV-03.1 | solution installer | COO | Chief Operating Officer | |")

    assert found(UnknownRole, matrix, roles=ROLES) == []


def test_without_a_catalogue_no_role_is_unknown() -> None:
    assert found(UnknownRole, raci("| NCV-03.1 | Anybody | Head | | |")) == []
