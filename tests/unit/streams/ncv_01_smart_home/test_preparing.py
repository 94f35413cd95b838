"""NCV-01.4: kits, technicians, and what keeps a job off the day's route."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.customer.requests import CustomerRequest, Topic
from penstock.casework.appointment.jobs import Window
from penstock.casework.device.registry import Home
from penstock.casework.purchase.receipts import Delivered, DeliveredLine
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_01_smart_home import items
from penstock.streams.ncv_01_smart_home.installing.saying import (
    NobodyThere,
    TechnicianIllness,
    VisitWish,
)
from penstock.streams.ncv_01_smart_home.stages.preparation import receive, reserve
from penstock.streams.ncv_01_smart_home.stages.visits import no_show, technician_ill
from tests.smart_home_site import CONTRACT, DESIGN, HERE, REQUIREMENTS, SIGNED, HomeSite


@pytest.fixture
def site() -> HomeSite:
    return HomeSite()


def larger(pieces: int) -> items.CustomSolutionDesign:
    hub = next(each for each in DESIGN.kit if each.article == "QE-HUB-10")
    return replace(DESIGN, kit=(replace(hub, count=pieces),))


def asked(site: HomeSite, visit: items.InstallerAppointment, topic: Topic) -> None:
    assert visit.appointment is not None
    site.records.keep(
        CustomerRequest(
            case_id=site.facts.case_id,
            due=site.now + timedelta(days=1),
            key="k",
            link="LINK-1",
            made_at=site.now,
            number=1,
            person="Ana Brook",
            role="Project Coordinator - AES",
            subject=visit.appointment.start.isoformat(),
            text="Not before noon, please.",
            topic=topic,
        )
    )


def test_a_kit_is_kept_by_serial_number(site: HomeSite) -> None:
    kit = site.reserved()

    assert {each.part_number: each.quantity for each in kit.kept} == {
        "QE-TH-200": 1,
        "QE-HUB-10": 1,
        "QE-LEAK-5": 1,
        "QE-PLUG-15": 2,
    }
    assert not kit.orders
    with pytest.raises(ActRefusedError, match="is kept or ordered"):
        site.reserved(kit)


def test_what_the_stock_has_not_is_ordered_and_received(site: HomeSite) -> None:
    kit = site.reserved(design=larger(14))
    (order,) = kit.orders

    assert (sum(each.quantity for each in kit.kept), order.lines[0].quantity) == (12, 2)
    site.later(days=3)
    line = DeliveredLine(part_number="QE-HUB-10", quantity=2, serial_numbers=("N1", "N2"))
    came = receive(
        Delivered(order=order.number, note="DN-1", lines=(line,)),
        kit,
        site.serials,
        site.facts,
        site.now,
    )
    assert [each.note for each in came.deliveries] == ["DN-1"]


def test_a_smaller_design_gives_pieces_back(site: HomeSite) -> None:
    kit = site.reserved(site.reserved(design=larger(5)), larger(2))

    assert sum(each.quantity for each in kit.kept) == 2
    assert len(site.warehouse.free(["QE-HUB-10"])[0].pieces) == 10


def test_what_a_failure_left_reserved_is_not_reserved_twice(site: HomeSite) -> None:
    site.reserved()

    again = site.reserved()

    assert sum(each.quantity for each in again.kept) == 5
    assert len(site.warehouse.free(["QE-HUB-10"])[0].pieces) == 11


def test_the_visit_is_within_seven_business_days_of_the_contract(site: HomeSite) -> None:
    visit = site.planned()

    assert visit.appointment is not None
    assert visit.appointment.crew in {"tech-1", "tech-2"}
    assert (visit.due - timedelta(minutes=1)).date().isoformat() == "2026-05-13"
    assert visit.is_in_time


def test_a_visit_that_is_too_late_says_so(site: HomeSite) -> None:
    late = replace(HERE, earliest=(SIGNED + timedelta(days=20)).date())

    assert not site.planned(late).is_in_time


def test_nobody_is_sent_who_cannot_do_it(site: HomeSite) -> None:
    rare = replace(REQUIREMENTS, skills=("smart-home", "gas"))

    visit = site.planned(requirements=rare)

    assert visit.appointment is None
    assert "No technician who can do it" in visit.because


def test_to_move_a_visit_somebody_says_why(site: HomeSite) -> None:
    visit = site.planned()

    with pytest.raises(ActRefusedError, match="why it is moved"):
        site.planned(before=visit)
    moved = site.planned(VisitWish(because="the customer asked"), before=site.confirmed(visit))

    assert moved.confirmed_at is None
    assert moved.location == visit.location


def test_nobody_else_s_visit_moves_when_one_does(site: HomeSite) -> None:
    visit = site.planned()
    other = replace(site, facts=replace(site.facts, case_id="NCV-01-2"))
    stays = other.planned()
    assert visit.appointment is not None
    window = Window(start=SIGNED + timedelta(days=2), end=SIGNED + timedelta(days=4))

    moved = site.planned(replace(HERE, windows=(window,), because="asked"), before=visit)

    assert moved.appointment is not None
    assert moved.appointment.start >= window.start
    assert [each.before for each in moved.moved] == [visit.appointment]
    booked = other.calendar.booked(Window(start=SIGNED, end=SIGNED + timedelta(days=9)))
    assert set(booked) == {stays.appointment, moved.appointment}


def test_a_no_show_is_kept_and_booked_anew(site: HomeSite) -> None:
    visit = site.planned()
    assert visit.appointment is not None
    site.now = visit.appointment.start + timedelta(minutes=20)

    said = NobodyThere(waited_until=site.now, words="Rang twice and called.")
    after = no_show(said, site.confirmed(visit), site.calendar, site.facts, site.now)

    assert [each.words for each in after.no_shows] == ["Rang twice and called."]
    assert after.appointment is not None
    assert after.appointment.start.date() > visit.appointment.start.date()
    assert after.confirmed_at is None


def test_a_no_show_before_the_visit_is_refused(site: HomeSite) -> None:
    with pytest.raises(ActRefusedError, match="waited_until is"):
        no_show(
            NobodyThere(waited_until=site.now), site.planned(), site.calendar, site.facts, site.now
        )


def test_another_comes_for_a_technician_who_is_ill(site: HomeSite) -> None:
    visit = site.planned()
    assert visit.appointment is not None
    ill = TechnicianIllness(since=visit.appointment.start, until=SIGNED + timedelta(days=30))

    after = technician_ill(ill, visit, site.calendar, site.now)

    assert after.appointment is not None
    assert after.appointment.crew != visit.appointment.crew
    assert after.moved[0].because.endswith("is absent: ill")


def test_a_job_without_parts_and_without_the_customer_s_word_is_not_released(
    site: HomeSite,
) -> None:
    visit = site.planned()

    with pytest.raises(ActRefusedError, match=r"QE-TH-200 are not kept.*has not confirmed"):
        site.released(items.KitReservation(), visit)


def test_what_the_customer_says_on_their_page_releases_the_job(site: HomeSite) -> None:
    visit = site.planned()
    asked(site, visit, Topic.CONFIRMED)

    scheduled, equipment = site.released(site.reserved(), visit)

    assert scheduled.confirmed_by_customer
    assert scheduled.booked_minutes >= REQUIREMENTS.minutes
    assert scheduled.available_minutes == 510
    assert len(equipment.devices) == 5
    assert [each.device for each in site.devices.states("ncv_01_1")] == [
        "hall_smart_thermostat",
        "hub",
        "kitchen_leak_sensor",
        "living_room_smart_plug_1",
        "living_room_smart_plug_2",
    ]


def test_a_wish_for_another_day_keeps_the_job_back(site: HomeSite) -> None:
    visit = site.confirmed(site.planned())
    asked(site, visit, Topic.APPOINTMENT)

    with pytest.raises(ActRefusedError, match="Not before noon, please"):
        site.released(site.reserved(), visit)


def test_a_home_without_an_account_at_the_utility_has_one_with_aes(site: HomeSite) -> None:
    site.facts = replace(site.facts, account="")

    site.released(site.reserved(), site.confirmed(site.planned()))

    kept = site.registry.entry(Home, "ncv_01_1")
    assert kept is not None
    assert kept.account == "AES-NCV-01-1"


def test_a_home_of_nobody_is_not_registered(site: HomeSite) -> None:
    site.facts = replace(site.facts, customer="")

    with pytest.raises(ActRefusedError, match="lacks its customer, premise or account"):
        site.released(site.reserved(), site.confirmed(site.planned()))


def test_nothing_is_prepared_for_a_void_contract(site: HomeSite) -> None:
    void = replace(CONTRACT, is_void=True, void_because="The design changed.", voided_at=SIGNED)

    with pytest.raises(ActRefusedError, match="The design changed"):
        reserve(
            DESIGN, void, None, site.warehouse, site.suppliers, site.hours, site.facts, site.now
        )
