"""A customer cancels in each stage, on every database: what people have to do, and what stays."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from penstock.app.cases import By, new_key
from penstock.app.cases.opening import opened
from penstock.app.customer.viewing import customer_view
from penstock.app.loading import reference_company
from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.casework.appointment.jobs import Window
from penstock.casework.checklist.reports import PartSerial
from penstock.delivery import commands as do
from penstock.delivery.case import Status
from penstock.delivery.refusals import RefusedError
from penstock.streams.ncv_03_solar_storage.items import (
    CancellationRequest,
    CrewAppointment,
    PurchaseOrders,
    SignedContract,
)
from tests.contract.places import Place
from tests.solar_cases import ANALYSIS, LEAD, SITE, SolarCase, at
from tests.solar_contract import offered, proposed
from tests.solar_installation import whole
from tests.solar_sales import NOON, financial_projections, inquiry
from tests.unit.streams.ncv_03_solar_storage.built import (
    AGREEMENT,
    DESIGN,
    INSTALLED,
    PERMITS,
    measured,
)

PROPOSAL, _, PARTS = proposed(DESIGN)
BUILT = replace(
    INSTALLED,
    serials=tuple(
        PartSerial(part_number=each.part_number, serial_number=f"SN-{each.part_number}")
        for each in PARTS.lines
        if each.needs_serial
    ),
)
CUSTOMER = "LINK-1 Ada Roof"
TO_SIGN = {
    "proposal_version": 1,
    "pdf_sha256": PROPOSAL.pdf_sha256,
    "agrees_to_electronic": True,
    "typed_name": PROPOSAL.customer,
    "identified": "personal link",
}
DAYS = {"installation_by": "2027-02-01", "operation_by": "2027-03-15"}
VISIT = {
    "authority": "Ravenna County",
    "inspector": "Ida",
    "permit": "E-17",
    "inspected_on": "2026-06-12",
    "has_passed": True,
}
CERTIFIED = {"signed_by": "Ivo", "signed_on": "2026-06-16", "installer_licence": "NC-4711"}
GRANTED = {
    "request_id": "IC-7",
    "granted_at": "2026-06-18T14:00:00+00:00",
    "effective_on": "2026-06-22",
}


class Project(SolarCase):
    """A case that goes on stage by stage, until its customer cancels."""

    def to(self, stage: int) -> "Project":
        ways: tuple[Callable[[], Any], ...] = (
            lambda: self.open().record(inquiry()),
            self._qualified,
            self._proposed,
            self._contracted,
            self._bought,
            self._inspected,
            self._permitted,
        )
        for way in ways[:stage]:
            way()
        return self

    def _qualified(self) -> None:
        by = By(actor="sally", key=new_key())
        self.cases.record(self.id, "Customer energy bills", b"bills", by)
        self.work(LEAD, ANALYSIS)

    def _proposed(self) -> None:
        money = financial_projections(design_sha256=PROPOSAL.design_sha256)
        self.record(SITE).work(DESIGN, money, PROPOSAL, PARTS).record(offered(PROPOSAL))

    def _contracted(self) -> None:
        self.do("approve", CUSTOMER, **TO_SIGN)
        self.do("sign-contract", "carl", typed_name="Carl Counsel", **DAYS).work()

    def _bought(self) -> None:
        self.work(PERMITS, AGREEMENT).do("order", "oscar")
        part = asdict(whole(self.newest(PurchaseOrders).orders[0], pieces=1))
        self.do("receive", "wanda", **json.loads(json.dumps(part | {"received_at": None})))
        self.do("plan-crew", "oscar", windows=[])

    def _inspected(self) -> None:
        self.work(BUILT).do("inspect", "carl", **VISIT)

    def _permitted(self) -> None:
        self.do("commission", "ivo", **json.loads(json.dumps(asdict(measured()), default=str)))
        self.do("completion-certificate", "ivo", **CERTIFIED)
        self.do("permission", "petra", **GRANTED).work()
        self.do("energise", "ivo", energised_at="2026-06-22T13:00:00+00:00")

    def contents(self) -> Mapping[str, bytes]:
        """Return all that is recorded, by item."""
        return {item: self.cases.content(self.id, item) for item in self.cases.case(self.id).items}


# What people have to do about it from which stage on.
TO_DO = {
    2: "Take back the links to the proposal",
    4: "Withdraw the interconnection application",
    5: "Send back what was delivered",
    6: "Cancel the inspection",
    7: "end the monitoring",
}


@pytest.fixture
def project(place: Place) -> Iterator[Project]:
    with opened(place.address, folder=reference_company(), create=True) as cases:
        yield Project(at(cases, NOON + timedelta(hours=3)))


@pytest.mark.parametrize("stage", range(1, 8))
def test_a_customer_who_cancels_in_any_stage_leaves_a_list_and_loses_nothing(
    project: Project, stage: int
) -> None:
    project.to(stage)
    before = project.contents()

    project.do("cancel", CUSTOMER, reason="We move.", paid_cents=500_000)
    project.act(do.Cancel(reason="The customer cancelled."))

    found, words = project.newest(CancellationRequest), _words(project)
    assert (found.stage_id, found.reason) == (f"NCV-03.{stage}", "We move.")
    assert {each for each in TO_DO if TO_DO[each] in words} == {x for x in TO_DO if x <= stage}
    assert ("contract SOL-1-C" in words, "sales order SOL-1-O" in words) == (stage > 3, stage > 3)
    assert "Pay back $5,000.00 by 2026-12-04." in words
    kept = project.contents()
    assert {item: kept[item] for item in before if item != "Signed contract"} == {
        item: content for item, content in before.items() if item != "Signed contract"
    }
    assert customer_view(project.cases, project.id).headline == "Your project was cancelled."
    case = project.cases.case(project.id)
    assert (case.status, case.stage_id) == (Status.CANCELLED, f"NCV-03.{stage}")


@pytest.mark.parametrize("stage", [4, 7])
def test_what_was_signed_is_void_by_name_when_the_customer_cancels(
    project: Project, stage: int
) -> None:
    project.to(stage)

    project.do("cancel", CUSTOMER, reason="We move.")

    contract = project.newest(SignedContract)
    assert contract.is_void
    assert contract.void_because == "The customer cancelled on 2026-11-21."


def test_orders_are_called_off_and_the_crew_is_freed_after_cancelling(project: Project) -> None:
    project.to(5)
    orders, crew = project.newest(PurchaseOrders).orders, project.newest(CrewAppointment)
    assert crew.appointment is not None
    project.do("cancel", CUSTOMER, reason="We move.")
    words = _words(project)

    project.do("call-off", "oscar", because="The customer cancelled.")
    project.do("release-crew", "oscar", because="The customer cancelled.")

    assert all(f"Call off order {each.number} of {each.supplier}." in words for each in orders)
    assert f"Free {crew.appointment.crew}, which is to come on" in words
    # What came stays, until it is sent back.
    lines = [line for each in project.newest(PurchaseOrders).orders for line in each.lines]
    assert sum(each.wanted for each in lines) == 1
    window = Window(start=crew.appointment.start, end=crew.appointment.end)
    calendar = RecordedCrewCalendar(records=project.cases.store.records)
    assert calendar.booked(window) == ()


def test_after_the_case_is_cancelled_nobody_works_on_it(project: Project) -> None:
    project.to(5).do("cancel", CUSTOMER, reason="We move.")
    project.act(do.Cancel(reason="The customer cancelled."))

    with pytest.raises(RefusedError, match="the case is cancelled"):
        project.do("order", "oscar")


def _words(project: Project) -> str:
    return " ".join(project.newest(CancellationRequest).to_do)
