"""Taking in what devices say: nothing lost, nobody disturbed, and a clear state."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from penstock.app.devices.intake.listening import IntakeBusyError
from penstock.app.devices.intake.shares import Limits
from penstock.casework.device.commands import CommandState, DeviceCommand, asked
from penstock.casework.device.faults import FaultCount
from penstock.casework.device.identity import Channel, DeviceId, config_topic
from penstock.casework.device.live import LiveState
from penstock.casework.device.registry import Device, State, adopted
from penstock.casework.device.status import IntakeStatus, Link
from penstock.governance.consent.consent import ConsentStatus
from penstock.store.errors import StoreFailedError
from penstock.store.memory_devices import MemoryDevices
from tests.device_intake import Hearing, consent
from tests.smart_devices import DEN, HALL, HOME, MINUTE, NOON, message, thing


@pytest.fixture
def home(tmp_path: Path) -> Hearing:
    hearing = Hearing(tmp_path)
    hearing.allow("functionality", "analytics")
    return hearing


def test_a_state_is_shown_live_and_kept_with_the_consents_it_was_given_under(home: Hearing) -> None:
    home.says(seq=1, temperature=21.5, mode="heat")

    home.sort()

    assert home.live().number("temperature") == 21.5
    assert [(row["quantity"], row["value"], row["word"]) for row in home.rows()] == [
        ("mode", None, "heat"),
        ("temperature", 21.5, None),
    ]
    (row, _) = home.rows()
    assert (row["functionality"], row["analytics"]) == ("C-functionality@1", "C-analytics@1")
    assert (row["marketing"], row["der_program"]) == (None, None)
    assert (row["serial"], row["sequence"], row["at"]) == ("TH-1", 1, NOON)


def test_a_message_is_acknowledged_only_after_it_is_on_the_disk(home: Hearing) -> None:
    home.says(seq=1, temperature=20)
    seen: list[int] = []
    acknowledge = home.line.acknowledge

    def look(messages: Sequence[object]) -> None:
        seen.append(sum(each.stat().st_size for each in home.folder.glob("received/*")))
        acknowledge(messages)  # type: ignore[arg-type]

    home.line.acknowledge = look  # type: ignore[method-assign]
    home.listener.turn(wait_s=0)

    assert seen
    assert seen[0] > 0


def test_what_was_acknowledged_before_a_kill_is_sorted_by_the_next_run_once(home: Hearing) -> None:
    for number in range(5):
        home.says(seq=number, temperature=20 + number, when=NOON + number * MINUTE)
    home.line.now = NOON + 10 * MINUTE
    home.listener.turn(wait_s=0)

    with home.begun().alone():
        pass
    with home.begun().alone():
        pass

    assert [row["sequence"] for row in home.rows()] == [0, 1, 2, 3, 4]
    assert list(home.folder.glob("received/*")) == []


def test_a_kill_between_telemetry_and_registry_writes_nothing_twice(home: Hearing) -> None:
    home.says(seq=1, temperature=20)
    home.listener.turn(wait_s=0)
    (segment,) = home.folder.glob("received/*")
    journalled = segment.read_bytes()
    home.listener.sort()
    segment.write_bytes(journalled)

    with home.begun().alone():
        pass

    assert [row["sequence"] for row in home.rows()] == [1]


def test_half_a_line_of_a_machine_that_stopped_is_no_message(home: Hearing) -> None:
    home.says(seq=1, temperature=20)
    home.listener.turn(wait_s=0)
    (segment,) = home.folder.glob("received/*")
    segment.write_bytes(segment.read_bytes() + b'{"topic": "penstock/elm')

    with home.begun().alone():
        pass

    assert len(home.rows()) == 1


def test_what_a_broker_delivers_twice_counts_once(home: Hearing) -> None:
    for _ in range(3):
        home.says(seq=1, temperature=20)

    home.sort()
    home.says(seq=1, temperature=20)
    home.sort()

    assert len(home.rows()) == 1
    assert home.listener.tally["repeated"] == 3


def test_two_programs_do_not_listen_into_one_folder(home: Hearing) -> None:
    with (
        home.listener.alone(),
        pytest.raises(IntakeBusyError, match="Another program listens"),
        home.begun().alone(),
    ):
        pass


def test_a_home_that_floods_waits_by_itself_and_loses_nothing(tmp_path: Path) -> None:
    home = Hearing(tmp_path, limits=Limits(per_s=10, burst=20))
    home.allow("analytics")
    other = replace(HOME, name="oak_1", customer="Bob", premise="1 Oak", account="A-2")
    sensor = DeviceId("oak_1", "hall")
    home.devices.keep(other)
    home.devices.keep(Device(of=sensor, offered_at=NOON, state=State.ADOPTED))
    home.store.consents.keep(consent("analytics", home=other, id="C-9"))
    for number in range(200):
        home.says(seq=number, power=number, when=NOON + timedelta(seconds=number))
    home.line.now = NOON + 10 * MINUTE
    home.says(sensor, seq=1, temperature=20)

    home.sort()

    prompt = [row["home"] for row in home.rows()]
    assert (prompt.count("elm_7"), prompt.count("oak_1")) == (20, 1)
    (status,) = home.devices.entries(IntakeStatus)
    assert status.waiting == ("elm_7",)
    for _ in range(20):
        home.elapsed_s += 1
        home.sort()
    assert sorted(row["sequence"] for row in home.rows() if row["home"] == "elm_7") == [*range(200)]
    assert list(tmp_path.glob("waiting/*")) == []


def test_what_waits_of_a_flood_survives_a_restart(tmp_path: Path) -> None:
    home = Hearing(tmp_path, limits=Limits(per_s=10, burst=20))
    home.allow("analytics")
    for number in range(30):
        home.says(seq=number, power=number, when=NOON - number * MINUTE)
    home.sort()

    home.listener = home.begun()
    home.elapsed_s += 10
    home.sort()

    assert sorted(row["sequence"] for row in home.rows()) == [*range(30)]


def test_a_flood_beyond_what_may_wait_is_counted_and_told(tmp_path: Path) -> None:
    home = Hearing(tmp_path, limits=Limits(per_s=1, burst=1, waiting_bytes=2000))
    for number in range(100):
        home.says(seq=number, power=number)

    home.sort()

    (fault,) = home.devices.faults("elm_7")
    assert fault.count > 80
    assert "the rest is counted and not kept" in fault.words
    assert len(home.line.acknowledged) == 100


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"<html>", "no JSON"),
        (b"x" * 10_000_000, "too large"),
        (message(seq=1, temperature=999), "out of range"),
        (message(None, at="1970-01-01T00:00:00Z", temperature=20), "wrong clock"),
    ],
)
def test_what_a_device_sends_wrongly_is_counted_beside_it(
    home: Hearing, raw: bytes, kind: str
) -> None:
    for _ in range(3):
        home.line.hand(HALL.topic(Channel.STATE), raw)

    home.sort()

    (fault,) = home.devices.faults("elm_7")
    assert (fault.device, fault.kind.value, fault.count) == ("hall", kind, 3)
    assert len(fault.sample) <= 80


def test_a_clock_in_1970_leaves_readings_with_the_moment_they_came(home: Hearing) -> None:
    home.line.hand(
        HALL.topic(Channel.STATE), message(None, at="1970-01-01T00:00:05Z", temperature=20)
    )

    home.sort()

    (row,) = home.rows()
    assert (row["at"], row["is_own_clock"]) == (NOON, False)


def test_garbage_that_the_broker_had_kept_is_told_once_however_often_it_comes(
    home: Hearing,
) -> None:
    for _ in range(4):
        home.line.hand(HALL.topic(Channel.STATE), b"garbage", is_retained=True)
        home.line.hand(HALL.topic(Channel.AVAILABILITY), b"online", is_retained=True)
        home.sort()

    assert home.faults() == {"retained garbage": 1}
    assert home.live().availability == "online"


def test_two_devices_with_one_identity_are_set_aside_until_somebody_says_which(
    home: Hearing,
) -> None:
    home.says(seq=1, serial="TH-1", temperature=20)
    home.says(seq=1, serial="TH-2", temperature=30, when=NOON + MINUTE)
    home.line.now = NOON + MINUTE
    home.sort()
    assert "TH-2 speaks in its name" in home.live().conflict
    assert [row["value"] for row in home.rows()] == [20.0]

    known = home.devices.entry(Device, "elm_7/hall")
    assert known is not None
    home.devices.keep(adopted(known, by="Sol", at=NOON + MINUTE, serial="TH-2"))
    home.says(seq=2, serial="TH-2", temperature=31, when=NOON + MINUTE)
    home.sort()

    assert home.live().conflict == ""
    assert [row["value"] for row in home.rows()] == [20.0, 31.0]


def test_an_announcement_with_another_serial_number_is_the_same_conflict(home: Hearing) -> None:
    topic = config_topic(HALL, component="sensor", thing="t")

    home.line.hand(topic, thing(dev={"ids": "x", "sn": "TH-9"}))
    home.sort()

    assert "TH-9 announces itself" in home.live().conflict
    assert home.faults() == {"two devices, one identity": 1}


def test_a_device_that_nobody_knows_is_an_offer_and_nothing_of_it_is_kept(home: Hearing) -> None:
    home.line.hand(config_topic(DEN, component="sensor", thing="t"), thing(DEN))
    home.says(DEN, seq=1, temperature=20)

    home.sort()

    (offer,) = home.devices.entries(Device, standing=State.OFFERED)
    assert (offer.of, offer.model, offer.kinds) == (DEN, "T-100", ("sensor",))
    assert home.rows() == []
    assert home.live(DEN).values == ()


def test_offers_have_an_end(home: Hearing) -> None:
    for number in range(300):
        home.says(DeviceId("elm_7", f"d{number}"), temperature=20)
        home.says(DeviceId(f"stranger_{number}", "d"), temperature=20)

    home.sort()

    offers = home.devices.entries(Device, standing=State.OFFERED)
    assert len(offers) == 199 + 200
    assert home.faults() == {"too many offers": 201}


def test_what_somebody_decides_meanwhile_stays_beside_what_is_announced(home: Hearing) -> None:
    home.says(DEN, temperature=20)
    home.sort()
    offer = home.devices.entry(Device, str(DEN))
    assert offer is not None
    listener, keep = home.listener, home.devices.keep

    def meanwhile(*entries: object) -> None:
        home.devices.keep = keep  # type: ignore[method-assign]
        keep(adopted(offer, by="Sol", at=NOON))
        keep(*entries)  # type: ignore[arg-type]

    home.devices.keep = meanwhile  # type: ignore[method-assign]
    home.line.hand(config_topic(DEN, component="sensor", thing="t"), thing(DEN))
    listener.turn(wait_s=0)
    listener.sort()

    found = home.devices.entry(Device, str(DEN))
    assert found is not None
    assert (found.state, found.model) == (State.ADOPTED, "T-100")


def test_a_consent_that_is_taken_back_while_a_device_speaks_ends_what_is_kept(
    home: Hearing,
) -> None:
    home.says(seq=1, temperature=20)
    home.sort()
    given = consent("analytics")
    home.store.consents.keep(
        replace(given, version=2, status=ConsentStatus.REVOKED, revoked_at=NOON + MINUTE)
    )

    home.line.now = NOON + 2 * MINUTE
    home.says(seq=2, temperature=22)
    home.sort()

    assert [row["value"] for row in home.rows()] == [20.0]
    assert home.live().number("temperature") == 22.0
    assert home.listener.tally["live_only"] == 1


def test_without_consent_to_function_only_the_health_of_a_device_is_shown(tmp_path: Path) -> None:
    home = Hearing(tmp_path)

    home.says(seq=1, temperature=20, battery=80)
    home.sort()

    assert [each.quantity for each in home.live().values] == ["battery"]
    assert home.rows() == []


def test_a_consent_covers_nothing_that_was_measured_before_it(tmp_path: Path) -> None:
    home = Hearing(tmp_path)
    home.store.consents.keep(consent("analytics", start=NOON))

    home.says(seq=1, temperature=20, when=NOON - MINUTE)
    home.says(seq=2, temperature=21)
    home.sort()

    assert [row["value"] for row in home.rows()] == [21.0]


@pytest.mark.parametrize(
    "changes",
    [
        {"premise": "8 Elm Street"},
        {"grantee": "regulated"},
        {"data_classes": frozenset({"interval_usage"})},
        {"text_sha256": ""},
        {"purposes": frozenset({"analytics", "marketing"})},
    ],
)
def test_a_consent_that_is_about_something_else_covers_nothing(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    home = Hearing(tmp_path)
    home.store.consents.keep(consent("analytics", **changes))

    home.says(seq=1, temperature=20)
    home.sort()

    assert home.rows() == []


def test_a_database_that_is_away_leaves_all_in_the_journal_until_it_is_back(
    home: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(
        _self: MemoryDevices, _live: Sequence[LiveState], _faults: Sequence[FaultCount]
    ) -> None:
        raise StoreFailedError("memory:", because="it is away")

    with monkeypatch.context() as patched:
        patched.setattr(MemoryDevices, "keep_seen", away)
        home.says(seq=1, temperature=20)
        home.sort()
        assert "it is away" in home.listener.trouble

    home.says(seq=2, temperature=21, when=NOON + MINUTE)
    home.sort()

    assert home.listener.trouble == ""
    assert [row["sequence"] for row in home.rows()] == [1, 2]
    assert home.live().sequence == 2


def test_a_command_goes_out_and_its_answer_comes_back(home: Hearing) -> None:
    home.devices.keep(_command("C-1"))

    home.sort()
    home.sort()

    ((topic, payload),) = home.line.published
    assert (topic, b'"id": "C-1"' in payload) == ("penstock/elm_7/hall/set", True)
    assert _state_of(home, "C-1") is CommandState.SENT
    home.line.hand(HALL.topic(Channel.ACK), b'{"id": "C-1", "ok": true}')
    home.sort()
    assert _state_of(home, "C-1") is CommandState.ACKNOWLEDGED


def test_a_command_waits_while_the_broker_is_away_and_is_overdue_afterwards(home: Hearing) -> None:
    home.devices.keep(_command("C-1"))
    home.line.link = Link.AWAY

    home.sort()
    assert (home.line.published, _state_of(home, "C-1")) == ([], CommandState.QUEUED)
    home.line.now = NOON + 2 * MINUTE
    home.sort()

    found = home.devices.entry(DeviceCommand, "C-1")
    assert found is not None
    assert (found.state, found.because) == (
        CommandState.OVERDUE,
        "the broker was away, and it was never sent",
    )


def test_a_device_answers_for_itself_alone(home: Hearing) -> None:
    home.devices.keep(_command("C-1"))

    home.line.hand(DEN.topic(Channel.ACK), b'{"id": "C-1", "ok": true}')
    home.sort()

    assert _state_of(home, "C-1") is CommandState.QUEUED
    assert home.faults() == {"unknown answer": 1}


def test_what_the_broker_is_doing_is_told(home: Hearing) -> None:
    home.sort()
    home.line.link, home.line.because = Link.AWAY, "Connection refused"

    home.sort()

    (status,) = home.devices.entries(IntakeStatus)
    assert "has been away since 2026-06-12 12:00:00 UTC (Connection refused)" in status.sentence


def test_a_message_on_a_foreign_topic_is_counted_and_belongs_to_nobody(home: Hearing) -> None:
    home.line.hand("penstock/../etc/passwd", b"x")

    home.sort()

    assert [(each.home, each.kind.value) for each in home.devices.faults()] == [
        ("", "foreign topic")
    ]


def _command(named: str) -> DeviceCommand:
    return asked({"on": True}, of=HALL, by="Sol", at=NOON, deadline=NOON + MINUTE, named=named)


def _state_of(home: Hearing, named: str) -> CommandState:
    found = home.devices.entry(DeviceCommand, named)
    assert found is not None
    return found.state
