"""The HTTP API before an office with people on both sides, asked in the process itself."""

import atexit
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from penstock.api.application import application
from penstock.api.entrance import Entrance
from penstock.api.links import placed
from penstock.app.cases import Cases
from penstock.app.cases.binding import streams
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY
from penstock.app.devices.keeping import TELEMETRY
from penstock.app.guarding.asker import Asker
from penstock.app.loading import reference_company
from penstock.app.measuring.answering import FOLLOWED_S
from penstock.app.measuring.insights import Insights
from penstock.app.measuring.served import Measuring
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.places import Place
from penstock.kernel.sides import Side
from tests.unit.app.guarding.office import PEOPLE, Office

FINDINGS = (
    Finding(
        rule="LNK-001",
        severity=Severity.ERROR,
        place=Place("streams.md", 7, 3),
        message="The link leads nowhere.",
    ),
    Finding(
        rule="STG-001",
        severity=Severity.WARNING,
        place=Place("streams.md", 9, 1, 2),
        message="The stage names a capability that nobody defined.",
    ),
)


@dataclass(frozen=True)
class Shown:
    """Somebody who has shown a token: their name, or `read:` and their name."""

    person: str
    hat: Side | None = None
    may_work: bool = True


def bearer(token: str) -> Shown | None:
    """Return whose token it is."""
    kind, _, name = token.rpartition(":")
    return Shown(name, may_work=kind != "read") if name in PEOPLE else None


@dataclass
class Api:
    """The API as people of an office ask it.

    Args:
        office: The office.
        change: What is changed of the cases that somebody sees.
        is_leaving: Whether the server is about to stop.
        telemetry: The folder in which is kept what devices say.
    """

    office: Office = field(default_factory=Office)
    change: Callable[[Cases], Cases] = lambda cases: replace(cases, streams=streams())
    is_leaving: bool = False
    telemetry: Path = TELEMETRY
    keys: "count[int]" = field(default_factory=count)

    @cached_property
    def served(self) -> Starlette:
        """The application with the API in its place."""
        entrance = Entrance(
            cases_for=self._cases_for,
            bearer=bearer,
            findings=lambda: FINDINGS,
            measuring=Measuring(insights=self._insights()),
            telemetry=self.telemetry,
        )
        made = application(entrance, leaving=lambda: self.is_leaving)
        return Starlette(routes=[placed(made)])

    @property
    def api(self) -> FastAPI:
        """The API itself."""
        found: FastAPI = self.served.routes[0].app  # type: ignore[attr-defined]
        return found

    @cached_property
    def client(self) -> TestClient:
        """What asks it."""
        return TestClient(self.served)

    def _insights(self) -> Insights:
        """Return what follows the office's cases at once, for its time runs."""
        kept = KeptOpen(database=IN_MEMORY, folder=reference_company())
        kept.hold(replace(self.office.cases("Ada"), door=None))
        found = Insights(kept=kept, seconds=count(step=2 * FOLLOWED_S).__next__)
        # Nobody closes a desk, and a log of cases in memory lies in a folder of its own.
        atexit.register(found.close)
        return found

    def _cases_for(self, asker: Asker) -> Cases:
        found = self.office.cases(
            asker.person, hat=asker.hat, purpose=asker.purpose, emergency=asker.emergency
        )
        return self.change(found)

    def get(self, person: str, path: str, **headers: str) -> Response:
        """Ask for something below the API."""
        found: Response = self.client.get(f"/api{path}", headers=self._headers(person, headers))
        return found

    def post(self, person: str, path: str, body: Any = None, **headers: str) -> Response:
        """Say something, with a new key and for any version, unless headers say otherwise."""
        safe = {"If-Match": "*", "Idempotency-Key": f"key-{next(self.keys)}"}
        found: Response = self.client.post(
            f"/api{path}", json=body or {}, headers=self._headers(person, safe | _spelt(headers))
        )
        return found

    def open(self, person: str, stream: str, **about: str) -> str:
        """Begin a case, and return its id."""
        answer = self.post(person, "/cases", {"stream": stream, **about})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def _headers(self, person: str, headers: dict[str, str]) -> dict[str, str]:
        token = {"Authorization": f"Bearer {person}"} if person else {}
        return token | _spelt(headers)


def _spelt(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
