"""A project of AES from inquiry to activation, by the command line alone, for journeys."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.interconnection_desk import Clock
from tests.sales_walk import ROOF

ENTRY = ("has asked for solar", "looks suitable", "can finance")
EXIT = ("installed and has passed", "permission to operate", "monitoring platform", "warranties")


@dataclass(frozen=True)
class Company:
    """Everybody who works on projects, on one database, with one clock."""

    database: str
    folder: Path
    clock: Clock = field(default_factory=Clock)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(penstock, [*words, "--database", self.database])

    def done(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 0, f"{' '.join(words)}\n{result.output}"
        return result.stdout

    def refused(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 1, f"{' '.join(words)}\n{result.output}"
        return result.stderr

    def file(self, name: str, content: bytes) -> str:
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def work(self) -> str:
        """Let a worker do what is due."""
        return self.done("worker", "--once", "--name", "night-shift")


@dataclass(frozen=True)
class Project:
    """One project, and who works on it."""

    company: Company
    id: str

    def do(self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any) -> str:
        return self.company.done(*self._words(act, person, attached, said))

    def refused(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> str:
        return self.company.refused(*self._words(act, person, attached, said))

    def case(self, verb: str, *words: str, person: str = "Sam") -> str:
        return self.company.done("case", verb, self.id, *words, "--as", person)

    def read(self, item: str) -> Any:
        return json.loads(self.company.done("case", "read", self.id, item, "--as", "Sam"))

    def shown(self) -> Any:
        return json.loads(self.company.done("case", "show", self.id, "--json", "--as", "Sam"))

    def claimed(self, person: str) -> None:
        self.case("claim", person=person)

    def over(self, person: str, gatekeeper: str = "Vera") -> None:
        """Complete the work of the stage, and pass it."""
        self.case("complete", person=person)
        self.passed(gatekeeper)

    def passed(self, gatekeeper: str = "Vera") -> None:
        self.case("pass", "--evidence", "all seen", person=gatekeeper)

    def _words(
        self, act: str, person: str, attached: bytes | None, said: dict[str, Any]
    ) -> list[str]:
        words = ["case", "do", self.id, act, "--as", person]
        if said:
            content = json.dumps(said, default=str).encode()
            words += ["--say", self.company.file(f"{self.id}-{act}.json", content)]
        if attached is not None:
            words += ["--attach", self.company.file(f"{self.id}-{act}.bin", attached)]
        return words


def later(company: Company, *, days: int) -> datetime:
    company.clock.moment += timedelta(days=days)
    return company.clock.moment


def opened(company: Company, case_id: str, inquiry: dict[str, Any], bills: bytes) -> Project:
    """Open a project for an inquiry with bills, its entry criteria answered for."""
    company.done(
        *("case", "open", "NCV-03", "--id", case_id, "--product", inquiry["product"]),
        *("--customer", inquiry["name"], "--premise", inquiry["premise"]),
        *("--account", inquiry["account_id"], "--as", "Sam"),
    )
    project = Project(company, case_id)
    for words in ENTRY:
        project.case("attest", words, "--evidence", "call")
    content = json.dumps({**inquiry, "received_at": company.clock().isoformat()}).encode()
    project.case("record", "Customer inquiry", "--file", company.file("inquiry.json", content))
    project.case("record", "Customer energy bills", "--file", company.file("bills", bills))
    return project


def contracted(project: Project, *, days: int = 60) -> None:
    """Have the customer accept the newest proposal in cash, and AES sign."""
    proposal = project.read("Customer proposal")
    project.do("offer-financing")
    project.do(
        "approve",
        proposal_version=proposal["version"],
        pdf_sha256=proposal["pdf_sha256"],
        agrees_to_electronic=True,
        typed_name=proposal["customer"],
        identified="seen in person",
        detail="driving licence",
    )
    day = project.company.clock().date()
    project.do(
        "sign-contract",
        "Cora",
        typed_name="Cora Counsel",
        installation_by=day + timedelta(days=days),
        operation_by=day + timedelta(days=2 * days),
    )
