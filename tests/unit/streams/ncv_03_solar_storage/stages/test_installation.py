from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.casework.appointment.jobs import Window
from penstock.casework.checklist.incidents import Incident
from penstock.casework.checklist.reports import PartSerial, Reading
from penstock.casework.checklist.saying import StepDone
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.installing.saying import (
    CrewIllness,
    CrewReleased,
    CrewWish,
    SiteChange,
)
from penstock.streams.ncv_03_solar_storage.items import (
    CrewAppointment,
    Deliveries,
    InstallationReport,
    PurchaseOrders,
)
from penstock.streams.ncv_03_solar_storage.stages.installation import (
    change_order,
    crew_ill,
    finish,
    incident,
    release_crew,
)
from tests.solar_contract import LATER
from tests.solar_installation import BUILT, FACTS, PERMITS, PHOTO, Site, whole


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def orders(site: Site) -> PurchaseOrders:
    return site.ordered()


@pytest.fixture
def came(site: Site, orders: PurchaseOrders) -> Deliveries:
    return site.all_received(orders)


@pytest.fixture
def crew(site: Site, orders: PurchaseOrders, came: Deliveries) -> CrewAppointment:
    return site.planned(orders, came)


@pytest.fixture
def building(
    site: Site, orders: PurchaseOrders, came: Deliveries, crew: CrewAppointment
) -> InstallationReport:
    return site.started(orders, came, crew)


def test_a_crew_comes_after_the_last_part_and_can_do_what_is_to_be_done(
    site: Site, orders: PurchaseOrders
) -> None:
    crew = site.planned(orders)

    assert crew.appointment is not None
    promised = max(line.promised_on for each in orders.orders for line in each.lines)
    assert crew.appointment.visits[0].day > promised
    assert crew.appointment.skills == ("roof", "electrical", "battery")
    assert crew.appointment.crew in {"roof-2", "site-1"}
    assert "55 km/h" in crew.travel


def test_a_customer_who_is_there_on_two_days_alone_is_visited_then(
    site: Site, orders: PurchaseOrders, came: Deliveries
) -> None:
    begin = LATER + timedelta(days=24)
    window = Window(start=begin, end=begin + timedelta(days=2))

    crew = site.planned(orders, came, CrewWish(windows=(window,), minutes=180))

    assert crew.appointment is not None
    assert window.start <= crew.appointment.start < window.end


def test_an_appointment_is_moved_with_a_reason_and_remembered(
    site: Site, orders: PurchaseOrders, came: Deliveries, crew: CrewAppointment
) -> None:
    assert crew.appointment is not None
    later = CrewWish(earliest=crew.appointment.end.date() + timedelta(days=5))
    with pytest.raises(ActRefusedError, match="Say with because why it is moved"):
        site.planned(orders, came, later, before=crew)

    moved = site.planned(orders, came, replace(later, because="a wedding"), before=crew)

    assert [(each.before, each.because) for each in moved.moved] == [
        (crew.appointment, "a wedding")
    ]
    window = Window(start=LATER, end=LATER + timedelta(days=60))
    assert site.calendar.booked(window) == (moved.appointment,)


def test_a_crew_that_is_ill_is_replaced_and_nobody_else_moves(
    site: Site, orders: PurchaseOrders, came: Deliveries, crew: CrewAppointment
) -> None:
    assert crew.appointment is not None
    other = replace(site, facts=replace(FACTS, case_id="SOL-2")).planned(orders, came)
    first = crew.appointment
    said = CrewIllness(since=first.start - timedelta(hours=3), until=first.end, because="flu")

    after = crew_ill(said, crew, site.calendar, LATER)

    assert after.appointment is not None
    assert (after.appointment.crew, after.appointment.start) != (first.crew, first.start)
    assert after.moved[0].because == f"{first.crew} is absent: flu"
    booked = site.calendar.booked(Window(start=LATER, end=LATER + timedelta(days=60)))
    assert set(booked) == {after.appointment, other.appointment}


def test_a_crew_is_free_again_when_the_customer_cancels(
    site: Site, orders: PurchaseOrders, came: Deliveries, crew: CrewAppointment
) -> None:
    said = CrewReleased(because="the customer cancelled")

    after = release_crew(said, crew, site.calendar, LATER)

    assert (after.appointment, after.because) == (None, "the customer cancelled")
    assert after.moved[0].before == crew.appointment
    assert site.calendar.booked(Window(start=LATER, end=LATER + timedelta(days=60))) == ()
    with pytest.raises(ActRefusedError, match="No crew is booked"):
        release_crew(said, after, site.calendar, LATER)
    assert site.planned(orders, came).appointment == crew.appointment


def test_a_crew_that_was_here_is_not_released(site: Site, crew: CrewAppointment) -> None:
    assert crew.appointment is not None

    with pytest.raises(ActRefusedError, match="was here until"):
        release_crew(CrewReleased(because="late"), crew, site.calendar, crew.appointment.end)


def test_an_illness_on_other_days_moves_nothing(site: Site, crew: CrewAppointment) -> None:
    said = CrewIllness(since=LATER, until=LATER + timedelta(hours=2))

    with pytest.raises(ActRefusedError, match="when it is not absent"):
        crew_ill(said, crew, site.calendar, LATER)


def test_when_no_crew_has_time_the_appointment_says_so_and_nobody_starts(
    site: Site, orders: PurchaseOrders, came: Deliveries
) -> None:
    none = site.planned(orders, came, CrewWish(minutes=90 * 24 * 60))

    assert none.appointment is None
    assert "No crew that can do it has time" in none.because
    with pytest.raises(ActRefusedError, match="No crew is booked"):
        site.started(orders, came, none)


