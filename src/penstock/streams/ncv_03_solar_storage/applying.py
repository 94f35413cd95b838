"""From a signed design to the application that every customer of the utility hands in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from penstock.casework.interconnection import (
    Answer,
    Applicant,
    ApplicationForm,
    BatteryUnit,
    Installer,
    InverterUnit,
    Project,
    ServiceAccount,
    SignedBy,
    Technology,
)
from penstock.streams.ncv_03_solar_storage.items import (
    ApprovedInterconnectionAgreement,
    CustomerInquiry,
    SiteSpecifics,
    SystemDesign,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfApplication:
    """What stands on no drawing and in no contract.

    Args:
        meter: The number on the meter's face.
        account: On the electric bill; empty for the one of the inquiry.
        ul_1741_sb_certificate: Of the inverter.
        inverter_manufacturer: Empty for what stands before the colon of the design's inverter.
        export_control: What keeps an export limit.
        installer: Who builds it.
        installer_licence: The contractor's licence.
        signed_by: Who signs for the customer.
        signed_on: When.
        in_service_on: From which day it shall run.
    """

    meter: str = ""
    account: str = ""
    ul_1741_sb_certificate: str = ""
    inverter_manufacturer: str = ""
    export_control: str = ""
    installer: str = "Advanced Energy Solutions (AES)"
    installer_licence: str = ""
    signed_by: str = ""
    signed_on: date | None = None
    in_service_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The SHA-256 of both drawings that an application names."""

    one_line_sha256: str
    site_plan_sha256: str


def form_of(
    said: SaidOfApplication,
    inquiry: CustomerInquiry,
    design: SystemDesign,
    site: SiteSpecifics,
    drawn: Drawn,
) -> ApplicationForm:
    """Return the application, complete or not."""
    return ApplicationForm(
        applicant=Applicant(name=inquiry.name, email=inquiry.email, phone=inquiry.phone),
        service=ServiceAccount(
            account=said.account or inquiry.account_id,
            meter=said.meter,
            premise=inquiry.premise,
            service_voltage_v=int(site.service_voltage_v),
            phases=site.service_phases,
        ),
        project=_project(said, design, drawn),
        installer=Installer(name=said.installer, licence=said.installer_licence),
        signature=SignedBy(name=said.signed_by, on=said.signed_on),
        in_service_on=said.in_service_on,
    )


def agreement_of(answer: Answer) -> ApprovedInterconnectionAgreement | None:
    """Return the agreement that the utility answered with; None where there is none yet."""
    terms, tendered_at = answer.terms, answer.tendered_at
    if terms is None or tendered_at is None:
        return None
    return ApprovedInterconnectionAgreement(
        request_id=answer.request,
        capacity_kw_ac=terms.capacity_kw_ac,
        export_limit_kw=terms.export_limit_kw,
        settings=terms.settings,
        conditions=terms.conditions,
        witness_test=terms.witness_test,
        valid_until=terms.valid_until,
        tendered_at=tendered_at,
        basis=answer.basis,
        applied_at=answer.received_at,
    )


def _project(said: SaidOfApplication, design: SystemDesign, drawn: Drawn) -> Project:
    battery = design.battery
    technology = Technology.SOLAR_AND_STORAGE if battery else Technology.SOLAR
    return Project(
        technology=technology,
        capacity_kw_ac=design.power_kw_ac,
        capacity_kw_dc=design.power_kw_dc,
        inverters=(_inverter(said, design),),
        battery=BatteryUnit(
            model=battery.name, usable_kwh=battery.usable_kwh, power_kw=battery.power_kw
        )
        if battery
        else None,
        export_limit_kw=design.export_limit_kw,
        export_control=said.export_control,
        one_line_sha256=drawn.one_line_sha256,
        site_plan_sha256=drawn.site_plan_sha256,
    )


def _inverter(said: SaidOfApplication, design: SystemDesign) -> InverterUnit:
    before, colon, after = design.inverter.partition(":")
    maker, model = (before, after) if colon else (before.split(" ", 1)[0], before)
    rated_kw = design.power_kw_ac / Decimal(design.inverter_count)
    return InverterUnit(
        manufacturer=said.inverter_manufacturer or maker.strip(),
        model=model.strip(),
        count=design.inverter_count,
        rated_kw_ac=rated_kw,
        ul_1741_sb_certificate=said.ul_1741_sb_certificate,
    )
