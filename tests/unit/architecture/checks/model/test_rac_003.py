import pytest

from penstock.architecture.checks.model.role_sides import AccountableOnOtherSide
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    raci,
    roles,
    stage,
    stage_model,
    stream_catalogue,
)

ROLES = roles(
    "| VP, Electric Distribution | regulated | | |",
    "| VP, Solar | non-regulated | | |",
    "| Chief Executive Officer (CEO) | enterprise | | |",
    "| Consultant | | | |",
)


def model(accountable: str) -> str:
    matrix = raci(f"| NCV-03.1 | Installer | {accountable} | | |")
    return stage_model("NCV-03 Solar", stage("NCV-03.1"), more=matrix)


def test_a_regulated_role_that_answers_for_non_regulated_work_is_reported() -> None:
    [finding] = found(AccountableOnOtherSide, model("VP, Electric Distribution"), roles=ROLES)

    assert finding.place == ("a.md", 13, 26, 3)
    assert finding.message == (
        "VP, Electric Distribution is a regulated role (roles.md:5) and accountable for stage "
        "NCV-03.1, but NCV-03 is non-regulated. Name a role of that side, or an enterprise role."
    )


def test_a_non_regulated_owner_of_a_regulated_stream_is_reported() -> None:
    catalogue = stream_catalogue("RCV-01: Service", fields="**Owner:** VP, Solar\n")

    [finding] = found(AccountableOnOtherSide, catalogue, roles=ROLES)

    assert (
        "VP, Solar is a non-regulated role (roles.md:6) and owns RCV-01, but RCV-01 is regulated"
        in (finding.message)
    )


@pytest.mark.parametrize("role", ["VP, Solar", "CEO", "Consultant", "Somebody"])
def test_roles_of_the_same_side_of_both_or_of_none_are_silent(role: str) -> None:
    assert found(AccountableOnOtherSide, model(role), roles=ROLES) == []


def test_a_responsible_role_of_the_other_side_is_no_matter_of_this_rule() -> None:
    matrix = raci("| NCV-03.1 | VP, Electric Distribution | VP, Solar | | |")
    text = stage_model("NCV-03 Solar", stage("NCV-03.1"), more=matrix)

    assert found(AccountableOnOtherSide, text, roles=ROLES) == []
