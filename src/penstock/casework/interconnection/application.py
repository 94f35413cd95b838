"""The application to connect generation and storage, as every applicant fills it in.

Fields follow the forms of FERC's small generator interconnection procedures (order 792, attachments
2 and 5), with the certificate to UL 1741 supplement B and the export limit that IEEE 1547-2018 has
brought. Nothing in it tells whether the applicant belongs to the company.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Technology(StrEnum):
    """What makes or keeps the energy."""

    SOLAR = "solar"
    STORAGE = "storage"
    SOLAR_AND_STORAGE = "solar and storage"

    @property
    def has_solar(self) -> bool:
        """Tell whether modules are part of it."""
        return self is not Technology.STORAGE

    @property
    def has_storage(self) -> bool:
        """Tell whether a battery is part of it."""
        return self is not Technology.SOLAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who asks, and how to reach them.

    Args:
        name: A person or a company.
        email: For notices.
        phone: For questions.
    """

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAccount:
    """Where it is to be connected, as the utility's bill names it.

    Args:
        account: The number of the account.
        meter: The number on the meter's face.
        premise: The address.
        service_voltage_v: Between the lines of the service. [V]
        phases: 1 or 3.
    """

    account: str = ""
    meter: str = ""
    premise: str = ""
    service_voltage_v: int | None = None
    phases: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InverterUnit:
    """Inverters of one model.

    Args:
        manufacturer: Who makes it.
        model: As on the nameplate.
        count: How many.
        rated_kw_ac: Nameplate of each. [kW]
        ul_1741_sb_certificate: The number of the certificate to UL 1741 supplement B.
    """

    manufacturer: str = ""
    model: str = ""
    count: int = 0
    rated_kw_ac: Decimal | None = None
    ul_1741_sb_certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryUnit:
    """What keeps energy, all units together.

    Args:
        model: Manufacturer and model.
        usable_kwh: What can be taken from it. [kWh]
        power_kw: The most it gives and takes. [kW]
    """

    model: str = ""
    usable_kwh: Decimal | None = None
    power_kw: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What is to be connected.

    Args:
        technology: What makes or keeps the energy.
        capacity_kw_ac: Nameplate at the inverters' output. [kW]
        capacity_kw_dc: Modules at standard test conditions; None where there are none. [kW]
        inverters: By model.
        battery: None where there is none.
        export_limit_kw: The most that shall flow out; None where nothing limits it. [kW]
        export_control: By what that is kept, such as a certified power control system.
        one_line_sha256: Of the one-line diagram that is attached, in hexadecimal digits.
        site_plan_sha256: Of the site plan.
    """

    technology: Technology | None = None
    capacity_kw_ac: Decimal | None = None
    capacity_kw_dc: Decimal | None = None
    inverters: tuple[InverterUnit, ...] = ()
    battery: BatteryUnit | None = None
    export_limit_kw: Decimal | None = None
    export_control: str = ""
    one_line_sha256: str = ""
    site_plan_sha256: str = ""

    @property
    def is_certified(self) -> bool:
        """Tell whether every inverter names its certificate."""
        return bool(self.inverters) and all(
            each.ul_1741_sb_certificate.strip() for each in self.inverters
        )

    @property
    def export_kw(self) -> Decimal:
        """Return the most that may flow out: the limit, or the whole capacity [kW]."""
        capacity = self.capacity_kw_ac or Decimal(0)
        return capacity if self.export_limit_kw is None else min(capacity, self.export_limit_kw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installer:
    """Who builds it, and by which licence."""

    name: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """Who has signed the application, and when."""

    name: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationForm:
    """An application, complete or not.

    Args:
        applicant: Who asks.
        service: Where.
        project: What.
        installer: Who builds it.
        signature: Who has signed it.
        in_service_on: When it shall begin to run.
    """

    applicant: Applicant = field(default_factory=Applicant)
    service: ServiceAccount = field(default_factory=ServiceAccount)
    project: Project = field(default_factory=Project)
    installer: Installer = field(default_factory=Installer)
    signature: SignedBy = field(default_factory=SignedBy)
    in_service_on: date | None = None
