"""A smart home from its lead to its contract, on any store, for tests."""

import json
from dataclasses import replace
from typing import Any

import pytest

from penstock.app.cases import By, new_key
from penstock.app.cases.binding import streams
from penstock.app.cases.models import Models
from penstock.app.cases.usecases import Cases
from penstock.delivery import commands as do
from penstock.delivery.ports import Store
from penstock.delivery.stage_acts import ActRefusedError
from tests.unit.app.cases.bench import NOON, company, procedures
from tests.unit.app.cases.bench import cases as on_store

NEEDS = {"needs": ["comfort", "savings", "finding leaks"], "tier": "premium"}
_KITCHEN = {"name": "Kitchen", "has_water": True, "free_outlets": 2, "wanted_plugs": 1}
SITE: dict[str, Any] = {
    "system": "heat pump",
    "fuel": "electric",
    "has_cooling": True,
    "has_c_wire": False,
    "is_communicating": False,
    "free_breakers": 2,
    "occupant": "owner",
    "rooms": [
        {"name": "Hall", "thermostats": 1, "wifi_dbm": -60},
        {**_KITCHEN, "wifi_dbm": -62},
        {"name": "Cellar", "free_outlets": 1, "wanted_plugs": 1, "wifi_dbm": -81},
    ],
}
RIVERA: dict[str, Any] = {
    "name": "Ana Rivera",
    "email": "ana@example.com",
    "phone": "336 555 0117",
    "premise": "12 N. Elm St, Greensboro",
    "product": "NONREG-SH-001",
    "tier": "premium",
    "owns_home": True,
    "campaign": "AUTUMN",
}


class HomeCase:
    """One home's case, and what people do in it.

    Args:
        cases: Where it is kept.
        case_id: What it is called.
    """

    def __init__(self, cases: Cases, case_id: str = "HOME-1") -> None:
        self.cases, self.id = cases, case_id

    def opened(self, **asked: Any) -> "HomeCase":
        """Open it with its inquiry, its entry criteria answered for."""
        said = RIVERA | asked
        about = {"customer": said["name"], "premise": said["premise"], "product": said["product"]}
        account = said.get("account_id", "")
        self.cases.open("NCV-01", by(), case_id=self.id, account=account, **about)
        for criterion in self.cases.show(self.id).model.entry_criteria:
            self.act(do.Attest(criterion=criterion, evidence="call"))
        inquiry = said | {"received_at": self.cases.now().isoformat()}
        return self.record("Inquiries", {"inquiries": [inquiry]})

    def act(self, command: do.Command, person: str = "Sam") -> None:
        self.cases.act(self.id, command, by(person))

    def record(self, item: str, said: dict[str, Any]) -> "HomeCase":
        self.cases.record(self.id, item, json.dumps(said).encode(), by())
        return self

    def do(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> "HomeCase":
        content = json.dumps(said).encode() if said else b""
        self.cases.do(self.id, act, by(person), said=content, attached=attached)
        return self

    def refused(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> str:
        """Do an act in vain; return why."""
        with pytest.raises(ActRefusedError) as caught:
            self.do(act, person, attached=attached, **said)
        return str(caught.value)

    def read(self, item: str) -> Any:
        return json.loads(self.content(item))

    def content(self, item: str) -> bytes:
        return self.cases.content(self.id, item)

    @property
    def stage(self) -> str:
        return self.cases.case(self.id).stage_id

    def over(self) -> "HomeCase":
        """Claim and complete the task of the stage, and pass its gate."""
        self.act(do.Claim(person="Sam"))
        self.act(do.Complete())
        role = self.cases.show(self.id).model.stage(self.stage).accountable
        self.act(do.Pass(evidence="seen", role=role), "Vera")
        return self

    def led(self) -> "HomeCase":
        """Bring it through NCV-01.1."""
        return self.do("count-for-campaign").do("qualify").over()

    def quoted(self, site: dict[str, Any] | None = None, **asked: Any) -> dict[str, Any]:
        """Look at the home, design and quote it; return the quote."""
        self.record("Customer needs", NEEDS).record("Site details", site or SITE)
        self.do("design").do("quote", **asked)
        found: dict[str, Any] = self.read("Detailed quote")
        return found

    def to_agreement(self) -> dict[str, Any]:
        """Bring it to where the customer may agree; return the quote."""
        quote = self.led().quoted()
        self.over()
        self.do("check-tier", attached=b"a lease", kind="proof of residency", detail="lease")
        return quote

    def agreed(self, quote: dict[str, Any], **said: Any) -> "HomeCase":
        """Let the customer accept a version of a quote, before an employee."""
        return self.do("agree", **agreeing(quote, **said))

    def sold(self) -> dict[str, Any]:
        """Bring it to a contract whose deposit is paid; return the contract."""
        self.agreed(self.to_agreement())
        self.do("sign-contract", "Cora", typed_name="Cora Counsel")
        self.do("take-deposit", means="card", token="tok_visa_1")  # none that opens
        found: dict[str, Any] = self.read("Signed contract")
        return found


def agreeing(quote: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Return what is said when a customer accepts a quote."""
    return {
        "quote_version": quote["version"],
        "pdf_sha256": quote["pdf_sha256"],
        "agrees_to_electronic": True,
        "typed_name": "Ana Rivera",
        "detail": "driving licence",
        **said,
    }


def home_on(store: Store | None = None) -> HomeCase:
    """Return a home's case that is not open yet, on a store; in memory where none is named."""
    known = streams()
    models = Models(read=company, procedures=procedures, papers=known.papers)
    found = replace(on_store(store), models=models, streams=known, ports=known.ports())
    return HomeCase(replace(found, now=lambda: NOON, bound=frozenset()))


def by(person: str = "Sam") -> By:
    """Return somebody with a new key."""
    return By(actor=person, key=new_key())
