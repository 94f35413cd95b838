"""Taking in what devices say, into every store: shown, kept under consents, and taken back."""

from dataclasses import replace
from pathlib import Path

from penstock.casework.device.identity import Channel, config_topic
from penstock.casework.device.registry import Device, Home
from penstock.casework.device.status import IntakeStatus
from penstock.delivery.ports import Store
from penstock.governance.consent.consent import ConsentStatus
from tests.contract.places import Place
from tests.device_intake import Hearing, consent
from tests.smart_devices import DEN, HALL, MINUTE, NOON, thing


def test_a_consent_taken_back_while_a_device_speaks_ends_what_is_kept(
    store: Store, tmp_path: Path
) -> None:
    home = Hearing(tmp_path, store=store)
    home.allow("functionality", "analytics")
    home.says(seq=1, temperature=20)
    home.sort()

    store.consents.keep(
        replace(
            consent("analytics"), version=2, status=ConsentStatus.REVOKED, revoked_at=NOON + MINUTE
        )
    )
    home.line.now = NOON + 2 * MINUTE
    home.says(seq=2, temperature=22)
    home.sort()

    assert [row["value"] for row in home.rows()] == [20.0]
    assert home.live().number("temperature") == 22.0


def test_what_is_heard_wrong_and_offered_is_kept_in_one_go(store: Store, tmp_path: Path) -> None:
    home = Hearing(tmp_path, store=store)
    for of in (HALL, DEN):
        home.says(of, seq=1, temperature=20)
        home.line.hand(of.topic(Channel.STATE), b"<html>")

    home.sort()

    assert home.faults() == {"no JSON": 1}
    assert [each.of for each in home.devices.entries(Device)] == [DEN, HALL]
    assert [each.set_aside for each in home.devices.entries(IntakeStatus)] == [3]


def test_a_text_that_no_database_keeps_holds_up_nothing_that_came_with_it(
    store: Store, tmp_path: Path
) -> None:
    home = Hearing(tmp_path, store=store)
    home.allow("functionality")
    home.line.hand(HALL.topic(Channel.STATE), rb'{"seq": 1, "firmware": "\ud800"}')
    announced = config_topic(HALL, component="sensor", thing="t")
    home.line.hand(announced, thing().replace(b"T-100", rb"T\u0000"))
    home.says(seq=2, temperature=20)

    home.sort()

    assert home.faults() == {"no JSON": 2}
    assert home.live().number("temperature") == 20.0


def test_a_restart_of_all_goes_on_where_it_was(place: Place, tmp_path: Path) -> None:
    with place.opened() as store:
        home = Hearing(tmp_path, store=store)
        home.allow("analytics")
        home.says(seq=1, temperature=20)
        home.sort()
        home.says(seq=2, temperature=21, when=NOON - MINUTE)
        home.listener.turn(wait_s=0)

    with place.opened() as store:
        again = Hearing(tmp_path, store=store, is_known=False)
        with again.listener.alone():
            again.says(seq=1, temperature=20)
            again.sort()

        assert sorted(row["sequence"] for row in again.rows()) == [1, 2]
        assert again.devices.entry(Home, "elm_7") is not None
