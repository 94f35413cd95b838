"""A case of NCV-03 in memory or in a database, walked to its contract with real contents."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from penstock.app.cases import By, new_key
from penstock.app.cases.binding import streams
from penstock.app.cases.models import Models
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.cases.usecases import Cases
from penstock.app.items.form import form_of
from penstock.app.loading import reference_company
from penstock.delivery import commands as do
from penstock.delivery.items import item_type
from penstock.delivery.ports import Store
from penstock.kernel.terms import key_of
from penstock.streams.ncv_03_solar_storage.items import (
    PreliminaryEnergyAnalysis,
    QualifiedLead,
    SiteSpecifics,
)
from tests.solar_contract import offered, proposed
from tests.solar_sales import NOON, financial_projections, inquiry
from tests.unit.app.cases.bench import cases as on_store
from tests.unit.app.cases.bench import company, procedures

_T = TypeVar("_T")

LEAD = QualifiedLead(
    is_qualified=True,
    reasons=("It pays back in 13 years.",),
    annual_kwh=Decimal(12_000),
    plausible_kw_dc=Decimal(8),
    simple_payback_years=Decimal(13),
    qualified_at=NOON,
)
ANALYSIS = PreliminaryEnergyAnalysis(
    form="CSV",
    year=2025,
    months=(),
    annual_cost_cents=210_000,
    tariff="RES-E",
    lines=(),
    facts=(),
    mean_day_kw=(),
    estimated_percent=Decimal(0),
    plausible_kw_dc=Decimal(8),
    plausible_yield_kwh=Decimal(11_000),
    plausible_savings_cents=130_000,
    plausible_price_cents=3_000_000,
    method="test",
)
SITE = SiteSpecifics(roof_json="{}", main_panel_rating_a=Decimal(200), busbar_rating_a=Decimal(200))


class SolarCase:
    """One case, and what is recorded in it.

    Args:
        cases: Where it is kept.
    """

    def __init__(self, cases: Cases, case_id: str = "SOL-1") -> None:
        self.cases, self.id = cases, case_id

    def open(self) -> "SolarCase":
        by = _by("sally")
        self.cases.open("NCV-03", by, case_id=self.id, product="NONREG-DG-001", customer="Ada Roof")
        for criterion in self.cases.show(self.id).model.entry_criteria:
            self.act(do.Attest(criterion=criterion, evidence="call"))
        return self

    def act(self, command: do.Command, person: str = "sally") -> None:
        self.cases.act(self.id, command, _by(person))

    def record(self, *values: Any, person: str = "sally") -> "SolarCase":
        for value in values:
            kind = item_type(type(value))
            assert kind is not None
            known = self.cases.show(self.id).model.items
            name = next(each for each in known if key_of(each) == kind.key)
            content = form_of(kind).write(value, item=name)
            self.cases.record(self.id, name, content, _by(person))
        return self

    def do(self, act: str, person: str = "sally", **said: Any) -> "SolarCase":
        """Do an act, told what is said as JSON."""
        self.cases.do(self.id, act, _by(person), said=json.dumps(said).encode())
        return self

    def newest(self, of: type[_T]) -> _T:
        """Return the newest of an item."""
        kind = item_type(of)
        assert kind is not None
        held = self.cases.case(self.id).items
        name = next(each for each in held if key_of(each) == kind.key)
        value = form_of(kind).read(self.cases.content(self.id, name), item=name)
        assert isinstance(value, of)
        return value

    def work(self, *outputs: Any) -> "SolarCase":
        """Claim the task, record what comes out, complete it, and pass the gate."""
        self.act(do.Claim(person="dora"), "dora")
        self.record(*outputs)
        self.act(do.Complete(), "dora")
        shown = self.cases.show(self.id)
        role = shown.model.stage(shown.case.stage_id).accountable
        self.act(do.Pass(evidence="seen", role=role), "vera")
        return self

    def to_contract(self) -> "SolarCase":
        """Walk to where financing is offered and the customer may sign."""
        self.open().record(inquiry())
        self.cases.record(self.id, "Customer energy bills", b"bills", _by("sally"))
        self.work(LEAD, ANALYSIS)
        proposal, design, parts = proposed()
        projections = financial_projections(design_sha256=proposal.design_sha256)
        self.record(SITE).work(design, projections, proposal, parts)
        return self.record(offered(proposal))


@contextmanager
def solar_case(*, now: datetime = NOON, address: str = IN_MEMORY) -> Iterator[SolarCase]:
    """Give a case that is not open yet, and a clock that stands still."""
    with opened(address, folder=reference_company(), create=True) as cases:
        yield SolarCase(at(cases, now))


def solar_case_on(store: Store, *, now: datetime = NOON) -> SolarCase:
    """Return a case that is not open yet, on a store; the documents are read once for all."""
    known = streams()
    found = replace(
        on_store(store),
        models=Models(read=company, procedures=procedures, papers=known.papers),
        streams=known,
        ports=known.ports(),
    )
    return SolarCase(at(found, now))


def at(cases: Cases, now: datetime) -> Cases:
    """Return the use cases as they are at a moment, with all stages worked by people."""
    return replace(cases, now=lambda: now, bound=frozenset())


def _by(person: str) -> By:
    return By(actor=person, key=new_key())
