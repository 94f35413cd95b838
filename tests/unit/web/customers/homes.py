"""A server with one case of a customer, and the address that the customer has."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from html import unescape

from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.app import clock
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.links import Links, MadeLink
from penstock.web.customers import assets, project
from tests.solar_cases import SolarCase, solar_case


class Home:
    """A case, and its customer's browser without scripts."""

    def __init__(self, case: SolarCase) -> None:
        self.case = case
        self.kept = KeptOpen(database=IN_MEMORY)
        self.links = Links(records=case.cases.store.records, now=case.cases.now)
        self.made = self.link()
        self.hold()

    def hold(self) -> None:
        """Serve the case as it is now."""
        self.kept.hold(self.case.cases)
        served = Starlette(routes=[*assets.routes(), *project.routes(self.kept)])
        self.client = TestClient(served, follow_redirects=False)

    def link(self, *, lasts: timedelta = timedelta(days=30)) -> MadeLink:
        return self.links.make(
            self.case.id, purpose="project", person="Ada Roof", by="sally", lasts=lasts
        )

    def look(self, tab: str = "", *, language: str = "en") -> str:
        """Return what a page says, as a reader reads it."""
        answer = self.client.get(f"{self.made.path}{tab}?language={language}")
        assert answer.status_code == 200, answer.text
        return " ".join(unescape(answer.text).split())

    def send(self, act: str, **form: str) -> tuple[int, str]:
        """Send a form; return the status and where it leads, or what is wrong."""
        answer = self.client.post(f"{self.made.path}/{act}", data={"key": "one", **form})
        return answer.status_code, answer.headers.get("location", "") or unescape(answer.text)


@contextmanager
def home() -> Iterator[Home]:
    """Yield a home whose case is not open yet, and whose clock stands still."""
    with solar_case() as case:
        yield Home(case)


@contextmanager
def home_of_today() -> Iterator[Home]:
    """Yield the same by the clock of this machine, which the audit log goes by."""
    with solar_case() as case:
        case.cases = replace(case.cases, now=clock.now)
        yield Home(case)
