"""The web application with people on both sides and a few cases, for tests of its pages."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.app.cases import By, Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.loading import reference_company
from penstock.app.signing_in import SignedIn
from penstock.app.signing_in.cookies import PLAIN_NAME
from penstock.app.watching import Watch
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.web.live.building import house_of, served_shell
from penstock.web.live.visit import House
from penstock.web.live.visitors import signing_in_to
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition

BASE = "http://127.0.0.1"
COOKIE = PLAIN_NAME
SELLER, ENGINEER, SERVICE, PERSONNEL = "sally", "ivan", "clara", "hera"
ROLES = {
    SELLER: "Sales Consultant - AES",
    ENGINEER: "Interconnection Engineer",
    SERVICE: "Customer Service Representative",
    PERSONNEL: "HR Business Partner",
}


@dataclass
class Office:
    """A server's application with its cases, and clients of people who look at it."""

    cases: Cases
    kept: KeptOpen
    shelf: Shelf
    banner: str = ""

    def app(self, *, is_demo: bool = False) -> Starlette:
        """Return the application."""
        return application(self.shelf, house=replace(self.house, is_demo=is_demo))

    @cached_property
    def house(self) -> House:
        """What all pages share, whoever looks at them."""
        return house_of(self.shelf, self.kept, banner=lambda: self.banner)

    def client(self, person: str = "", *, is_demo: bool = False) -> TestClient:
        """Return a browser without scripts, signed in as somebody or as nobody."""
        client = TestClient(self.app(is_demo=is_demo), base_url=BASE, follow_redirects=False)
        client.headers["origin"] = BASE
        if person:
            client.cookies.set(COOKIE, self.signed_in(person).session_id)
        return client

    def signed_in(self, person: str) -> SignedIn:
        """Let somebody in without asking for a password."""
        return signing_in_to(self.kept).doorkeeper.play(person)


@contextmanager
def office(folder: Path | None = None) -> Iterator[Office]:
    """Yield an office with a case of each side; the documents are the reference company's."""
    folder = folder or reference_company()
    shelf = Shelf(partial(Edition.of, folder), Watch(folder), served_shell())
    kept = KeptOpen(database=IN_MEMORY, folder=folder)
    with opened(IN_MEMORY, folder=folder) as cases, closing(kept):
        kept.hold(cases)
        for number in range(1, 4):
            by = By(actor="begin", key=f"sol-{number}")
            cases.open("NCV-03", by, case_id=f"SOL-{number}", customer=f"Rivera {number}")
        cases.open("RCV-03", By(actor="begin", key="grid"), case_id="GRID-1", customer="Okafor")
        since = cases.now() - timedelta(days=9)
        begun = tuple(Holding(person=who, role=role, since=since) for who, role in ROLES.items())
        cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        yield Office(cases=cases, kept=kept, shelf=shelf)
