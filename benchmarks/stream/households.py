"""Customers who are all different: each with a use, a roof and a name of their own."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from penstock.app.cases import By, new_key
from penstock.app.cases.usecases import Cases
from penstock.app.items.form import form_of
from penstock.delivery import commands as do
from penstock.delivery.items import item_type
from penstock.streams.ncv_03_solar_storage.items import CustomerProposal

ENERGY = Path(__file__).resolve().parents[2] / "examples" / "energy"
ROWS = (ENERGY / "greensboro-bills.csv").read_text(encoding="utf-8").splitlines()
ROOF = json.loads((ENERGY / "roof.json").read_text(encoding="utf-8"))


def begin(cases: Cases, number: int) -> str:
    """Open a case with its inquiry and bills, and return its id; every second wants a battery."""
    case_id, name = f"B-{number:05}", f"Customer {number}"
    said = {
        "name": name,
        "email": f"c{number}@example.com",
        "premise": f"{number} Example Lane",
        "battery_wanted": number % 2 == 0,
        "received_at": cases.now().isoformat(),
    }
    cases.open("NCV-03", _by("sally"), case_id=case_id, product="NONREG-DG-001", customer=name)
    for criterion in cases.show(case_id).model.entry_criteria:
        cases.act(case_id, do.Attest(criterion=criterion, evidence="call"), _by("sally"))
    _record(cases, case_id, "Customer inquiry", json.dumps(said).encode())
    _record(cases, case_id, "Customer energy bills", "\n".join(_bills(number)).encode())
    return case_id


def survey(cases: Cases, case_id: str, number: int) -> None:
    """Pass the lead, and record a roof of its own."""
    _pass(cases, case_id)
    # Nobody else's: each roof is laid out anew.
    roof = ROOF | {"roof": f"{number} Example Lane"}
    said = {
        "roof_json": json.dumps(roof),
        "main_panel_rating_a": "175",
        "busbar_rating_a": "225",
    }
    _record(cases, case_id, "Site specifics", json.dumps(said).encode())


def contract(cases: Cases, case_id: str) -> None:
    """Pass the design, and have the proposal financed, accepted and signed."""
    _pass(cases, case_id)
    proposal = _value(cases, case_id, CustomerProposal)
    _do(cases, case_id, "offer-financing", "sally", {})
    accepted = {
        "proposal_version": proposal.version,
        "pdf_sha256": proposal.pdf_sha256,
        "agrees_to_electronic": True,
        "typed_name": proposal.customer,
        "detail": "driving licence",
    }
    _do(cases, case_id, "approve", "sally", accepted)
    today = date.today()  # noqa: DTZ011  # a benchmark is of today
    closed = {
        "typed_name": "Carl Counsel",
        "installation_by": str(today + timedelta(days=70)),
        "operation_by": str(today + timedelta(days=110)),
    }
    _do(cases, case_id, "sign-contract", "carl", closed)


def _bills(number: int) -> Iterator[str]:
    yield ROWS[0]
    for row in ROWS[1:]:
        start, end, kwh, cost = row.split(",")
        share = 0.8 + (number % 97) / 200
        yield f"{start},{end},{float(kwh) * share:.1f},{float(cost) * share:.2f}"


def _pass(cases: Cases, case_id: str) -> None:
    shown = cases.show(case_id)
    role = shown.model.stage(shown.case.stage_id).accountable
    cases.act(case_id, do.Pass(evidence="seen", role=role), _by("vera"))


def _do(cases: Cases, case_id: str, act: str, person: str, said: Mapping[str, object]) -> None:
    cases.do(case_id, act, _by(person), said=json.dumps(said).encode() if said else b"")


def _record(cases: Cases, case_id: str, item: str, content: bytes) -> None:
    cases.record(case_id, item, content, _by("sally"))


def _value(cases: Cases, case_id: str, of: type[CustomerProposal]) -> CustomerProposal:
    kind = item_type(of)
    assert kind is not None
    content = cases.content(case_id, "Customer proposal")
    found = form_of(kind).read(content, item="Customer proposal")
    assert isinstance(found, of)
    return found


def _by(person: str) -> By:
    return By(actor=person, key=new_key())
