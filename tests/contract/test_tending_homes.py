"""What is done for homes by itself, into every database: by several programs, once each."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from penstock.app.devices.rounds.going import Going
from penstock.app.devices.rounds.looking import Lookout
from penstock.app.devices.rounds.program import program_of
from penstock.app.devices.rounds.tending import tending
from penstock.casework.device.status import Link
from penstock.governance.consent.consent import ConsentStatus
from tests.contract.places import Place, by_hand
from tests.living_home import CASE, PLUG, STAT, LivingHome, living
from tests.smart_devices import NOON


@pytest.fixture
def home(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingHome]:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    with living(place) as home:
        yield home.begun()


def lookout(home: LivingHome) -> Lookout:
    """Return a program that has just been started."""
    return Lookout(program=program_of(home.cases), devices=home.devices)


def test_an_alert_becomes_one_ticket_however_often_and_by_whom_it_is_looked(
    home: LivingHome,
) -> None:
    home.heard(PLUG)
    home.later(hours=1)
    home.heard(STAT)
    first, second = lookout(home), lookout(home)

    said = [each.once() for each in (first, second, first, lookout(home))]

    assert said == ["Looked at 1 home: 1 ticket opened, 0 alerts are over.", "", "", ""]
    (ticket,) = home.read("Support tickets")["tickets"]
    assert (ticket["subject"], ticket["cause"], ticket["times"]) == (PLUG.device, "offline", 1)
    assert home.versions("System alerts") == 1
    by = {each.stamp.actor for each in home.cases.store.log(CASE) if each.stamp.at == home.now}
    assert {each.partition("-")[0] for each in by} == {"devices"}


def test_of_programs_that_look_at_the_same_moment_one_opens_the_ticket(home: LivingHome) -> None:
    home.heard(PLUG)
    home.later(hours=1)
    home.heard(STAT)
    programs = [lookout(home) for _ in range(4)]

    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(Lookout.once, programs))

    assert sum("1 ticket opened" in each for each in said) == 1
    assert home.versions("Support tickets") == 1


def test_a_ticket_hears_when_its_alert_is_over_and_when_it_is_not(home: LivingHome) -> None:
    home.heard(STAT, battery=15)
    program = lookout(home)
    program.once()
    home.later(minutes=1)

    home.heard(STAT, battery=90)
    assert program.once() == "Looked at 1 home: 0 tickets opened, 1 alert is over."
    (ticket,) = home.read("Support tickets")["tickets"]
    assert datetime.fromisoformat(ticket["over_at"]) == home.now
    assert ticket["closed_at"] is None

    home.later(minutes=1)
    home.heard(STAT, battery=15)
    program.once()
    (ticket,) = home.read("Support tickets")["tickets"]
    assert (ticket["over_at"], ticket["times"]) == (None, 2)


def test_a_low_battery_that_dies_is_not_over(home: LivingHome) -> None:
    home.heard(STAT, battery=15)
    program = lookout(home)
    program.once()
    home.later(hours=2)
    home.heard(PLUG)
    program.once()

    tickets = home.read("Support tickets")["tickets"]
    assert [(each["cause"], each["over_at"]) for each in tickets] == [
        ("low battery", None),
        ("offline", None),
    ]


@pytest.mark.parametrize("link", [Link.AWAY, Link.REFUSED])
def test_while_nobody_hears_homes_nothing_becomes_a_ticket(home: LivingHome, link: Link) -> None:
    home.heard(STAT, PLUG)
    home.later(hours=1)
    home.listened(link)

    assert lookout(home).once() == ""
    assert not home.versions("Support tickets")


def test_a_listener_that_was_killed_makes_no_home_silent(home: LivingHome) -> None:
    home.heard(STAT, PLUG)
    home.later(hours=1)

    assert lookout(home).once() == ""


def test_a_home_that_takes_its_consent_back_is_not_looked_at(home: LivingHome) -> None:
    home.heard(STAT, battery=15)
    home.allowed("functionality", version=2, status=ConsentStatus.REVOKED, revoked_at=NOON)

    assert "was taken back" in lookout(home).once()
    assert not home.versions("Support tickets")


def test_a_database_that_fails_is_told_once_and_asked_again(home: LivingHome, place: Place) -> None:
    home.heard(STAT, battery=15)
    told: list[str] = []
    going = tending(home.cases, tell=told.append)
    with by_hand(place) as connection:
        connection.execute(text("alter table device_entry rename to away"))
    going.once()
    going.once()
    with by_hand(place) as connection:
        connection.execute(text("alter table away rename to device_entry"))
    going.once()

    assert len(told) == 2
    assert "1 ticket opened" in told[1]


def test_what_a_round_does_wrong_ends_neither_the_others_nor_the_program() -> None:
    class Wrong:
        def once(self) -> str:
            raise ZeroDivisionError("nothing by nothing")

    class Right:
        def once(self) -> str:
            return "Did it."

    told: list[str] = []
    Going(rounds=lambda: (Wrong(), Right()), tell=told.append).once()

    assert told == ["Wrong has failed: ZeroDivisionError: nothing by nothing", "Did it."]


def test_a_home_whose_papers_are_damaged_is_told_and_stops_nothing(
    home: LivingHome, tmp_path: Path
) -> None:
    home.heard(STAT, battery=15)
    digest = home.cases.case(CASE).items["Active smart home platform"].sha256
    (kept,) = (
        each
        for each in (tmp_path / "blobs").rglob("*")
        if each.is_file() and digest.endswith(each.name)
    )
    kept.chmod(0o600)
    kept.write_bytes(b"{}")

    assert lookout(home).once().startswith("Not looked at: ncv_01_7:")
