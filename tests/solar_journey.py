"""A project of AES from inquiry to activation, by the command line alone, for journeys."""

import csv
import io
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import numpy as np
from pydantic import TypeAdapter

from penstock.app.items.values import value_of
from penstock.casework.checklist.reports import PartSerial
from penstock.casework.interconnection import ApplicationForm
from penstock.delivery.items import item_type
from penstock.engineering.monitoring.telemetry.readings import Reading
from penstock.engineering.monitoring.telemetry.sources import written
from penstock.streams.ncv_03_solar_storage import items
from penstock.streams.ncv_03_solar_storage.stages.onboarding import documents_for, topics_for
from penstock.streams.ncv_03_solar_storage.under_test import system_under_test
from tests.interconnection_desk import Town
from tests.reference.monitoring.weather_windows import read, site
from tests.sales_walk import ROOF
from tests.solar_installation import done as done_right
from tests.solar_installation import whole
from tests.unit.streams.ncv_03_solar_storage.built import NOON, TRIALS

ENTRY = ("has asked for solar", "looks suitable", "can finance")
T = TypeVar("T")
EXIT = ("installed and has passed", "permission to operate", "monitoring platform", "warranties")


class Company(Town):
    """Everybody who works on projects, on one database, with one clock."""

    def refused(self, *words: str) -> str:
        result = self.run(*words)
        assert result.exit_code == 1, f"{' '.join(words)}\n{result.output}"
        return result.stderr

    def work(self) -> None:
        """Let a worker do what is due."""
        self.done("worker", "--once", "--name", "night-shift")

    @property
    def today(self) -> str:
        return str(self.clock().date())


