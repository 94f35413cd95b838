"""The web application with people on both sides and a few cases, for tests of its pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from starlette.testclient import TestClient

from penstock.app.cases import By, Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.loading import reference_company
from penstock.app.watching import Watch
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.kernel.sides import Side
from penstock.web.live.building import house_of, served_shell
from penstock.web.live.routing import COOKIE
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition

BASE = "http://127.0.0.1"
SELLER, ENGINEER, SERVICE = "sally", "ivan", "clara"
ROLES = {
    SELLER: "Sales Consultant - AES",
    ENGINEER: "Interconnection Engineer",
    SERVICE: "Customer Service Representative",
}
SIDES = {
    SELLER: frozenset({Side.NON_REGULATED}),
    ENGINEER: frozenset({Side.REGULATED}),
    SERVICE: frozenset({Side.NON_REGULATED, Side.REGULATED}),
}


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody who is signed in."""

    person: str
    hats: frozenset[Side]
    roles: frozenset[str]
    hat: Side | None = None
    is_demo: bool = False
    csrf: str = "a secret of their session"


@dataclass
class Guests:
    """A doorkeeper who takes everybody's session for their name."""

    known: dict[str, Guest] = field(default_factory=dict)

    def visitor(self, session: str) -> Guest | None:
        return self.known.get(session)


@dataclass
class Office:
    """A server's application with its cases, and clients of people who look at it."""

    cases: Cases
    kept: KeptOpen
    shelf: Shelf
    guests: Guests

    def client(self, person: str = "") -> TestClient:
        """Return a browser without scripts, signed in as somebody or as nobody."""
        house = house_of(self.shelf, self.kept, self.guests)
        app = application(self.shelf, house=replace(house, entrance="/sign-in"))
        client = TestClient(app, base_url=BASE, follow_redirects=False)
        client.headers["origin"] = BASE
        if person:
            client.cookies.set(COOKIE, person)
        return client


@contextmanager
def office(folder: Path | None = None) -> Iterator[Office]:
    """Yield an office with a case of each side; the documents are the reference company's."""
    folder = folder or reference_company()
    shelf = Shelf(partial(Edition.of, folder), Watch(folder), served_shell())
    kept = KeptOpen(database=IN_MEMORY, folder=folder)
    with opened(IN_MEMORY, folder=folder) as cases:
        kept.hold(cases)
        for number in range(1, 4):
            by = By(actor="begin", key=f"sol-{number}")
            cases.open("NCV-03", by, case_id=f"SOL-{number}", customer=f"Rivera {number}")
        cases.open("RCV-03", By(actor="begin", key="grid"), case_id="GRID-1", customer="Okafor")
        since = cases.now() - timedelta(days=9)
        begun = tuple(Holding(person=who, role=role, since=since) for who, role in ROLES.items())
        cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        yield Office(cases=cases, kept=kept, shelf=shelf, guests=Guests(dict(_guests())))


def _guests() -> Iterator[tuple[str, Guest]]:
    for person, role in ROLES.items():
        hats = SIDES[person]
        hat = next(iter(hats)) if len(hats) == 1 else None
        yield person, Guest(person=person, hats=hats, roles=frozenset({role}), hat=hat)
