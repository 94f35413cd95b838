"""A case of NCV-03 walked by its acts, from the inquiry to a proposal, on any database."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from penstock.app.cases import By, new_key
from penstock.app.cases.usecases import Cases
from penstock.app.items.form import form_of
from penstock.delivery import commands as do
from penstock.delivery.items import item_type
from penstock.kernel.terms import key_of
from tests.solar_sales import inquiry

ENERGY = Path(__file__).parents[1] / "examples" / "energy"
BILLS = (ENERGY / "greensboro-bills.csv").read_bytes()
ROOF = (ENERGY / "roof.json").read_bytes()
SURVEY = {"main_panel_rating_a": "175", "busbar_rating_a": "225"}


class Walk:
    """One case, and who works in it.

    Args:
        cases: Where it is kept.
        case_id: What it is called.
    """

    def __init__(self, cases: Cases, case_id: str = "SOL-1") -> None:
        self.cases, self.id = cases, case_id

    def begin(self, received_at: datetime, **asked: Any) -> "Walk":
        """Open the case, and record inquiry and bills."""
        self.cases.open("NCV-03", by("sally"), case_id=self.id, product="NONREG-DG-001")
        for criterion in self.cases.show(self.id).model.entry_criteria:
            self.act(do.Attest(criterion=criterion, evidence="call"))
        self.record(inquiry(received_at=received_at, **asked))
        self.cases.record(self.id, "Customer energy bills", BILLS, by("sally"))
        return self

    def act(self, command: do.Command, person: str = "sally") -> None:
        self.cases.act(self.id, command, by(person))

    def do(
        self, act: str, person: str = "dora", *, attached: bytes | None = None, **said: Any
    ) -> None:
        """Do an act of a stage."""
        words = json.dumps(said).encode() if said else b""
        self.cases.do(self.id, act, by(person), said=words, attached=attached)

    def record(self, *values: Any, person: str = "sally") -> None:
        """Record values as the items of their types."""
        known = self.cases.show(self.id).model.items
        for value in values:
            kind = item_type(type(value))
            assert kind is not None
            name = next(each for each in known if key_of(each) == kind.key)
            content = form_of(kind).write(value, item=name)
            self.cases.record(self.id, name, content, by(person))

    def value(self, kind: type[Any]) -> Any:
        """Return the newest version of an item, as a value of its type."""
        found = item_type(kind)
        assert found is not None
        name = next(
            each for each in self.cases.show(self.id).model.items if key_of(each) == found.key
        )
        return form_of(found).read(self.cases.content(self.id, name), item=name)

    def pass_gate(self) -> None:
        """Pass the stage that waits, in the role that may."""
        shown = self.cases.show(self.id)
        role = shown.model.stage(shown.case.stage_id).accountable
        self.act(do.Pass(evidence="seen", role=role), "vera")

    def worked_by_hand(self, person: str = "dora") -> None:
        """Claim the task, complete what is recorded, and pass."""
        self.act(do.Claim(person=person), person)
        self.act(do.Complete(), person)
        self.pass_gate()

    def to_design(self, received_at: datetime, **asked: Any) -> "Walk":
        """Walk to the stage of design, with the lead qualified by the stage's own work."""
        from penstock.app.streams.studio.studio import EnergyStudio
        from penstock.streams.ncv_03_solar_storage.items import CustomerEnergyBills
        from penstock.streams.ncv_03_solar_storage.stages.lead import qualify_lead

        self.begin(received_at, **asked)
        bills = CustomerEnergyBills(content=BILLS)
        found = qualify_lead(
            inquiry(received_at=received_at, **asked), bills, EnergyStudio(), received_at
        )
        self.act(do.Claim(person="sally"), "sally")
        self.record(*found)
        self.act(do.Complete(), "sally")
        self.pass_gate()
        return self

    def to_proposal(self, received_at: datetime, **asked: Any) -> "Walk":
        """Walk until a variant is designed and proposed."""
        self.to_design(received_at, **asked)
        self.site()
        self.do("design", modules=20, battery_kwh="13.5")
        self.do("propose")
        return self

    def site(self, **other: Any) -> None:
        """Record what was seen at the site."""
        self.do("site", attached=ROOF, **{**SURVEY, **other})


def by(person: str) -> By:
    """Return somebody with a key of their own."""
    return By(actor=person, key=new_key())
