"""Applications to connect generation, for tests."""

from datetime import date
from decimal import Decimal

from penstock.casework.interconnection import (
    Applicant,
    ApplicationForm,
    Installer,
    InverterUnit,
    Project,
    ServiceAccount,
    SignedBy,
    Technology,
)

COMPLETE = ApplicationForm(
    applicant=Applicant(name="Ada Moreno", email="ada.moreno@example.com", phone="530 555 0147"),
    service=ServiceAccount(
        account="QE-204-5518",
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
