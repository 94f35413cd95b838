"""NCV-01.5: a checklist for the kit, devices that answer, return visits, and the end."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.app.field.acts import field_acts
from penstock.casework.checklist.incidents import Incident
from penstock.casework.checklist.reports import PartSerial, Reading, states
from penstock.casework.checklist.saying import StepDone
from penstock.delivery.stage_acts import ActRefusedError, act_of
from penstock.kernel.terms import key_of
from penstock.streams.ncv_01_smart_home import items
from penstock.streams.ncv_01_smart_home.installing.saying import Extra, Leaving
from penstock.streams.ncv_01_smart_home.naming import device_names, home_of
from penstock.streams.ncv_01_smart_home.stages import installation
from penstock.streams.ncv_01_smart_home.stages.installation import (
    extra,
    finish,
    incident,
    leave,
    start,
)
from tests.smart_home_site import ACCESS, DESIGN, HERE, QUOTE, HomeSite, right

HOME = "ncv_01_1"
STAT, HUB, LEAK = "hall_smart_thermostat", "hub", "kitchen_leak_sensor"
ALL = (STAT, HUB, LEAK, "living_room_smart_plug_1", "living_room_smart_plug_2")


@pytest.fixture
def site() -> HomeSite:
    return HomeSite()


@pytest.fixture
def kit(site: HomeSite) -> items.KitReservation:
    return site.reserved()


@pytest.fixture
def visit(site: HomeSite) -> items.InstallerAppointment:
    return site.confirmed(site.planned())


@pytest.fixture
def work(
    site: HomeSite, kit: items.KitReservation, visit: items.InstallerAppointment
) -> items.InstallationWork:
    return site.begun(kit, visit)


def finished(
    site: HomeSite, work: items.InstallationWork, harm: items.SafetyIncidents | None = None
) -> tuple[items.DevicesInstalledConfigured, items.InstallationReport]:
    return finish(work, QUOTE, harm, site.devices, site.facts, site.now)


def test_each_device_is_a_step_and_what_is_wired_is_proven_dead(
    work: items.InstallationWork,
) -> None:
    assert [each.id for each in work.checklist.steps] == ["power_off", *ALL, "shown_to_customer"]
    wired = [each.id for each in work.checklist.steps if "the wiring that was found" in each.photos]
    assert wired == [STAT]


def test_the_field_s_page_finds_what_is_done_on_site() -> None:
    acts = [act for each in vars(installation).values() if (act := act_of(each))]

    found = field_acts(acts)["NCV-01.5"]

    assert (found.begin and found.begin.name, found.report.name) == ("start", "report")
    assert found.finish is not None
    assert found.finish.name == "finish"


def test_a_job_that_was_moved_is_released_anew_before_it_begins(
    site: HomeSite, kit: items.KitReservation, visit: items.InstallerAppointment
) -> None:
    scheduled, equipment = site.released(kit, visit)
    moved = site.planned(
        replace(
            HERE,
            because="asked",
            earliest=(site.now + timedelta(days=4)).date(),
        ),
        before=visit,
    )

    with pytest.raises(ActRefusedError, match="Do “release” for this visit"):
        start(DESIGN, scheduled, equipment, moved, ACCESS, None, site.facts, site.now)


def test_work_begins_once(site: HomeSite, work: items.InstallationWork) -> None:
    visit = site.confirmed(site.planned(before=None))
    scheduled, equipment = site.released(site.reserved(), visit)

    with pytest.raises(ActRefusedError, match="began at"):
        start(DESIGN, scheduled, equipment, visit, ACCESS, work, site.facts, site.now)


def test_what_was_not_packed_for_this_home_is_not_mounted(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    other = PartSerial(part_number="QE-TH-200", serial_number="TH200-260099")

    with pytest.raises(ActRefusedError, match="was not packed for this home"):
        site.told(StepDone(step=STAT, serials=(other,)), work, kit)


def test_an_installation_ends_when_every_device_answers(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    work = site.done(work, kit)
    site.later(hours=2)
    site.heard(HOME, *ALL)

    installed, report = finished(site, work)

    assert [each.device for each in installed.devices] == [*ALL]
    assert {each.firmware for each in installed.devices} == {"2.4.1"}
    assert installed.devices[0].wiring == "R, C, W, Y, G"
    assert installed.devices[0].signal_dbm == -58
    assert [each.left_open for each in report.visits] == [()]
    assert (report.quoted_cents, report.difference_cents) == (QUOTE.once_cents, 0)
    assert (report.first_time_fixes, report.installations) == (1, 1)


def test_a_device_that_was_never_heard_keeps_the_installation_open(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    work = site.done(work, kit)
    site.heard(HOME, *ALL[:-1])

    with pytest.raises(ActRefusedError, match=r"living_room_smart_plug_2 does not answer\. It was"):
        finished(site, work)


def test_a_signal_that_is_too_weak_is_done_again(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    weak = StepDone(step=LEAK, readings=(Reading(name="signal strength", value=Decimal(-91)),))

    work = site.told(weak, work, kit)

    assert states(work.checklist, work.reports)[LEAK] == "failed"


def test_what_cannot_be_finished_is_booked_before_the_van_leaves(
    site: HomeSite,
    kit: items.KitReservation,
    work: items.InstallationWork,
    visit: items.InstallerAppointment,
) -> None:
    work = site.done(work, kit, but=LEAK)
    site.later(hours=2)
    said = Leaving(because="The leak sensor's battery is dead.")

    gone, next_visit = leave(said, work, visit, site.calendar, site.now)

    assert gone.visits[0].left_open[0] == said.because
    assert next_visit.appointment is not None
    assert gone.visits[0].return_at == next_visit.appointment.start
    assert next_visit.appointment.start.date() > site.now.date()
    assert next_visit.appointment.minutes == 30
    assert next_visit.moved == ()
    assert next_visit.kept == (visit.appointment,)
    assert next_visit.confirmed_at == site.now
    with pytest.raises(ActRefusedError, match="comes again at"):
        leave(said, gone, next_visit, site.calendar, site.now)


def test_a_return_visit_does_not_make_the_first_one_late(
    site: HomeSite, work: items.InstallationWork, visit: items.InstallerAppointment
) -> None:
    said = Leaving(because="x", earliest=(site.now + timedelta(days=20)).date())

    _, next_visit = leave(said, work, visit, site.calendar, site.now)

    assert next_visit.appointment is not None
    assert next_visit.appointment.end > next_visit.due
    assert next_visit.is_in_time


def test_the_next_visit_goes_on_with_the_same_checklist(
    site: HomeSite,
    kit: items.KitReservation,
    work: items.InstallationWork,
    visit: items.InstallerAppointment,
) -> None:
    work = site.done(work, kit, but=LEAK)
    site.later(hours=2)
    gone, next_visit = leave(Leaving(because="x"), work, visit, site.calendar, site.now)
    assert next_visit.appointment is not None
    site.now = next_visit.appointment.start
    here = _only(site, gone, kit, LEAK)
    site.heard(HOME, *ALL)

    _, report = finished(site, here)

    assert (len(report.visits), report.first_time_fixes) == (2, 0)
    assert report.visits[1].began_at == next_visit.appointment.start


def _only(
    site: HomeSite, work: items.InstallationWork, kit: items.KitReservation, step_id: str
) -> items.InstallationWork:
    step = work.checklist.step(step_id)
    assert step is not None
    for said, photo in right(step, work.devices):
        work = site.told(said, work, kit, photo)
    return work


def test_what_the_customer_agreed_to_on_site_is_billed(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    more = Extra(what="Second outlet", cents=4500, agreed_by="Ana Brook")
    work = extra(more, site.done(work, kit), site.now)
    site.heard(HOME, *ALL)

    _, report = finished(site, work)

    assert (report.billed_cents, report.difference_cents) == (QUOTE.once_cents + 4500, -4500)


def test_what_was_opened_again_was_not_done_at_the_first_visit(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    work = site.done(work, kit)
    site.heard(HOME, *ALL)
    site.facts = replace(site.facts, versions={key_of("Installation report"): 1})

    _, report = finished(site, work)

    assert report.first_time_fixes == 0


def test_incidents_are_judged_and_counted(
    site: HomeSite, kit: items.KitReservation, work: items.InstallationWork
) -> None:
    harm = incident(
        Incident(happened_at=site.now, what="A finger was cut.", days_away=2),
        None,
        site.facts,
        site.now,
    )
    site.heard(HOME, *ALL)

    _, report = finished(site, site.done(work, kit), harm)

    assert harm.incidents[0].is_recordable
    assert report.incidents == 1


def test_names_of_topics_are_told_apart() -> None:
    assert home_of("NCV-01/Ana") == "ncv_01_ana"
    assert device_names([("Bath", "Plug"), ("Bath", "Plug"), ("", "")]) == (
        *("bath_plug_1", "bath_plug_2"),
        "device",
    )
