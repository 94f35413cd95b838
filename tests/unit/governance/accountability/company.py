"""A company of a few people, for tests."""

from datetime import UTC, datetime, timedelta

from penstock.governance.accountability.duties import Company, Duty
from penstock.governance.accountability.register import Delegation, Holding, Register
from penstock.governance.accountability.roles import RoleFacts
from penstock.kernel.sides import Side

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ROLES = {
    each.name: each
    for each in (
        RoleFacts(name="Designer", side=Side.NON_REGULATED, superior="Head of AES"),
        RoleFacts(name="Head of AES", side=Side.NON_REGULATED, superior="CEO"),
        RoleFacts(name="Planner", side=Side.REGULATED, superior="COO"),
        RoleFacts(name="COO", side=Side.REGULATED, superior="CEO"),
        RoleFacts(name="CEO", side=Side.ENTERPRISE),
        RoleFacts(name="Analyst", side=Side.ENTERPRISE, superior="CEO"),
    )
}
DESIGN = Duty(
    stage_id="NCV-03.2",
    side=Side.NON_REGULATED,
    responsible=("Designer",),
    accountable=("Head of AES",),
)


def held(person: str, role: str, *, since: datetime = NOON - DAY) -> Holding:
    return Holding(person=person, role=role, since=since)


def stands_in(taker: str, *, for_: str, role: str) -> Delegation:
    return Delegation(
        role=role, giver=for_, taker=taker, start=NOON - DAY, end=NOON + DAY, reason="leave"
    )


def company(*holdings: Holding, given: tuple[Delegation, ...] = ()) -> Company:
    return Company(register=Register(holdings, given), roles=ROLES, at=NOON)
