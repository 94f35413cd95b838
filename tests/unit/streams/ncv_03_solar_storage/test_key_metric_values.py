"""What the records measure is what the functions of the stream say, out of the same items."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain

import pytest

from penstock.app.interconnection.recorded import written
from penstock.app.loading import load, reference_company
from penstock.app.measuring.records import read_records
from penstock.casework.financing.choices import Outcome
from penstock.measurement.metrics.facts import RecordedItem, facts_of, items_of
from penstock.measurement.metrics.measuring import measure
from penstock.measurement.metrics.records import MetricRecord
from penstock.streams.ncv_03_solar_storage import figures, figures_of_building, figures_of_sales
from penstock.streams.ncv_03_solar_storage.explaining import whole_bills
from penstock.streams.ncv_03_solar_storage.items import DesignVariants, OnboardingSatisfaction
from penstock.streams.ncv_03_solar_storage.items.permitting import PermitApplications
from penstock.streams.ncv_03_solar_storage.permits import answered, handed_in
from tests.logs import log_of
from tests.solar_cases import ANALYSIS, LEAD
from tests.solar_contract import signed
from tests.solar_sales import customer_proposal, system_design
from tests.unit.streams.ncv_03_solar_storage.built import AGREEMENT, INSTALLED
from tests.unit.streams.ncv_03_solar_storage.stages.test_activation import PERMISSION
from tests.unit.streams.ncv_03_solar_storage.stages.test_inspection import failed_twice
from tests.unit.streams.ncv_03_solar_storage.test_figures import judged
from tests.unit.streams.ncv_03_solar_storage.test_figures_of_building import (
    FIRST,
    GRANTED,
    RETURNED,
)
from tests.unit.streams.ncv_03_solar_storage.test_figures_of_sales import decided

ZONE = "America/New_York"
NOON = datetime(2026, 6, 20, 12, tzinfo=UTC)
RECORDS = {
    each.name: each
    for each in read_records(reference_company(), load(reference_company()).architecture).of(
        "NCV-03"
    )
    if each.stage_id
}
# What was recorded in a case: an item's term, and its versions from the first.
Case = Mapping[str, Iterable[object]]


def measured(name: str, *cases: Case) -> Decimal | None:
    """Return the value of a key metric, before it is scaled, of what cases have recorded."""
    record = RECORDS[name]
    facts = chain.from_iterable(
        _facts(record, f"C-{number}", case) for number, case in enumerate(cases)
    )
    (result,) = measure([replace(record, scale=Decimal(1))], log_of([{}], facts=facts))
    return result.value


def _facts(record: MetricRecord, case_id: str, case: Case) -> Iterable[dict[str, object]]:
    for item in items_of(record):
        for version, value in enumerate(case.get(item, ()), 1):
            recorded = RecordedItem(
                stream_id="NCV-03",
                stage_id=record.stage_id,
                case_id=case_id,
                version=version,
                at=NOON,
                known_at=NOON,
                content=json.loads(written(value)),
            )
            for fact in facts_of(record, item, recorded):
                yield {
                    "metric": fact.metric,
                    "stream": "NCV-03",
                    "stage": record.stage_id,
                    "case_id": case_id,
                    "item": fact.item,
                    "version": version,
                    "part": fact.part,
                    "at": fact.at,
                    "numerator": fact.numerator,
                    "denominator": fact.denominator,
                    "versions": fact.versions,
                }


def test_lead_to_proposal_ratio() -> None:
    versions = [customer_proposal(version=version) for version in (1, 2)]
    cases: list[Case] = [
        {"Qualified lead": [LEAD], "Customer proposal": versions},
        {"Qualified lead": [replace(LEAD, is_qualified=False)]},
    ]

    value = measured("Lead-to-proposal ratio", *cases)

    assert value == figures_of_sales.lead_to_proposal_share([LEAD, LEAD], versions)


def test_analysis_accuracy() -> None:
    bills = [("May", 9_000, 10_000, False), ("June", 11_500, 10_000, False)]
    known = replace(ANALYSIS, lines=whole_bills(bills))
    unknown = replace(ANALYSIS, lines=whole_bills([("May", 9_000, None, False)]))
    item = "Preliminary energy analysis"

    value = measured("Analysis accuracy", {item: [known]}, {item: [unknown]})

    assert float(value or 0) == figures_of_sales.analysis_accuracy_share([known, unknown])


def test_proposal_generation_time() -> None:
    # In North Carolina it is still the evening of the day before.
    late = replace(LEAD, qualified_at=datetime(2026, 11, 21, 3, tzinfo=UTC))
    first = customer_proposal(offered_on=date(2026, 11, 24))
    later = replace(first, version=2, offered_on=date(2026, 12, 24))

    value = measured(
        "Proposal generation time",
        {"Qualified lead": [late], "Customer proposal": [first, later]},
    )

    assert value == figures_of_sales.proposal_generation_days(late, first)


def test_design_efficiency() -> None:
    south = [system_design(variant="south", version=version) for version in (1, 2)]
    east = system_design(variant="east")
    versions = [
        DesignVariants(variants=(south[0],), chosen="south"),
        DesignVariants(variants=(south[1], east), chosen="south"),
    ]

    value = measured("Design efficiency", {"Design variants": versions})

    expected = figures_of_sales.design_efficiency_share([*south, east])
    assert float(value or 0) == pytest.approx(expected)


def test_contract_close_rate() -> None:
    contract, _, _ = signed()
    void = replace(
        contract,
        version=2,
        is_void=True,
        void_because="The design changed.",
        voided_at=contract.signed_at + timedelta(days=1),
    )
    anew = replace(contract, version=3, signed_at=contract.signed_at + timedelta(days=2))
    proposals = [customer_proposal(number=number) for number in ("SOL-1", "SOL-2")]
    cases: list[Case] = [
        {"Customer proposal": [proposals[0]], "Signed contract": [contract, void, anew]},
        {"Customer proposal": [proposals[1]], "Signed contract": [contract, void]},
    ]

    value = measured("Contract close rate", *cases)

    assert value == figures_of_sales.contract_close_share(proposals, [contract, void, anew])


def test_financing_approval_rate() -> None:
    decisions = [
        decided(Outcome.APPROVED, Outcome.DECLINED, Outcome.APPROVED),
        decided(Outcome.NEEDS_MORE, Outcome.DECLINED),
    ]

    value = measured(
        "Financing approval rate", *({"Financing decision": [each]} for each in decisions)
    )

    assert value == figures_of_sales.financing_approval_share(decisions)


def test_permit_approval_time() -> None:
    asked = handed_in(None, replace(FIRST, answers=()))
    returned = answered(asked, authority="Greensboro", kind="building", answer=RETURNED)
    again = handed_in(returned, replace(FIRST, submitted_on=date(2026, 5, 11), answers=()))
    waiting = handed_in(again, replace(FIRST, kind="electrical", answers=()))
    granted = answered(waiting, authority="Greensboro", kind="building", answer=GRANTED)
    versions: list[PermitApplications] = [asked, returned, again, waiting, granted]

    value = measured("Permit approval time", {"Permit applications": versions})

    (days,) = figures_of_building.permit_approval_days(versions).values()
    assert value == days


def test_interconnection_queue_time() -> None:
    applied_at = AGREEMENT.tendered_at - timedelta(days=12, hours=12)
    agreement = replace(AGREEMENT, applied_at=applied_at)

    value = measured(
        "Interconnection queue time", {"Approved interconnection agreement": [agreement]}
    )

    assert value == figures_of_building.interconnection_queue_days(applied_at, agreement)


def test_what_installed_systems_say() -> None:
    late, prompt = (replace(INSTALLED, lines_in_time=each, lines_due=4) for each in (1, 4))
    hurt = replace(prompt, quality_percent=Decimal(81), incidents=3, recordable_incidents=1)
    built = [late, hurt]
    cases = [{"Installed DG/storage system": [each]} for each in built]

    delivery, quality, incidents = (
        measured(name, *cases)
        for name in ("On-time delivery", "Installation quality", "Safety incidents")
    )

    assert delivery == figures_of_building.on_time_delivery_share(built)
    assert quality == figures_of_building.mean_installation_quality_percent(built)
    assert incidents == figures_of_building.safety_incidents(built)[0]


def test_inspection_pass_rate() -> None:
    results, _ = failed_twice()
    third = replace(results[0], has_passed=True, findings=(), attempt=3)
    visits = [*results, third]

    value = measured("Inspection pass rate", {"Inspection result": visits})

    assert float(value or 0) == figures.inspection_pass_share(visits)


def test_time_from_install_to_permission() -> None:
    value = measured(
        "Time from install to PTO",
        {"Installed DG/storage system": [INSTALLED], "Permission to operate (PTO)": [PERMISSION]},
    )

    expected = figures.install_to_permission_days(INSTALLED, PERMISSION, zone=ZONE)
    assert float(value or 0) == pytest.approx(expected)


def test_onboarding_satisfaction() -> None:
    answers = [
        OnboardingSatisfaction(score=score, words="", asked_at=NOON, asked_by="Eve")
        for score in (9, 4)
    ]

    value = measured(
        "Onboarding satisfaction", *({"Onboarding satisfaction": [each]} for each in answers)
    )

    assert float(value or 0) == figures.mean_satisfaction(answers)


def test_system_uptime() -> None:
    systems = [judged(off_h=3), judged()]

    value = measured("System uptime", *({"First days": [each]} for each in systems))

    assert float(value or 0) == pytest.approx(figures.system_uptime_share(systems), abs=1e-9)
