"""Listening to homes: what comes is kept, acknowledged and sorted, whatever vanishes."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from penstock.app.devices.intake.listening import IntakeBusyError
from penstock.casework.device.faults import FaultCount
from penstock.casework.device.live import LiveState
from penstock.casework.device.status import IntakeStatus, Link
from penstock.store.errors import StoreFailedError
from penstock.store.memory_devices import MemoryDevices
from tests.device_intake import Hearing, consent
from tests.smart_devices import MINUTE, NOON

DAY = timedelta(days=1)


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


def test_files_of_a_day_become_few_while_listening_and_keep_every_row(home: Hearing) -> None:
    for number in range(40):
        home.line.now = NOON + number * MINUTE
        home.says(seq=number, temperature=20)
        home.sort()

    home.elapsed_s = 61.0
    home.sort()

    (day,) = (home.folder / "telemetry").iterdir()
    assert [each.name for each in day.iterdir()] == ["merged-000001.parquet"]
    assert [row["sequence"] for row in home.rows()] == list(range(40))


def test_after_a_week_without_internet_its_days_are_merged_one_soon_after_the_other(
    home: Hearing,
) -> None:
    since = NOON - 9 * DAY
    home.store.consents.keep(consent("analytics", id="C-early", start=since, given_at=since))
    week = [NOON - number * DAY for number in range(1, 8)]
    for number in range(6):
        for at in week:
            home.says(seq=number, temperature=20, when=at + number * MINUTE)
        home.sort()

    for second in range(61, 61 + 4 * len(week), 4):
        home.elapsed_s = float(second)
        home.sort()

    files = [len(list(day.iterdir())) for day in (home.folder / "telemetry").iterdir()]
    assert files == [1] * len(week)
    assert len(home.rows()) == 6 * len(week)


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


def test_what_the_broker_is_doing_is_told(home: Hearing) -> None:
    home.sort()
    home.line.link, home.line.because = Link.AWAY, "Connection refused"

    home.sort()

    (status,) = home.devices.entries(IntakeStatus)
    assert "has been away since 2026-06-12 12:00:00 UTC (Connection refused)" in status.sentence
