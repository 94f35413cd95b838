"""A project of AES and who works on it, by the command line alone, for journeys."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter

from penstock.app.items.values import value_of
from penstock.delivery.items import item_type
from tests.interconnection_desk import Town

ENTRY = ("has asked for solar", "looks suitable", "can finance")
T = TypeVar("T")
EXIT = ("installed and has passed", "permission to operate", "monitoring platform", "warranties")


class Company(Town):
    """Everybody who works on projects, on one database, with one clock."""

    def refused(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 1, f"{' '.join(words)}\n{result.output}"
        return result.stderr

    def work(self) -> None:
        """Let a worker do what is due."""
        self.done("worker", "--once", "--name", "night-shift")

    @property
    def today(self) -> str:
        return str(self.clock().date())


@dataclass(frozen=True)
class Project:
    """One project, and who works on it."""

    company: Company
    id: str

    def do(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> str:
        return self.company.done(*self._words(act, person, attached, said))

    def refused(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> str:
        return self.company.refused(*self._words(act, person, attached, said))

    def case(self, verb: str, *words: str, person: str = "Sam") -> str:
        return self.company.done("case", verb, self.id, *words, "--as", person)

    def read(self, item: str) -> Any:
        return json.loads(self.content(item))

    def content(self, item: str) -> str:
        return self.company.done("case", "read", self.id, item, "--as", "Sam")

    def value(self, item: str, of: type[T]) -> T:
        """Return an item as a value of its type."""
        kind = item_type(of)
        assert kind is not None
        found = value_of(kind, self.content(item).encode(), item=item)
        assert isinstance(found, of)
        return found

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


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    return TypeAdapter(type(value)).dump_python(value, mode="json")
