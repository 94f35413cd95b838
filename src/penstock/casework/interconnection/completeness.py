"""What an application lacks, or says twice and differently: every reason, with what to do."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from penstock.casework.interconnection.application import (
    Applicant,
    ApplicationForm,
    BatteryUnit,
    InverterUnit,
    Project,
    ServiceAccount,
)

_SHA256 = re.compile(r"[0-9a-f]{64}")
# Services that a distribution utility of North America gives; ANSI C84.1-2020, table 1.
_SERVICES = {1: (120, 240, 208), 3: (208, 240, 480, 600, 4160, 12470, 13200)}
# Nameplates are rounded; a hundredth is no contradiction.
_ROUNDING = Decimal("0.01")
# More modules than that for an inverter is a slip of the pen and no design.
_MOST_DC_PER_AC = Decimal(2)


def missing(form: ApplicationForm, *, on: date | None = None) -> tuple[str, ...]:
    """Return everything that keeps an application from being complete; nothing if it is.

    Args:
        form: The application.
        on: The day it is looked at, by which its signature must not lie ahead; None to leave
            that out.
    """
    return (
        *_applicant(form.applicant),
        *_service(form.service),
        *_project(form.project),
        *_inverters(form.project),
        *_storage(form.project),
        *_export(form.project),
        *_drawings(form.project),
        *_installer(form),
        *_dates(form, on),
    )


def _applicant(applicant: Applicant) -> Iterator[str]:
    if not applicant.name.strip():
        yield "applicant.name is missing: write the person or company that asks to be connected"
    if not (applicant.email.strip() or applicant.phone.strip()):
        yield "applicant.email and applicant.phone are missing: give one of them, for notices"
    elif applicant.email and "@" not in applicant.email:
        yield f"applicant.email is “{applicant.email[:80]}”, which is no address"


def _service(service: ServiceAccount) -> Iterator[str]:
    for name, value, where in (
        ("account", service.account, "it stands on the first page of the electric bill"),
        ("meter", service.meter, "it stands on the meter's face and on the bill"),
        ("premise", service.premise, "write the address of the service"),
    ):
        if not value.strip():
            yield f"service.{name} is missing: {where}"
    if service.phases not in _SERVICES:
        found = "is missing" if service.phases is None else f"is {service.phases}"
        yield f"service.phases {found}: write 1 or 3"
    elif service.service_voltage_v not in _SERVICES[service.phases]:
        known = ", ".join(map(str, _SERVICES[service.phases]))
        found = "is missing" if service.service_voltage_v is None else f"is {_volts(service)}"
        yield (
            f"service.service_voltage_v {found}: a service of {service.phases} phase"
            f"{'s' if service.phases > 1 else ''} has one of {known} V"
        )


def _volts(service: ServiceAccount) -> str:
    return f"{service.service_voltage_v} V"


def _project(project: Project) -> Iterator[str]:
    if project.technology is None:
        yield "project.technology is missing: write solar, storage, or solar and storage"
    if _is_no_power(project.capacity_kw_ac):
        yield _power("project.capacity_kw_ac", project.capacity_kw_ac, "nameplate of all inverters")
    if project.technology and not project.technology.has_solar:
        if project.capacity_kw_dc is not None:
            yield "project.capacity_kw_dc is stated, but storage has no modules: leave it out"
        return
    if project.technology and _is_no_power(project.capacity_kw_dc):
        yield _power("project.capacity_kw_dc", project.capacity_kw_dc, "power of all modules")
    elif project.capacity_kw_dc and project.capacity_kw_ac and project.capacity_kw_ac > 0:
        ratio = project.capacity_kw_dc / project.capacity_kw_ac
        if ratio > _MOST_DC_PER_AC:
            yield (
                f"project.capacity_kw_dc is {project.capacity_kw_dc} kW, {ratio:.1f} times the "
                f"inverters' {project.capacity_kw_ac} kW: correct one of them"
            )


def _inverters(project: Project) -> Iterator[str]:
    if not project.inverters:
        yield "project.inverters is missing: name manufacturer, model, number and certificate"
        return
    for place, each in enumerate(project.inverters):
        yield from _inverter(f"project.inverters[{place}]", each)
    ratings = [each.rated_kw_ac for each in project.inverters]
    if project.capacity_kw_ac is None or any(each is None for each in ratings):
        return
    total = sum((each.rated_kw_ac or Decimal(0)) * each.count for each in project.inverters)
    if abs(total - project.capacity_kw_ac) > _ROUNDING * project.capacity_kw_ac:
        yield (
            f"project.capacity_kw_ac is {project.capacity_kw_ac} kW, but the inverters have "
            f"{total} kW together: correct one of them"
        )


def _inverter(where: str, unit: InverterUnit) -> Iterator[str]:
    if not unit.manufacturer.strip() or not unit.model.strip():
        yield f"{where} lacks manufacturer or model: copy both from the nameplate"
    if unit.count < 1:
        yield f"{where}.count is {unit.count}: write how many there are"
    if _is_no_power(unit.rated_kw_ac):
        yield _power(f"{where}.rated_kw_ac", unit.rated_kw_ac, "nameplate of one inverter")
    if not unit.ul_1741_sb_certificate.strip():
        yield (
            f"{where}.ul_1741_sb_certificate is missing: give the number of its certificate to "
            "UL 1741 supplement B, by which it is known to do what IEEE 1547-2018 asks"
        )


def _storage(project: Project) -> Iterator[str]:
    battery, technology = project.battery, project.technology
    if battery is None:
        if technology and technology.has_storage:
            yield "project.battery is missing: the technology has storage; name model, kWh and kW"
        return
    if technology and not technology.has_storage:
        yield f"project.battery is stated, but the technology is {technology}: correct one of them"
    yield from _battery(battery)


def _battery(battery: BatteryUnit) -> Iterator[str]:
    if not battery.model.strip():
        yield "project.battery.model is missing: copy it from the nameplate"
    if _is_no_power(battery.power_kw):
        yield _power("project.battery.power_kw", battery.power_kw, "the most it gives or takes")
    if battery.usable_kwh is None or battery.usable_kwh <= 0:
        found = "is missing" if battery.usable_kwh is None else f"is {battery.usable_kwh}"
        yield f"project.battery.usable_kwh {found}: write what can be taken from it in kWh"


def _export(project: Project) -> Iterator[str]:
    limit, capacity = project.export_limit_kw, project.capacity_kw_ac
    if limit is None:
        if project.export_control.strip():
            yield "project.export_control is stated without project.export_limit_kw: write both"
        return
    if limit < 0:
        yield f"project.export_limit_kw is {limit}: write 0 for none, or a power in kW"
    elif capacity is not None and limit > capacity:
        yield (
            f"project.export_limit_kw is {limit} kW, more than the capacity of {capacity} kW: "
            "leave it out where nothing limits the export"
        )
    if not project.export_control.strip():
        yield (
            "project.export_control is missing: say what keeps the export limit, such as a power "
            "control system certified to UL 1741"
        )


def _drawings(project: Project) -> Iterator[str]:
    for name, digest, what in (
        ("one_line_sha256", project.one_line_sha256, "the one-line diagram"),
        ("site_plan_sha256", project.site_plan_sha256, "the site plan"),
    ):
        if not digest.strip():
            yield f"project.{name} is missing: attach {what} and give its SHA-256"
        elif not _SHA256.fullmatch(digest):
            yield f"project.{name} is no SHA-256: expected 64 hexadecimal digits in lower case"


def _installer(form: ApplicationForm) -> Iterator[str]:
    if not form.installer.name.strip():
        yield "installer.name is missing: write who builds the system"
    if not form.installer.licence.strip():
        yield "installer.licence is missing: write the number of the contractor's licence"


def _dates(form: ApplicationForm, on: date | None) -> Iterator[str]:
    signed, wished = form.signature.on, form.in_service_on
    if not form.signature.name.strip() or signed is None:
        yield "signature is missing: the applicant signs with name and date"
    elif on is not None and signed > on:
        yield f"signature.on is {signed}, which has not come yet: write the day it was signed"
    if wished is None:
        yield "in_service_on is missing: write from which day the system shall run"
    elif signed is not None and wished < signed:
        yield f"in_service_on is {wished}, before the signature of {signed}: write a later day"


def _is_no_power(kw: Decimal | None) -> bool:
    return kw is None or kw <= 0


def _power(name: str, kw: Decimal | None, what: str) -> str:
    found = "is missing" if kw is None else f"is {kw}"
    return f"{name} {found}: write the {what.removeprefix('the ')} in kW, more than 0"
