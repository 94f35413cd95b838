import asyncio
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.devices.broker.journal import BusyJournalError, Journal
from penstock.app.devices.broker.packets import Message
from penstock.app.devices.broker.remembering import (
    Held,
    Memory,
    Remembered,
    acknowledged_record,
    ended_record,
    held_record,
    retained_record,
    session_record,
    snapshot,
)


def said(text: str) -> None:
    raise AssertionError(text)


def kept(file: Path, *records: bytes, snapshot: list[bytes] | None = None) -> list[bytes]:
    """Add records to a journal, and return what it held before."""

    async def work() -> list[bytes]:
        journal = Journal(file, tell=heard.append)
        before = list(journal.open())
        keeping = asyncio.create_task(journal.keep())
        told: list[bytes] = []
        for record in records:
            journal.append(record)
            journal.when_kept(partial(told.append, record))
        if snapshot is not None:
            journal.replace(snapshot)
        journal.end()
        await keeping
        assert told == list(records)
        return before

    heard: list[str] = []
    return asyncio.run(work())


def test_a_journal_holds_what_was_added_run_after_run(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    kept(file, b"one", b"two")
    kept(file, b"three")

    assert kept(file) == [b"one", b"two", b"three"]


@pytest.mark.parametrize("cut", range(1, 11))
def test_half_a_record_at_the_end_is_put_aside_and_the_rest_counts(
    tmp_path: Path, cut: int
) -> None:
    file = tmp_path / "journal"
    kept(file, b"one", b"two")
    file.write_bytes(file.read_bytes()[:-cut])

    assert kept(file, b"three") == [b"one"]
    assert kept(file) == [b"one", b"three"]
    assert file.with_suffix(".damaged").stat().st_size == 11 - cut


def test_a_snapshot_stands_for_what_was_before(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    kept(file, *[b"x" * 100] * 50)

    kept(file, b"after", snapshot=[b"short"])

    assert kept(file) == [b"short", b"after"]


def test_two_brokers_do_not_work_in_one_folder(tmp_path: Path) -> None:
    async def second() -> None:
        first = Journal(tmp_path / "journal", tell=said)
        list(first.open())
        with pytest.raises(BusyJournalError, match="Another broker works in"):
            list(Journal(tmp_path / "journal", tell=said).open())
        first.end()
        await first.keep()

    asyncio.run(second())


def test_a_disk_that_refuses_is_told_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penstock.app.devices.broker.journal._RETRY_S", 0.01)
    heard: list[str] = []
    told: list[str] = []

    async def work() -> None:
        journal = Journal(tmp_path / "journal", tell=heard.append)
        list(journal.open())
        with monkeypatch.context() as full:
            full.setattr("os.pwrite", _full)
            keeping = asyncio.create_task(journal.keep())
            journal.append(b"one")
            journal.when_kept(lambda: told.append("kept"))
            while not heard:
                await asyncio.sleep(0.005)
            assert told == []
        journal.end()
        await keeping

    asyncio.run(work())

    assert "cannot be written: No space left on device. Nothing is acknowledged" in heard[0]
    assert told == ["kept"]
    assert kept(tmp_path / "journal") == [b"one"]


def _full(*_: object) -> int:
    raise OSError(28, "No space left on device")


TOPIC = st.sampled_from(["a", "b/c", "ä"])
MESSAGE = st.builds(Message, topic=TOPIC, payload=st.binary(max_size=5), qos=st.just(1))
RECORD = st.one_of(
    st.builds(
        lambda number, user: session_record(
            number, Remembered(user=user, client="c", filters={"a/#": 1})
        ),
        st.integers(1, 3),
        st.sampled_from(["elm", "penstock"]),
    ),
    st.builds(ended_record, st.integers(1, 3)),
    st.builds(
        lambda number, message, to: held_record(Held(number, message), sorted(to)),
        st.integers(1, 6),
        MESSAGE,
        st.sets(st.integers(1, 3), min_size=1),
    ),
    st.builds(acknowledged_record, st.integers(1, 3), st.integers(1, 6)),
    st.builds(retained_record, st.just("elm"), MESSAGE),
    st.just(b"Zsomething newer"),
)


def remembered(records: list[bytes]) -> object:
    memory = Memory()
    for record in records:
        memory.take(record)
    sessions = {
        number: (
            each.user,
            each.filters,
            {key: held.message for key, held in sorted(each.waiting.items())},
        )
        for number, each in memory.sessions.items()
    }
    return sessions, dict(sorted(memory.retained.items()))


@given(st.lists(RECORD, max_size=20))
def test_a_snapshot_says_what_all_records_said(records: list[bytes]) -> None:
    memory = Memory()
    for record in records:
        memory.take(record)

    short = list(snapshot(memory.sessions.items(), memory.retained.values()))

    assert remembered(short) == remembered(records)
