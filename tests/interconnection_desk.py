"""Applicants at the counter and the engineer behind it, for tests: all by the command line."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from penstock.app.interconnection.recorded import form_for, written
from penstock.app.items.values import value_of
from penstock.casework.interconnection import ApplicationForm, CompletionForm
from penstock.cli.main import penstock
from penstock.delivery.items import item_type
from penstock.streams.aov_04_interconnection import items
from penstock.streams.aov_04_interconnection import stages as work
from tests.unit.streams.aov_04_interconnection.requests import GRID, RULES

BEGIN = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that tests move; the same moment for everybody until then."""

    moment: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.moment

    def later(self, *, days: int = 0, minutes: int = 0) -> None:
        self.moment += timedelta(days=days, minutes=minutes)


@dataclass(frozen=True)
class Town:
    """A utility, a third party and AES on one database, and a folder for their files."""

    database: str
    folder: Path
    clock: Clock = field(default_factory=Clock)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(penstock, [*words, "--database", self.database])

    def done(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def file(self, name: str, content: bytes) -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def application(self, form: ApplicationForm, name: str = "form.json") -> str:
        return self.file(name, form_for(ApplicationForm).write(form, item=name))

    def certificate(self, form: CompletionForm) -> str:
        return self.file("done.json", form_for(CompletionForm).write(form, item="done"))

    def consents(self, customer: str, *, to: str, form: ApplicationForm, **more: str) -> str:
        """Let a customer allow somebody to be told of their connection; return its id."""
        service = form.service
        said = {"data": "grid_impact_result", "purpose": "interconnection", **more}
        told = self.done(
            *("consent", "give", customer, "--premise", service.premise),
            *("--account", service.account, "--to", to, "--until", "2059-01-01T00:00Z"),
            *(word for name, value in said.items() for word in (f"--{name}", value)),
            *("--text", self.file("terms.txt", b"I allow it."), "--edition", "1"),
            *("--channel", "paper", "--identity-proof", "passport", "--evidence", "form 1"),
            *("--as", "Ida", "--json"),
        )
        found: str = json.loads(told)["id"]
        return found

    def party(self, code: str) -> tuple[str, ...]:
        """Register a third party; return the words by which it comes."""
        token = self.done(
            "interconnection", "register", code, "--name", f"{code} Inc", "--as", "Ivy"
        )
        return ("--as", code, "--token-file", self.file(f"{code}.token", token.encode()))

    def own(self, case_id: str, customer: str, form: ApplicationForm) -> tuple[str, ...]:
        """Open a case of AES that needs a connection; return the words by which AES comes."""
        self.done(
            *("case", "open", "NCV-03", "--id", case_id, "--product", "NONREG-DG-001"),
            *("--customer", customer, "--premise", form.service.premise),
            *("--account", form.service.account, "--as", "Sam"),
        )
        return ("--as", "Sam")

    def engineer(self) -> "Engineer":
        return Engineer(self)


@dataclass(frozen=True)
class Engineer:
    """Ivy, who works requests by hand with what the package knows."""

    town: Town

    def read(self, request: str, of: type) -> Any:
        kind = item_type(of)
        assert kind is not None
        told = self.town.done("case", "read", request, _spelt(of), "--as", "Ivy")
        return value_of(kind, told.encode(), item=kind.name)

    def record(self, request: str, *values: Any) -> None:
        for value in values:
            path = self.town.file("item.bin", written(value))
            self.town.done(
                *("case", "record", request, _spelt(type(value)), "--file", path, "--as", "Ivy")
            )

    def through(self, request: str, *stages: Callable[["Engineer", str], None]) -> None:
        """Work stages of a request, and close them."""
        for stage in stages:
            stage(self, request)
            self.town.done("case", "claim", request, "--as", "Ivy")
            self.town.done("case", "complete", request, "--as", "Ivy")
            self.town.done("case", "pass", request, "--evidence", "looked at", "--as", "Vera")


def completeness(ivy: Engineer, request: str) -> None:
    application = ivy.read(request, items.InterconnectionApplication)
    now = ivy.town.clock()
    ivy.record(request, work.look_for_deficiencies(application, None, None, GRID, RULES, now))


def screens(ivy: Engineer, request: str) -> None:
    application = ivy.read(request, items.InterconnectionApplication)
    notice = ivy.read(request, items.CompletenessNotice)
    made = work.screen_application(application, notice, GRID, RULES, ivy.town.clock())
    ivy.record(request, *made)


def study(ivy: Engineer, request: str) -> None:
    application = ivy.read(request, items.InterconnectionApplication)
    screening = ivy.read(request, items.ScreeningResult)
    made = work.study_application(application, screening, GRID, RULES, ivy.town.clock())
    ivy.record(request, *made)


def agreement(ivy: Engineer, request: str) -> None:
    application = ivy.read(request, items.InterconnectionApplication)
    screening = ivy.read(request, items.ScreeningResult)
    found = ivy.read(request, items.StudyResult)
    ivy.record(request, work.tender(application, screening, found, RULES, ivy.town.clock()))


def permission(ivy: Engineer, request: str) -> None:
    agreed = ivy.read(request, items.InterconnectionAgreement)
    certificate = ivy.read(request, items.CertificateOfCompletion)
    ivy.record(request, work.permit(agreed, certificate, None, RULES, ivy.town.clock()))


def _spelt(of: type) -> str:
    """Return how the procedure spells the name of a type."""
    words = "".join(f" {letter}" if letter.isupper() else letter for letter in of.__name__)
    return words.strip().capitalize()
