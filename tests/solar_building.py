"""A project from parts on a truck to a system that its owner knows, for journeys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from penstock.casework.checklist.reports import PartSerial
from penstock.engineering.monitoring.telemetry.readings import Reading
from penstock.engineering.monitoring.telemetry.sources import written
from penstock.streams.ncv_03_solar_storage import items
from penstock.streams.ncv_03_solar_storage.stages.onboarding import documents_for, topics_for
from penstock.streams.ncv_03_solar_storage.under_test import system_under_test
from tests.reference.monitoring.weather_windows import read, site
from tests.solar_installation import done as done_right
from tests.solar_installation import whole
from tests.solar_project import Project, plain
from tests.unit.streams.ncv_03_solar_storage.built import NOON, TRIALS


def delivered(project: Project) -> None:
    """Order, and receive: of the first order two pieces first, and the rest weeks later."""
    project.do("order", "Oscar")
    orders = project.value("Purchase orders", items.PurchaseOrders).orders
    part = _delivery(project, whole(orders[0], pieces=2, note="DN-0"))
    project.do("receive", "Wanda", **part)
    project.company.clock.later(days=20)
    for order in orders:
        came = _delivery(project, whole(order))
        project.do("receive", "Wanda", **(_less(came, 2) if order == orders[0] else came))


def _delivery(project: Project, came: Any) -> dict[str, Any]:
    return {**plain(came), "received_at": project.company.clock().isoformat()}


def _less(came: dict[str, Any], pieces: int) -> dict[str, Any]:
    """Return a delivery without pieces of its first line that have come before."""
    first, *others = came["lines"]
    left = {
        **first,
        "quantity": first["quantity"] - pieces,
        "serial_numbers": first["serial_numbers"][pieces:],
    }
    return {**came, "note": "DN-2", "lines": [left, *others] if left["quantity"] else others}


def built(project: Project) -> None:
    """Plan a crew, which falls ill, and let the next one build."""
    project.do("plan-crew", "Oscar")
    first = _visits(project)[0]
    ill = {"since": first.start, "until": first.end + timedelta(days=1)}
    project.do("crew-ill", "Oscar", **{name: at.isoformat() for name, at in ill.items()})
    visits = _visits(project)
    project.company.clock.moment = visits[0].start + timedelta(minutes=5)
    project.do("start", "Ivan")
    came = project.value("Deliveries", items.Deliveries)
    report = project.value("Installation report", items.InstallationReport)
    parts = project.value("Bill of materials", items.BillOfMaterials)
    for step in report.checklist.steps:
        for said, photo in done_right(step, came):
            needed = _needed(said.serials, parts)
            project.do("report", "Ivan", attached=photo, **plain(replace(said, serials=needed)))
    project.company.clock.moment = visits[-1].end
    project.do("finish", "Ivan")


def _needed(
    serials: tuple[PartSerial, ...], parts: items.BillOfMaterials
) -> tuple[PartSerial, ...]:
    """Leave what a pack holds too many of in the van."""
    return tuple(
        serial
        for line in parts.lines
        for serial in [each for each in serials if each.part_number == line.part_number][
            : line.quantity
        ]
    )


def _visits(project: Project) -> Any:
    crew = project.value("Crew appointment", items.CrewAppointment)
    assert crew.appointment is not None
    return [each.window for each in crew.appointment.visits]


def inspected(project: Project, *findings: str) -> None:
    """Let the inspector come, days later, with findings or without."""
    project.company.clock.later(days=3)
    project.do(
        "inspect",
        "Carl",
        authority="Quantum Falls",
        inspector="Ida",
        permit="electrical-1",
        inspected_on=project.company.today,
        has_passed=not findings,
        findings=[{"code": "NEC 690.56(C)", "words": each} for each in findings],
    )


def cured(project: Project, cents: int) -> None:
    day = project.company.today
    project.do("cure", "Ivan", cured_on=day, cents=cents, hours="1.5", words="Labelled.")


def commissioned(project: Project, *, missing_modules: int = 0) -> None:
    """Measure at the system what a sound one shows, or one whose first string lacks modules."""
    system = system_under_test(
        project.value("System design", items.SystemDesign),
        project.value("Approved interconnection agreement", items.ApprovedInterconnectionAgreement),
    )
    module_v = system.module.open_circuit_v(
        irradiance_w_m2=NOON.irradiance_w_m2, cell_c=NOON.cell_c
    )
    lacks = {system.strings[0].name: missing_modules}
    readings = {
        "strings": [
            {
                "string": each.name,
                "conditions": plain(NOON),
                "open_circuit_v": (each.modules - lacks.get(each.name, 0)) * module_v,
            }
            for each in system.strings
        ],
        "continuity": [{"subject": "rail", "ohm": 0.1}],
        "insulation": [{"subject": "array", "test_v": 1000.0, "megaohm": 55.0}],
        "trials": [
            {"trial": trial.value, "subject": "the system", "value": value}
            for trial, value in TRIALS.items()
            if trial in system.functions.limits
        ],
        "settings": [plain(each) for each in system.settings],
    }
    tester = {"name": "IV tester", "serial": "9", "calibrated_until": "2030-01-31"}
    at = project.company.clock().isoformat()
    project.do("commission", "Carl", measured_at=at, instruments=[tester], readings=readings)


def certified(project: Project, request: Project) -> None:
    """Certify what was built, and hand the certificate in at the utility's counter."""
    day = project.company.today
    licence = "NC-4711"
    said: dict[str, Any] = {"signed_by": "Carl", "signed_on": day, "installer_licence": licence}
    project.do("completion-certificate", "Carl", **said)
    form = project.value("Completion certificate", items.CompletionCertificate).form
    file = project.company.certificate(form)
    project.company.done("interconnection", "complete", request.id, file, "--as", "Paula")


