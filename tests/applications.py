"""Applications to connect generation, for tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from penstock.casework.interconnection import (
    AgreementTerms,
    Applicant,
    ApplicationForm,
    CommissioningReadings,
    CompletionForm,
    Inspection,
    Installer,
    InverterUnit,
    Project,
    ServiceAccount,
    Setting,
    SignedBy,
    Technology,
)

# Of a home behind a transformer of its own neighbourhood: every screen passes.
COMPLETE = ApplicationForm(
    applicant=Applicant(name="Ada Moreno", email="ada.moreno@example.com", phone="530 555 0147"),
    service=ServiceAccount(
        account="QE-20-1",
        meter="M-20-1",
        premise="18 Alder Court, Quantum Falls",
        service_voltage_v=240,
        phases=1,
    ),
    project=Project(
        technology=Technology.SOLAR,
        capacity_kw_ac=Decimal("7.6"),
        capacity_kw_dc=Decimal("8.8"),
        inverters=(
            InverterUnit(
                manufacturer="SolarEdge Technologies",
                model="SE7600H-US",
                count=1,
                rated_kw_ac=Decimal("7.6"),
                ul_1741_sb_certificate="CSA 80107152-SB",
            ),
        ),
        one_line_sha256="1" * 64,
        site_plan_sha256="2" * 64,
    ),
    installer=Installer(name="Sun Works", licence="C-46 101443"),
    signature=SignedBy(name="Ada Moreno", on=date(2026, 11, 18)),
    in_service_on=date(2027, 3, 1),
)

TERMS = AgreementTerms(
    capacity_kw_ac=Decimal("7.6"),
    export_limit_kw=Decimal(5),
    settings=(
        Setting(
            function="volt-var",
            value="0.92:44 0.98:0 1.02:0 1.08:-44",
            source="IEEE 1547-2018, 5.3.3, table 8",
        ),
    ),
    conditions=(),
    witness_test=False,
    valid_until=date(2027, 12, 1),
)

FINISHED = CompletionForm(
    capacity_kw_ac=Decimal("7.6"),
    serial_numbers=("7E-1001",),
    settings=TERMS.settings,
    inspection=Inspection(
        authority="Quantum Falls Building Department",
        inspected_on=date(2027, 2, 24),
        has_passed=True,
        certificate="B-2027-118",
    ),
    readings=CommissioningReadings(
        ceases_within_s=Decimal("0.16"),
        enters_service_after_s=Decimal(300),
        export_kw=Decimal("4.9"),
    ),
    completed_on=date(2027, 2, 22),
    signature=SignedBy(name="Rui Costa", on=date(2027, 2, 25)),
)


def of_a_shop(*, kw: str, meter: str = "M-74-1") -> ApplicationForm:
    """Return a complete application of a shop, where screens have something to say."""
    inverter = replace(
        COMPLETE.project.inverters[0],
        model="SE100KUS",
        rated_kw_ac=Decimal(kw),
    )
    return replace(
        COMPLETE,
        service=ServiceAccount(
            account=meter.replace("M", "QE"),
            meter=meter,
            premise="400 Mill Road, Quantum Falls",
            service_voltage_v=480,
            phases=3,
        ),
        project=replace(
            COMPLETE.project,
            capacity_kw_ac=Decimal(kw),
            capacity_kw_dc=Decimal(kw),
            inverters=(inverter,),
        ),
    )