def test_nobody_starts_while_parts_are_still_to_come(
    site: Site, orders: PurchaseOrders, crew: CrewAppointment
) -> None:
    half = Site().received(whole(orders.orders[0], pieces=1), orders)

    with pytest.raises(ActRefusedError, match=r"Parts are still to come: .*PO-SOL-1-1, promised"):
        site.started(orders, half, crew)


def test_a_photo_that_is_no_image_is_refused(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    said = StepDone(step="array", shows="the array from above")

    with pytest.raises(ActRefusedError, match="no photo: it begins neither as a JPEG nor as a PNG"):
        site.told(said, building, orders, came, b"%PDF-1.7")


def test_all_that_is_wrong_with_a_report_is_said_at_once(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    said = StepDone(
        step="array",
        shows="a cat",
        readings=(Reading(name="mood", value=Decimal(1)),),
        serials=(PartSerial(part_number="PV-EXAMPLE-400", serial_number="S-0"),),
        removed=(PartSerial(part_number="PV-EXAMPLE-400", serial_number="S-1"),),
    )

    with pytest.raises(ActRefusedError) as refused:
        site.told(said, building, orders, came)

    for part in (
        "Step array needs no photo of “a cat”.",
        "Step array needs no reading “mood”.",
        "No photo of “a cat” is attached.",
        "S-0 of PV-EXAMPLE-400 never came",
        "S-1 of PV-EXAMPLE-400 is not built in.",
    ):
        assert part in str(refused.value)


def test_nothing_is_finished_before_every_step_is_shown(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    with pytest.raises(ActRefusedError) as refused:
        site.finished(building, orders, came)

    assert "Step strings: “Wire the strings to the drawing" in str(refused.value)
    assert "0 serial numbers of PV-EXAMPLE-400 are written down, and 20 pieces" in str(
        refused.value
    )


def test_what_was_built_is_kept_with_its_proof(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    found = site.finished(site.built(building, orders, came), orders, came)

    assert len(found.serials) == 21
    assert len(found.photos) == sum(len(each.photos) for each in building.checklist.steps)
    assert found.quality_percent == 100
    assert found.lines_in_time == found.lines_due == 2
    assert found.parts_cents == orders.total_cents
    assert (found.started_at, found.completed_at) == (LATER, BUILT)


def test_a_step_that_was_wrong_first_lowers_the_quality(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    wet = Reading(name="insulation of the array", value=Decimal("0.2"))
    failed = StepDone(step="strings", readings=(wet,), failed_because="a connector is wet")
    building = site.told(failed, building, orders, came)
    with pytest.raises(ActRefusedError, match="done again, because a connector is wet"):
        site.finished(building, orders, came)

    found = site.finished(site.built(building, orders, came), orders, came)

    steps = len(building.checklist.steps)
    assert found.quality_percent == round(Decimal(100 * (steps - 1)) / steps, 1)


def test_a_module_that_is_exchanged_counts_once(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    building = site.built(building, orders, came)
    old = next(
        each
        for report in building.reports
        for each in report.serials
        if each.part_number == "PV-EXAMPLE-400"
    )
    out = StepDone(step="array", removed=(old,), note="cracked")
    building = site.told(out, building, orders, came)
    with pytest.raises(ActRefusedError, match="19 serial numbers of PV-EXAMPLE-400"):
        site.finished(building, orders, came)

    building = site.told(StepDone(step="array", serials=(old,)), building, orders, came)

    assert len(site.finished(building, orders, came).serials) == 21


def test_nothing_is_finished_under_a_contract_that_became_void(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    of = site.sold
    void = replace(of.contract, is_void=True, void_because="The design changed.", voided_at=LATER)

    with pytest.raises(ActRefusedError, match="is void: The design changed"):
        finish(of.design, of.parts, of.order, void, building, orders, came, None, BUILT)


def test_incidents_are_judged_and_counted(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    scratch = Incident(happened_at=LATER, what="a scratch")
    fall = Incident(happened_at=LATER, what="a fall", days_away=3)
    harm = incident(fall, incident(scratch, None, FACTS, BUILT), FACTS, BUILT)
    of = site.sold
    done = site.built(building, orders, came)

    found = finish(of.design, of.parts, of.order, of.contract, done, orders, came, harm, BUILT)

    assert (found.incidents, found.recordable_incidents) == (2, 1)
    assert "1904.7(b)(3)" in harm.incidents[1].because


def test_what_has_not_happened_is_no_incident() -> None:
    tomorrow = Incident(happened_at=BUILT + timedelta(days=1), what="a fall")

    with pytest.raises(ActRefusedError, match="has not come yet"):
        incident(tomorrow, None, FACTS, BUILT)


def test_a_change_order_says_what_it_voids(site: Site) -> None:
    of = site.sold
    said = SiteChange(what="one module less", because="a vent that no drawing shows")

    (found,) = change_order(said, of.design, of.contract, PERMITS, None, FACTS, BUILT).orders

    assert (found.number, found.wanted_by) == (1, "ivan")
    assert "reopen NCV-03.2 of case SOL-1" in found.voids[0]
    assert "E-26-1" in found.voids[2]


def test_a_photo_is_kept_beside_its_report(
    site: Site, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
) -> None:
    said = StepDone(step="array", shows="the array from above")

    after = site.told(said, building, orders, came, PHOTO)

    (photo,) = after.reports[-1].photos
    assert photo.shows == "the array from above"