@dataclass(frozen=True)
class Project:
    """One project, and who works on it."""

    company: Company
    id: str

    def do(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> str:
        return self.company.done(*self._words(act, person, attached, said))

    def refused(
        self, act: str, person: str = "Sam", *, attached: bytes | None = None, **said: Any
    ) -> str:
        return self.company.refused(*self._words(act, person, attached, said))

    def case(self, verb: str, *words: str, person: str = "Sam") -> str:
        return self.company.done("case", verb, self.id, *words, "--as", person)

    def read(self, item: str) -> Any:
        return json.loads(self.content(item))

    def content(self, item: str) -> str:
        return self.company.done("case", "read", self.id, item, "--as", "Sam")

    def value(self, item: str, of: type[T]) -> T:
        """Return an item as a value of its type."""
        kind = item_type(of)
        assert kind is not None
        found = value_of(kind, self.content(item).encode(), item=item)
        assert isinstance(found, of)
        return found

    def shown(self) -> Any:
        return json.loads(self.company.done("case", "show", self.id, "--json", "--as", "Sam"))

    def claimed(self, person: str) -> None:
        self.case("claim", person=person)

    def over(self, person: str, gatekeeper: str = "Vera") -> None:
        """Complete the work of the stage, and pass it."""
        self.case("complete", person=person)
        self.passed(gatekeeper)

    def passed(self, gatekeeper: str = "Vera") -> None:
        self.case("pass", "--evidence", "all seen", person=gatekeeper)

    def _words(
        self, act: str, person: str, attached: bytes | None, said: dict[str, Any]
    ) -> list[str]:
        words = ["case", "do", self.id, act, "--as", person]
        if said:
            content = json.dumps(said, default=str).encode()
            words += ["--say", self.company.file(f"{self.id}-{act}.json", content)]
        if attached is not None:
            words += ["--attach", self.company.file(f"{self.id}-{act}.bin", attached)]
        return words


def opened(company: Company, case_id: str, inquiry: dict[str, Any], bills: bytes) -> Project:
    """Open a project for an inquiry with bills, its entry criteria answered for."""
    company.done(
        *("case", "open", "NCV-03", "--id", case_id, "--product", inquiry["product"]),
        *("--customer", inquiry["name"], "--premise", inquiry["premise"]),
        *("--account", inquiry["account_id"], "--as", "Sam"),
    )
    project = Project(company, case_id)
    for words in ENTRY:
        project.case("attest", words, "--evidence", "call")
    content = json.dumps({**inquiry, "received_at": company.clock().isoformat()}).encode()
    project.case("record", "Customer inquiry", "--file", company.file("inquiry.json", content))
    project.case("record", "Customer energy bills", "--file", company.file("bills", bills))
    return project


def times(bills: bytes, factor: int) -> bytes:
    """Return the bills of somebody who uses and pays so many times as much."""
    rows = csv.DictReader(io.StringIO(bills.decode()))
    lines = [
        f"{row['start']},{row['end']},{int(row['kwh']) * factor},{float(row['cost']) * factor:.2f}"
        for row in rows
    ]
    return "\n".join(["start,end,kwh,cost", *lines, ""]).encode()


def flat(roof: bytes) -> bytes:
    """Return the flat roof of a shop, with larger inverters in the place of a home's."""
    inverter = {
        "name": "Example 50",
        "source": "made up, like common three-phase inverters of 1000 V",
        "power_kw": 50,
        "efficiency_percent": 98,
        "highest_v": 1000,
        "mppt_low_v": 200,
        "mppt_high_v": 850,
        "inputs": 12,
        "most_a": 15,
        "most_isc_a": 20,
    }
    plane = {
        "name": "flat",
        "tilt_degrees": 5,
        "azimuth_degrees": 180,
        "plan_m": [[0, 0], [45, 0], [45, 25], [0, 25]],
        "obstructions": [],
    }
    return json.dumps({**json.loads(roof), "inverter": inverter, "planes": [plane]}).encode()


def surveyed(project: Project, inquiry: dict[str, Any], *, roof: bytes = ROOF, **site: Any) -> None:
    """Let a worker qualify the lead, survey the site, and let it make a first design."""
    project.company.work()
    project.passed()
    seen = json.dumps({**json.loads(roof), "roof": inquiry["premise"]}).encode()
    project.do("site", "Dora", attached=seen, **site)
    project.company.work()
    project.passed()


def finished(project: Project, person: str) -> None:
    """Claim the task of the stage, complete it, and pass it."""
    project.claimed(person)
    project.over(person)


def contracted(project: Project) -> None:
    """Have the customer accept the newest proposal in cash, and AES sign."""
    project.do("offer-financing")
    accepted(project)
    day = project.company.clock().date()
    project.do(
        "sign-contract",
        "Cora",
        typed_name="Cora Counsel",
        installation_by=day + timedelta(days=60),
        operation_by=day + timedelta(days=120),
    )


def accepted(project: Project) -> None:
    """Have the customer sign the newest proposal."""
    proposal = project.read("Customer proposal")
    project.do("approve", **acceptance(proposal))


def acceptance(proposal: dict[str, Any]) -> dict[str, Any]:
    """Return what a customer says who accepts a proposal."""
    return {
        "proposal_version": proposal["version"],
        "pdf_sha256": proposal["pdf_sha256"],
        "agrees_to_electronic": True,
        "typed_name": proposal["customer"],
        "identified": "in person",
        "detail": "driving licence",
    }


def permits_approved(project: Project) -> None:
    """Hand the packet in twice and have both permits granted."""
    project.do("packet", "Paula")
    for kind in ("building", "electrical"):
        project.do("apply-permit", "Paula", **_permit(kind), submitted_on=project.company.today)
        granted: dict[str, Any] = {
            "is_approved": True,
            "number": f"{kind}-1",
            "answered_on": project.company.today,
        }
        project.do("permit-answer", "Paula", **_permit(kind), **granted)


def _permit(kind: str) -> dict[str, Any]:
    return {"authority": "Quantum Falls", "kind": kind}


def application(project: Project, **said: Any) -> ApplicationForm:
    """Fill in the application to the utility."""
    day = project.company.clock().date()
    project.do(
        "application",
        "Paula",
        **said,
        ul_1741_sb_certificate="CSA 80107152-SB",
        inverter_manufacturer="Example",
        installer_licence="NC-4711",
        signed_by=project.read("Customer inquiry")["name"],
        signed_on=day,
        in_service_on=day + timedelta(days=120),
    )
    return project.value(
        "Interconnection application draft", items.InterconnectionApplicationDraft
    ).form


def applied(project: Project, form: ApplicationForm) -> Project:
    """Apply at the utility's counter; return its case."""
    file = project.company.application(form)
    project.company.done("interconnection", "apply", file, "--case", project.id, "--as", "Paula")
    return Project(project.company, f"{project.id}-AOV-04-1")


def engineered(request: Project, *acts: str) -> None:
    """Let the engineer do the act of each stage of a request, and close the stage."""
    for act in acts:
        request.company.clock.later(days=2)
        request.do(act, "Ivy")
        finished(request, "Ivy")


def answered(project: Project, request: Project) -> str:
    """Hear at the counter how the request stands; what comes of it is recorded in the project."""
    return project.company.done("interconnection", "answer", request.id, "--as", "Paula")


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


def plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    return TypeAdapter(type(value)).dump_python(value, mode="json")
