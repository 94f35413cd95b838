from datetime import UTC, datetime, timedelta

import pytest

from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.crossing import Crossing, crossings
from penstock.governance.accountability.register import Holding, Register
from penstock.governance.accountability.roles import RoleFacts
from penstock.kernel.sides import Side

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROLES = {
    "Engineer": RoleFacts(name="Engineer", side=Side.REGULATED),
    "Operator": RoleFacts(name="Operator", side=Side.REGULATED),
    "Seller": RoleFacts(name="Seller", side=Side.NON_REGULATED),
    "Auditor": RoleFacts(name="Auditor", side=Side.ENTERPRISE),
    "Wanderer": RoleFacts(name="Wanderer"),
}


def _held(role: str, *, day: int, until: int | None = None) -> Holding:
    ended = None if until is None else NOON + timedelta(days=until)
    return Holding(person="Ada", role=role, since=NOON + timedelta(days=day), until=ended)


def _crossings(before: list[Holding], *begun: Holding) -> tuple[Crossing, ...]:
    return tuple(crossings(Change(begun=begun), Register(tuple(before)), ROLES))


def test_o6_who_moves_to_the_other_side_crosses() -> None:
    (found,) = _crossings([_held("Engineer", day=-9)], _held("Seller", day=0))

    assert found == Crossing(person="Ada", old=Side.REGULATED, new=Side.NON_REGULATED, at=NOON)


@pytest.mark.parametrize("between", [[], [_held("Auditor", day=-5, until=-1)]])
def test_o6_who_waits_or_works_for_the_whole_company_in_between_crosses_as_well(
    between: list[Holding],
) -> None:
    before = [_held("Engineer", day=-9, until=-5), *between]

    assert len(_crossings(before, _held("Seller", day=0))) == 1


@pytest.mark.parametrize("role", ["Operator", "Auditor", "Wanderer"])
def test_who_stays_on_a_side_or_leaves_both_does_not_cross(role: str) -> None:
    assert _crossings([_held("Engineer", day=-9)], _held(role, day=0)) == ()


def test_the_side_that_somebody_left_long_ago_does_not_count() -> None:
    before = [_held("Seller", day=-99, until=-50), _held("Engineer", day=-50, until=-1)]

    assert _crossings(before, _held("Operator", day=0)) == ()
    assert len(_crossings(before, _held("Seller", day=0), _held("Seller", day=1))) == 1


def test_who_was_never_there_does_not_cross() -> None:
    assert _crossings([], _held("Seller", day=0)) == ()
