"""From an inspector who fails it to a trained customer, on every store, by the acts themselves."""

import json
from dataclasses import asdict, replace

import pytest

from penstock.app.cases.binding import streams
from penstock.app.cases.models import Models
from penstock.app.items.form import form_of
from penstock.delivery import commands as do
from penstock.delivery.items import item_type
from penstock.delivery.ports import Store
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.consent.changing import revoked
from penstock.streams.ncv_03_solar_storage.items.activation import Topic
from penstock.streams.ncv_03_solar_storage.stages.onboarding import documents_for
from tests.unit.app.cases.bench import NOON, Bench, cases, company
from tests.unit.streams.ncv_03_solar_storage.built import (
    AGREEMENT,
    DESIGN,
    INSTALLED,
    MATERIALS,
    PERMITS,
    measured,
)
from tests.unit.streams.ncv_03_solar_storage.stages.test_enrolment import CONSENT
from tests.unit.streams.ncv_03_solar_storage.stages.test_handover import SITE
from tests.unit.streams.ncv_03_solar_storage.telemetry import SERIAL, file

CASE = "SOL-1"
REAL = {
    "Site specifics": SITE,
    "System design": DESIGN,
    "Bill of materials": MATERIALS,
    "Approved permits": PERMITS,
    "Approved interconnection agreement": AGREEMENT,
    "Installed DG/storage system": INSTALLED,
}


@pytest.fixture
def bench(store: Store) -> Bench:
    """Return a case that stands in NCV-03.6, with what its acts read as real values."""
    found = streams()
    models = Models(read=company, papers=found.papers)
    plain = Bench(replace(cases(store), models=models))
    plain.open(case_id=CASE, customer="C-1", premise="P-1", account="A-1")
    plain.attest_entry(CASE)
    for _ in range(5):
        plain.work_stage(CASE)
    bench = Bench(replace(plain.cases, streams=found, ports=found.ports()), acts=1000)
    for name, value in REAL.items():
        kind = item_type(type(value))
        assert kind is not None
        content = form_of(kind).write(value, item=name)
        bench.cases.record(CASE, name, content, bench.by())
    return bench


def _do(bench: Bench, act: str, said: object = None, *, attached: bytes | None = None) -> None:
    words = b"" if said is None else json.dumps(said, default=str).encode()
    bench.cases.do(CASE, act, bench.by(), said=words, attached=attached)


def _read(bench: Bench, item: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(bench.cases.content(CASE, item))
    return found


def _visit(day: int, *findings: str) -> dict[str, object]:
    return {
        "authority": "Ravenna County",
        "inspector": "Ada",
        "permit": "E-17",
        "inspected_on": f"2026-06-{day}",
        "has_passed": not findings,
        "findings": [{"code": "NEC 690.56(C)", "words": each} for each in findings],
    }


def _cure(day: int) -> dict[str, object]:
    return {"cured_on": f"2026-06-{day}", "hours": "1.5", "cents": 23_750, "words": "Labelled."}


def _measured(*, modules: int = 11) -> dict[str, object]:
    said = asdict(measured(first_string_modules=modules))
    return said | {"measured_at": "2026-06-15T16:00:00+00:00"}


def _inspected(bench: Bench) -> None:
    _do(bench, "inspect", _visit(12, "No label."))
    _do(bench, "cure", _cure(13))
    _do(bench, "inspect", _visit(14, "Still no label."))
    _do(bench, "cure", _cure(15))
    _do(bench, "inspect", _visit(16))


def _permitted(bench: Bench) -> None:
    _inspected(bench)
    _do(bench, "commission", _measured())
    signed = {"signed_by": "Ivo", "signed_on": "2026-06-16", "installer_licence": "NC-EL-4711"}
    _do(bench, "completion-certificate", signed)
    granted = {
        "request_id": "IC-7",
        "granted_at": "2026-06-18T14:00:00+00:00",
        "effective_on": "2026-06-22",
    }
    _do(bench, "permission", granted)


def _passed(bench: Bench) -> None:
    bench.act(CASE, do.Claim(person=bench.actor), do.Complete())
    bench.act(CASE, do.Pass(role="", evidence="all seen"))


def _activated(bench: Bench) -> None:
    _permitted(bench)
    _passed(bench)
    _do(bench, "energise", {"energised_at": "2026-06-22T13:00:00+00:00"})
    platform = {"source": "mqtt://broker/site/SOL-1", "serials": [SERIAL]}
    _do(bench, "connect-monitoring", platform, attached=file())
    _do(bench, "first-days")


def test_an_inspector_who_fails_it_twice_loses_nothing_and_is_paid_for(bench: Bench) -> None:
    _inspected(bench)

    passed = _read(bench, "Passed inspection")
    assert (passed["attempts"], passed["rework_cents"]) == (3, 47_500)
    case = bench.cases.case(CASE)
    assert case.items["Inspection result"].version == 3


def test_a_system_that_fails_its_tests_cannot_be_completed(bench: Bench) -> None:
    _inspected(bench)

    _do(bench, "commission", _measured(modules=10))

    assert not bench.cases.case(CASE).has("Commissioning report")
    verdicts = _read(bench, "Commissioning tests")["verdicts"]
    assert "One module is missing" in json.dumps(verdicts)


def test_a_case_comes_from_inspection_to_a_trained_customer(bench: Bench) -> None:
    _activated(bench)
    _do(bench, "handover-packet")
    for kind in documents_for(DESIGN):
        _do(bench, "hand-over", {"kind": kind, "name": kind}, attached=b"%PDF-1.7 " + kind.encode())
    for topic in Topic:
        _do(bench, "train", {"topic": topic, "trained_on": "2026-07-02", "learner": "Mia"})
    _do(bench, "satisfaction", {"score": 9, "words": "Quick."})
    _passed(bench)

    assert bench.cases.content(CASE, "Handover packet").startswith(b"%PDF-")
    assert _read(bench, "Activated system")["uptime_percent"] == "100.0"
    assert bench.attest_exit(CASE).status == "closed"


def test_a_consent_revoked_after_enrolment_ends_it_in_the_case(bench: Bench, store: Store) -> None:
    store.consents.keep(replace(CONSENT, end=NOON.replace(year=2028)), words="I agree.")
    _activated(bench)
    _do(bench, "enrol", {"reserve_percent": "30"})
    kept = store.consents.versions("CO-9")[-1]
    store.consents.keep(revoked(kept, at=NOON))

    _do(bench, "check-enrolment")

    ended = _read(bench, "Aggregation enrolment")
    assert "consent CO-9 was taken back" in str(ended["ended_because"])
    assert ended["consent_id"] == "CO-9"


def test_without_a_consent_of_its_own_the_system_is_activated_and_not_enrolled(
    bench: Bench,
) -> None:
    _activated(bench)

    with pytest.raises(ActRefusedError, match="has given no consent to der_program"):
        _do(bench, "enrol")

    assert not bench.cases.case(CASE).has("Aggregation enrolment")


def test_telemetry_of_another_site_is_refused_and_changes_nothing(bench: Bench) -> None:
    _permitted(bench)
    _passed(bench)
    _do(bench, "energise", {"energised_at": "2026-06-22T13:00:00+00:00"})
    before = bench.cases.case(CASE).version

    with pytest.raises(ActRefusedError, match="device of another site"):
        _do(
            bench,
            "connect-monitoring",
            {"source": "file", "serials": [SERIAL]},
            attached=file(serial="SN-9"),
        )

    assert bench.cases.case(CASE).version == before
