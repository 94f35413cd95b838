"""A project from a roof to a contract, a permit and an application, for journeys."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

from penstock.casework.interconnection import ApplicationForm
from penstock.streams.ncv_03_solar_storage import items
from tests.sales_walk import ROOF
from tests.solar_project import Project


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