def activated(project: Project, *, share: float = 1.0) -> None:
    """Close the disconnect, and hold the first ten days against the light."""
    project.do("energise", "Ivan", energised_at=project.company.clock().isoformat())
    since = project.company.clock()
    design = project.value("System design", items.SystemDesign)
    seen = telemetry(design, since=since, share=share)
    project.company.clock.later(days=11)
    project.do("connect-monitoring", "Carl", attached=seen, source="file", serials=["SN-1"])
    project.do("first-days", "Carl")


def telemetry(design: items.SystemDesign, *, since: datetime, share: float = 1.0) -> bytes:
    """Return ten days of a sound system of this size, under the weather of Greensboro's year."""
    built_kw = 8.8  # of the system that the labelled weather was made for
    plane = design.planes[0]
    year = site(
        "greensboro",
        tilt=float(plane.tilt_degrees),
        azimuth=float(plane.azimuth_degrees),
        ac_kw=float(design.power_kw_ac / design.power_kw_dc) * built_kw,
        strings=2,
    )
    # The weather year is put onto 2025, and some common years later it is that of the case.
    shift_s = (since.year - 2025) * 365 * 86_400
    first = int(np.searchsorted(year.begins_s + shift_s, since.timestamp()))
    seen = read(year, slice(first, first + 240))
    scale = share * float(design.power_kw_dc) / built_kw
    return written(
        [
            Reading(
                at=datetime.fromtimestamp(float(seen.begins_s[number]) + shift_s, tz=UTC),
                serial="SN-1",
                power_kw=round(float(power) * scale, 4),
                irradiance_w_m2=round(float(seen.irradiance_w_m2[number]), 1),
                module_c=round(float(seen.module_c[number]), 1),
            )
            for number, power in enumerate(seen.power_kw)
        ]
    )


def handed_over(project: Project) -> None:
    """Hand over the documents, train the customer, and hear what they say."""
    design = project.value("System design", items.SystemDesign)
    for kind in documents_for(design):
        project.do("hand-over", "Suki", attached=b"%PDF-1.7 " + kind.encode(), kind=kind, name=kind)
    for topic in topics_for(design):
        project.do("train", "Suki", topic=topic, trained_on=project.company.today, learner="Ada")
    project.do("satisfaction", "Suki", score=9, words="Quick.")
