"""Homes before people of each side: who sees them, and what crosses under which consent."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app.devices.allowing import NotAllowedError
from penstock.app.devices.homes import (
    Homes,
    NoSuchHomeError,
    NotKeptForError,
    homes_of,
)
from penstock.casework.device.commands import CommandState
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.registry import Device, Home, RegistryError, State, offered
from penstock.governance.consent.consent import Consent, ConsentStatus
from penstock.kernel.sides import Side
from penstock.store.parquet.device_days import DeviceDays, DeviceRow
from tests.device_intake import consent as given_at_noon
from tests.smart_devices import DEN, HALL, HOME, device, live
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE, Office

DAY = timedelta(days=1)
STRANGER = DeviceId("oak_1", "hall")


def consent(purpose: str) -> Consent:
    return given_at_noon(purpose, start=NOON - DAY, end=NOON + 365 * DAY, given_at=NOON - DAY)


@pytest.fixture
def office() -> Office:
    """Return an office with a home, a device that was adopted, and two that offer themselves."""
    found = Office()
    kept = found.store.devices
    kept.keep(HOME, offered(HALL, at=NOON), offered(DEN, at=NOON), offered(STRANGER, at=NOON))
    kept.keep(replace(device(), version=2))
    kept.keep_seen([live(HALL, NOON, temperature=20.5)], [])
    return found


def homes(
    office: Office, person: str, purpose: str = "case_work", hat: Side | None = None
) -> Homes:
    return homes_of(office.cases(person, purpose=purpose, hat=hat))


def test_a_home_is_shown_to_the_side_that_installed_its_devices(office: Office) -> None:
    (view,) = homes(office, SELLER).page()

    assert view.home == HOME
    assert [(each.device.of, each.word) for each in view.devices] == [
        (DEN, "offered"),
        (HALL, "online"),
    ]
    assert (view.online, len(view.adopted)) == (1, 1)


@pytest.mark.parametrize(("person", "hat"), [(ENGINEER, None), (SERVICE, Side.REGULATED)])
def test_the_other_side_finds_no_home_whether_it_is_there_or_not(
    office: Office, person: str, hat: Side | None
) -> None:
    found = homes(office, person, hat=hat)

    assert found.page() == ()
    assert found.alerts() == ()
    assert found.offers() == ()
    told = []
    for name in ("elm_7", "elm_9"):
        with pytest.raises(NoSuchHomeError) as error:
            found.home(name)
        told.append(str(error.value).replace(name, "X"))
    assert told[0] == told[1]


def test_nothing_crosses_to_the_utility_but_for_a_grid_programme_under_its_consent(
    office: Office,
) -> None:
    engineer = homes(office, ENGINEER, purpose="der_program")
    assert engineer.page() == ()

    office.store.consents.keep(consent("analytics"))
    assert engineer.page() == ()
    office.store.consents.keep(consent("der_program"))

    assert [each.home for each in engineer.page()] == [HOME]
    assert homes(office, ENGINEER).page() == ()
    assert homes(office, ENGINEER, purpose="load_forecast").page() == ()


def test_a_consent_that_is_taken_back_closes_the_home_at_once(office: Office) -> None:
    engineer, given = homes(office, ENGINEER, purpose="der_program"), consent("der_program")
    office.store.consents.keep(given)
    assert engineer.home("elm_7").home == HOME

    office.store.consents.keep(
        replace(given, version=2, status=ConsentStatus.REVOKED, revoked_at=NOON)
    )

    with pytest.raises(NoSuchHomeError):
        engineer.home("elm_7")


def test_each_look_at_a_home_is_on_record(office: Office) -> None:
    homes(office, ENGINEER).page()

    (entry,) = [each for each in office.entries() if "elm_7" in str(each)]
    assert "denied" in str(entry).lower()


def test_nobody_of_the_other_side_adopts_or_commands_under_a_consent(office: Office) -> None:
    office.store.consents.keep(consent("der_program"))
    engineer = homes(office, ENGINEER, purpose="der_program")

    with pytest.raises(NotAllowedError, match="closed to you"):
        engineer.adopt(DEN, by=ENGINEER)
    with pytest.raises(NotAllowedError, match="closed to you"):
        engineer.command(HALL, {"on": False}, by=ENGINEER)

    assert office.store.devices.entry(Device, str(DEN)) == offered(DEN, at=NOON)


def test_an_offer_becomes_a_device_of_its_home(office: Office) -> None:
    seller = homes(office, SELLER)
    assert [each.of for each in seller.offers()] == [DEN, STRANGER]

    seller.adopt(DEN, by=SELLER, serial="PL-7", name="Den lamp", case_id="SH-1")

    found = office.store.devices.entry(Device, str(DEN))
    assert found is not None
    assert (found.state, found.serial, found.called) == (State.ADOPTED, "PL-7", "Den lamp")
    assert (found.adopted_by, found.case_id) == (SELLER, "SH-1")


def test_a_strangers_device_is_adopted_only_after_its_home_is_entered(office: Office) -> None:
    seller = homes(office, SELLER)
    with pytest.raises(NoSuchHomeError, match="no home oak_1"):
        seller.adopt(STRANGER, by=SELLER)

    seller.enter(replace(HOME, name="oak_1", customer="Bob"), by=SELLER)
    seller.adopt(STRANGER, by=SELLER)

    assert [each.home.name for each in seller.page()] == ["elm_7", "oak_1"]


def test_adopting_again_settles_which_of_two_devices_it_is(office: Office) -> None:
    torn = replace(live(HALL, NOON, seq=1), conflict="TH-1 and TH-2 speak in one name.")
    office.store.devices.keep_seen([torn], [])
    seller = homes(office, SELLER)
    assert seller.home("elm_7").devices[1].word == "conflict"

    seller.adopt(HALL, by=SELLER, serial="TH-2")

    assert seller.home("elm_7").devices[1].word == "online"


def test_a_device_is_retired_for_a_reason(office: Office) -> None:
    seller = homes(office, SELLER)
    with pytest.raises(RegistryError, match="Say why"):
        seller.retire(HALL, because="")

    assert seller.retire(HALL, because="sold").state is State.RETIRED


def test_a_command_waits_for_whoever_listens(office: Office) -> None:
    seller = homes(office, SELLER)

    seller.command(HALL, {"target_temperature": 20}, by=SELLER, within=timedelta(minutes=1))

    (command,) = seller.home("elm_7").commands
    assert (command.state, command.asked_by) == (CommandState.QUEUED, SELLER)
    assert command.deadline == NOON + timedelta(minutes=1)
    with pytest.raises(NoSuchHomeError, match="that was adopted"):
        seller.command(DEN, {"on": True}, by=SELLER)


def test_homes_are_found_by_name_and_customer_a_page_at_a_time(office: Office) -> None:
    seller = homes(office, SELLER)
    for number in range(5):
        home = replace(HOME, name=f"oak_{number}", customer=f"Bob {number}")
        office.store.devices.keep(home)

    first = seller.page(limit=4)
    rest = seller.page(limit=4, after=first[-1].home.name)

    assert [each.home.name for each in (*first, *rest)] == [
        "elm_7",
        *(f"oak_{number}" for number in range(5)),
    ]
    assert [each.home.name for each in seller.page(words="bob 3")] == ["oak_3"]


def test_the_longest_and_most_urgent_alert_of_all_homes_comes_first(office: Office) -> None:
    kept = office.store.devices
    kept.keep_seen([live(HALL, NOON, battery=5)], [])

    (alert,) = homes(office, SELLER).alerts()

    assert (alert.of, alert.cause.value) == (HALL, "low battery")


def test_what_was_measured_is_read_for_a_purpose_that_a_consent_covered_and_covers(
    office: Office, tmp_path: Path
) -> None:
    def row(purpose: str) -> DeviceRow:
        return DeviceRow(
            home="elm_7",
            device="hall",
            serial="TH-1",
            quantity="power",
            value=float(len(purpose)),
            word="",
            unit="W",
            at=NOON,
            received_at=NOON,
            sequence=1,
            is_own_clock=True,
            consents={purpose: "C-1@1"},
        )

    DeviceDays(tmp_path / "telemetry").write("1", [row("analytics"), row("der_program")])
    office.store.consents.keep(consent("der_program"))

    def read(person: str, purpose: str) -> list[float]:
        found = homes(office, person)
        rows = found.measured("elm_7", NOON.date(), purpose=purpose, folder=tmp_path)
        return [each["value"] for each in rows]

    assert read(ENGINEER, "der_program") == [len("der_program")]
    with pytest.raises(NotAllowedError):
        read(ENGINEER, "analytics")
    with pytest.raises(NotAllowedError, match="consent"):
        read(SELLER, "analytics")
    with pytest.raises(NotKeptForError, match="Nothing is kept for fun"):
        read(SELLER, "fun")


def test_a_home_keeps_who_entered_it(office: Office) -> None:
    seller = homes(office, SELLER)

    seller.enter(replace(HOME, customer="Ada King"), by=SELLER)

    found = office.store.devices.entry(Home, "elm_7")
    assert found is not None
    assert (found.customer, found.entered_by, found.version) == ("Ada King", SELLER, 2)
