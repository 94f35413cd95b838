"""A company whose people sign in, for tests."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from argon2 import Parameters
from argon2.low_level import ARGON2_VERSION, Type

from penstock.app.auditing import audit_log
from penstock.app.guarding.opening import Company
from penstock.app.signing_in import Doorkeeper, SignedIn
from penstock.app.signing_in.accounts import Accounts
from penstock.app.signing_in.hashing import Passwords
from penstock.app.signing_in.opening import SigningIn
from penstock.app.signing_in.tokens import Tokens
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Delegation, Holding
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import Asked
from penstock.governance.audit.writing import Told
from penstock.store.memory import MemoryStore
from tests.unit.app.guarding.office import COUNCIL

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SELLER, ENGINEER, COUNSEL, HR, OTHER_HR = "Sal", "Gus", "Lea", "Hera", "Hugo"
ROLES = {
    SELLER: "Sales Consultant - AES",
    ENGINEER: "Interconnection Engineer",
    COUNSEL: "General Counsel",
    HR: "HR Business Partner",
    OTHER_HR: "HR Business Partner",
}
PASSWORD = "seven quiet otters"
HOME, AWAY = "192.0.2.7", "198.51.100.9"


def cheap(*, passes: int = 1) -> Parameters:
    """Return parameters that take no time; all else is as with those that do."""
    return Parameters(
        type=Type.ID,
        version=ARGON2_VERSION,
        salt_len=16,
        hash_len=32,
        time_cost=passes,
        memory_cost=8,
        parallelism=1,
    )


@dataclass
class FrontDoor:
    """A company in memory, with a clock that stands still until somebody moves it."""

    store: MemoryStore = field(default_factory=MemoryStore)
    time: datetime = NOON
    parameters: Parameters = field(default_factory=cheap)

    def __post_init__(self) -> None:
        since = NOON - timedelta(days=9)
        begun = tuple(Holding(person=p, role=r, since=since) for p, r in ROLES.items())
        self.store.people.change(Change(begun=begun), by="HR", reason="joined")
        company = Company(folder=None, store=self.store, now=self.now)
        company.__dict__["council"] = COUNCIL
        self.log = audit_log("memory:", self.store)
        self.signing_in = SigningIn(
            identities=self.store.identities,
            guard=lambda: company.guard(self.log),
            now=self.now,
            passwords=lambda: Passwords(self.parameters),
        )

    def now(self) -> datetime:
        return self.time

    def later(self, **how: float) -> "FrontDoor":
        self.time += timedelta(**how)
        return self

    @property
    def keeper(self) -> Doorkeeper:
        return self.signing_in.doorkeeper

    @property
    def tokens(self) -> Tokens:
        return self.signing_in.tokens

    def accounts(self, person: str = HR) -> Accounts:
        return self.signing_in.accounts(person)

    def invited(self, person: str, *, by: str = HR) -> str:
        """Invite somebody, and return the secret of the address."""
        return self.accounts(by).invite(person, by=by).path.rpartition("/")[2]

    def has_password(self, person: str, password: str = PASSWORD) -> str:
        """Let somebody choose a password, and return their name."""
        secret = self.invited(person)
        return self.accounts().accept(secret, password, passwords=self.keeper.passwords)

    def signed_in(self, person: str = SELLER, *, address: str = HOME) -> SignedIn:
        """Sign somebody in who may have chosen no password yet."""
        if not any(each.person == person for each in self.accounts().all()):
            self.has_password(person)
        return self.keeper.sign_in(person, PASSWORD, address=address)

    def leaves(self, person: str) -> None:
        """End all that somebody does in the company."""
        held = [each for each in self.store.people.register().holdings if each.person == person]
        ended = tuple(replace(each, until=self.time) for each in held)
        self.store.people.change(Change(ended=ended), by=HR, reason="left")

    def delegates(self, role: str, *, giver: str, taker: str, lasts: timedelta) -> None:
        """Let somebody stand in."""
        given = Delegation(
            role=role,
            giver=giver,
            taker=taker,
            start=self.time,
            end=self.time + lasts,
            reason="leave",
        )
        self.store.people.change(Change(given=(given,)), by=giver, reason="leave")

    def entries(self) -> list[Told]:
        """Return what is on record, but what the boundary was asked."""
        reading = Entry(at=self.time, kind=Kind.LOG_READ, actor="tests", action="read")
        told = self.log.read(Asked(limit=10_000), recorded=reading)
        return [each for each in told if each.kind in {Kind.ACCESS, Kind.CHANGE}]
