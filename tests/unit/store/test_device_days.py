"""Days of what devices measured: many files become few, and no row is lost or told twice."""

import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from penstock.store.parquet.device_days import DeviceDays, DeviceRow

DAY = date(2026, 6, 12)
NEXT = DAY + timedelta(days=1)
SEGMENTS, HOMES = 40, 3


def row(home: int, number: int) -> DeviceRow:
    at = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) + timedelta(seconds=number)
    return DeviceRow(
        home=f"elm_{home}",
        device="hall",
        serial="TH-1",
        quantity="temperature",
        value=float(number),
        word="",
        unit="°C",
        at=at,
        received_at=at,
        sequence=number,
        is_own_clock=True,
        consents={"analytics": "CON-1@1"} if number % 2 else {},
    )


def write(days: DeviceDays, first: int = 0, last: int = SEGMENTS) -> None:
    """Write a file for each segment, with a row of each home."""
    for number in range(first, last):
        days.write(f"{number:06}", [row(home, number) for home in range(HOMES)])


def told(days: DeviceDays) -> list[int]:
    return [each["sequence"] for each in days.rows(DAY, home="elm_1")]


def files(days: DeviceDays) -> list[str]:
    return sorted(each.name for each in (days.path / f"day={DAY}").iterdir())


@pytest.fixture
def days(tmp_path: Path) -> DeviceDays:
    found = DeviceDays(tmp_path)
    write(found)
    return found


def test_a_day_that_is_over_becomes_one_file_with_every_row(days: DeviceDays) -> None:
    before = list(days.rows(DAY, home="elm_1"))

    gone = days.merge(today=NEXT)

    assert (gone, files(days)) == (SEGMENTS, ["merged-000001.parquet"])
    assert list(days.rows(DAY, home="elm_1")) == before


def test_consents_stay_on_each_row(days: DeviceDays) -> None:
    days.merge(today=NEXT)

    found = [each["sequence"] for each in days.rows(DAY, home="elm_1", purpose="analytics")]
    assert found == list(range(1, SEGMENTS, 2))


def test_few_files_stay_as_they_are(tmp_path: Path) -> None:
    days = DeviceDays(tmp_path)
    write(days, last=3)

    assert days.merge(today=NEXT) == 0
    assert days.merge(today=DAY) == 0


def test_the_day_under_way_is_merged_when_many_files_lie_there_and_goes_on(
    days: DeviceDays,
) -> None:
    days.merge(today=DAY)
    write(days, SEGMENTS, SEGMENTS + 2)

    assert len(files(days)) == 3
    assert told(days) == list(range(SEGMENTS + 2))
    assert days.merge(today=DAY) == 0


def test_what_comes_late_for_a_day_is_merged_into_it(days: DeviceDays) -> None:
    days.merge(today=NEXT)
    write(days, SEGMENTS, SEGMENTS + 5)

    days.merge(today=NEXT)

    assert files(days) == ["merged-000002.parquet"]
    assert told(days) == list(range(SEGMENTS + 5))


def test_whoever_is_killed_before_old_files_are_gone_doubles_nothing(
    days: DeviceDays, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(days.path / f"day={DAY}", old)
    days.merge(today=NEXT)
    for each in list(old.iterdir())[::2]:
        shutil.copy(each, days.path / f"day={DAY}")

    between = told(days)
    again = DeviceDays(days.path)
    again.merge(today=NEXT)

    assert between == told(again) == list(range(SEGMENTS))
    assert files(again) == ["merged-000001.parquet"]


def test_a_file_that_was_half_written_is_not_read(days: DeviceDays) -> None:
    folder = days.path / f"day={DAY}"
    (folder / ".merged-000001.parquet.draft").write_bytes(b"PAR1 and no more")

    assert told(days) == list(range(SEGMENTS))
    days.merge(today=NEXT)
    assert told(days) == list(range(SEGMENTS))


def test_whoever_reads_while_files_are_merged_sees_each_row_once(days: DeviceDays) -> None:
    over = Event()

    def reads() -> Counter[tuple[int, ...]]:
        reader, seen = DeviceDays(days.path), Counter[tuple[int, ...]]()
        while not over.is_set() or not seen:
            numbers = told(reader)
            # New segments come in order, so that what is seen is always a beginning of them.
            seen[tuple(numbers) == tuple(range(len(numbers))), len(numbers) >= SEGMENTS] += 1
        return seen

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reads)
        for turn in range(6):
            days.merge(today=NEXT)
            write(days, SEGMENTS + 5 * turn, SEGMENTS + 5 * (turn + 1))
        over.set()
        seen = reading.result(timeout=60)

    assert set(seen) == {(True, True)}
