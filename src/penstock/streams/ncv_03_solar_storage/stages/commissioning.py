"""NCV-03.6: commissioning, the certificate of completion, and permission to operate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from annotated_types import MinLen

from penstock.casework.interconnection import CompletionForm, Inspection, SignedBy, not_yet
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.engineering.commissioning.errors import CommissioningError
from penstock.engineering.commissioning.judging import Readings, has_passed, judged
from penstock.streams.ncv_03_solar_storage.inspecting import HERE
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningReport,
    CommissioningTests,
    CompletionCertificate,
    Instrument,
    PassedInspection,
    PermissionToOperatePto,
)
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import InstalledDgStorageSystem
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement,
)
from penstock.streams.ncv_03_solar_storage.under_test import (
    certified_readings,
    certified_settings,
    system_under_test,
    terms_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured on site, and with what."""

    measured_at: datetime
    instruments: Annotated[tuple[Instrument, ...], MinLen(1)]
    readings: Readings


@stage_act(HERE, "commission")
def commission(  # noqa: PLR0913, PLR0917  # it rests on all of these items
    said: Measured,
    design: SystemDesign,
    agreement: ApprovedInterconnectionAgreement,
    installed: InstalledDgStorageSystem,
    earlier: tuple[CommissioningTests, ...],
    case: CaseFacts,
    now: datetime,
) -> tuple[CommissioningTests, CommissioningReport | None]:
    """Judge what was measured at the finished system; only what passes as a whole is reported."""
    _require_measurable(said, installed, now=now)
    try:
        verdicts = judged(system_under_test(design, agreement), said.readings)
    except CommissioningError as error:
        raise ActRefusedError(str(error)) from error
    tests = CommissioningTests(
        attempt=len(earlier) + 1,
        measured_at=said.measured_at,
        measured_by=case.person,
        instruments=said.instruments,
        verdicts=verdicts,
        design_version=design.version,
    )
    return tests, _report(tests, said) if has_passed(verdicts) else None


def _require_measurable(
    said: Measured, installed: InstalledDgStorageSystem, *, now: datetime
) -> None:
    if not installed.completed_at <= said.measured_at <= now:
        raise ActRefusedError(
            f"measured_at is {said.measured_at}; expected a moment between "
            f"{installed.completed_at}, when the system was completed, and now."
        )
    expired = [
        f"{each.name} {each.serial} until {each.calibrated_until}"
        for each in said.instruments
        if each.calibrated_until < said.measured_at.date()
    ]
    if expired:
        raise ActRefusedError(
            f"The calibration of instruments had ended: {', '.join(expired)}. Measure again with "
            "others."
        )


def _report(tests: CommissioningTests, said: Measured) -> CommissioningReport:
    return CommissioningReport(
        attempt=tests.attempt,
        commissioned_at=tests.measured_at,
        commissioned_by=tests.measured_by,
        instruments=tests.instruments,
        verdicts=tests.verdicts,
        settings=said.readings.settings,
        design_version=tests.design_version,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """Who certifies that the system is complete."""

    signed_by: Annotated[str, MinLen(1)]
    signed_on: date
    installer_licence: Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finished:
    """Everything that a certificate is made of."""

    design: SystemDesign
    installed: InstalledDgStorageSystem
    inspection: PassedInspection
    report: CommissioningReport
    agreement: ApprovedInterconnectionAgreement


@stage_act(HERE, "completion-certificate")
def completion_certificate(  # noqa: PLR0913, PLR0917  # it rests on all of these items
    said: Certified,
    design: SystemDesign,
    materials: BillOfMaterials,
    installed: InstalledDgStorageSystem,
    inspection: PassedInspection,
    report: CommissioningReport,
    tests: CommissioningTests,
    agreement: ApprovedInterconnectionAgreement,
) -> CompletionCertificate:
    """Certify to the utility what was built, inspected and measured, or tell all that lacks."""
    if not tests.has_passed:
        raise ActRefusedError(
            f"The tests of {tests.measured_at.date()} did not pass: {_open(tests)}. Commission "
            "again before certifying."
        )
    finished = _Finished(
        design=design,
        installed=installed,
        inspection=inspection,
        report=report,
        agreement=agreement,
    )
    form = _form(said, finished, serials=_inverter_serials(materials, installed))
    # Whether the utility has watched the test is for the utility to say.
    if lacking := not_yet(form, terms_of(agreement), witnessed=True):
        raise ActRefusedError(f"The utility would refuse this certificate: {'; '.join(lacking)}.")
    return CompletionCertificate(
        request_id=agreement.request_id,
        form=form,
        tests_passed=len(report.verdicts),
        installer_licence=said.installer_licence,
    )


def _open(tests: CommissioningTests) -> str:
    return "; ".join(f"{each.test} of {each.subject}: {each.reason}" for each in tests.open_points)


def _form(said: Certified, of: _Finished, *, serials: tuple[str, ...]) -> CompletionForm:
    return CompletionForm(
        capacity_kw_ac=of.design.power_kw_ac,
        serial_numbers=serials,
        settings=certified_settings(of.report, of.agreement),
        inspection=Inspection(
            authority=of.inspection.authority,
            inspected_on=of.inspection.passed_on,
            has_passed=True,
            certificate=of.inspection.permit,
        ),
        readings=certified_readings(of.report),
        completed_on=of.installed.completed_at.date(),
        signature=SignedBy(name=said.signed_by, on=said.signed_on),
    )


def _inverter_serials(
    materials: BillOfMaterials, installed: InstalledDgStorageSystem
) -> tuple[str, ...]:
    inverters = {each.part_number for each in materials.lines if each.kind == "inverter"}
    return tuple(each.serial_number for each in installed.serials if each.part_number in inverters)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantedPermission:
    """What the utility's letter of permission says."""

    request_id: Annotated[str, MinLen(1)]
    granted_at: datetime
    effective_on: date
    conditions: tuple[str, ...] = ()
    number: str = ""
    meter_exchanged_on: date | None = None


@stage_act(HERE, "permission")
def permission(
    said: GrantedPermission,
    certificate: CompletionCertificate,
    agreement: ApprovedInterconnectionAgreement,
    now: datetime,
) -> PermissionToOperatePto:
    """Record the utility's permission to operate, where it comes by letter and not by the case."""
    if said.request_id != certificate.request_id:
        raise ActRefusedError(
            f"The permission is of request {said.request_id}; this system was certified for "
            f"{certificate.request_id}. Look which of the two letters this is."
        )
    if said.granted_at > now or said.effective_on < said.granted_at.date():
        raise ActRefusedError(
            f"The permission was granted at {said.granted_at} and counts from {said.effective_on}: "
            "it cannot be granted in the future, nor count before it was granted."
        )
    return PermissionToOperatePto(
        request_id=said.request_id,
        granted_at=said.granted_at,
        effective_on=said.effective_on,
        capacity_kw_ac=agreement.capacity_kw_ac,
        export_limit_kw=agreement.export_limit_kw,
        conditions=said.conditions or tuple(each.what for each in agreement.conditions),
        number=said.number,
        meter_exchanged_on=said.meter_exchanged_on,
    )
