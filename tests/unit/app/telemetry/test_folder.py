import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from penstock.app.telemetry.folder import TelemetryFolder
from penstock.app.telemetry.reading import Site, read_file
from penstock.engineering.monitoring.telemetry import Reading
from penstock.engineering.monitoring.telemetry.intake import IntakeRules

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
LATE = datetime(2026, 6, 12, 23, 30, tzinfo=UTC)


def hourly(count: int, *, power_kw: float = 4.0) -> tuple[Reading, ...]:
    return tuple(
        Reading(at=LATE + timedelta(hours=number), serial="SN-1", power_kw=power_kw)
        for number in range(count)
    )


def test_readings_are_kept_by_the_day_of_utc(tmp_path: Path) -> None:
    folder = TelemetryFolder(tmp_path)

    folder.keep(hourly(3), ())

    assert [each.name for each in folder.days()] == ["2026-06-12.csv", "2026-06-13.csv"]
    assert folder.readings() == hourly(3)


def test_what_is_kept_first_counts_and_later_readings_are_added(tmp_path: Path) -> None:
    folder = TelemetryFolder(tmp_path)
    folder.keep(hourly(1), ())

    folder.keep(hourly(2, power_kw=9.0), ())

    assert [each.power_kw for each in folder.readings()] == [4.0, 9.0]


@given(st.lists(st.integers(0, 200), max_size=12))
def test_keeping_twice_is_keeping_once(hours: list[int]) -> None:
    from tempfile import TemporaryDirectory

    some = tuple(
        Reading(at=LATE + timedelta(hours=hour), serial="SN-1", power_kw=1.0)
        for hour in sorted(set(hours))
    )
    with TemporaryDirectory() as place:
        folder = TelemetryFolder(Path(place))
        folder.keep(some, ())
        folder.keep(some, ())
        assert folder.readings() == some


def test_what_was_received_and_not_sorted_in_is_not_lost(tmp_path: Path) -> None:
    said = json.dumps({"at": LATE.isoformat(), "serial": "SN-1", "power_kw": 4}).encode()
    TelemetryFolder(tmp_path).receive([("site/1", said), ("site/1", b"\xff\x00 no JSON")])

    into = TelemetryFolder(tmp_path).sort_in(IntakeRules(now=NOW))

    assert into.tally.kept == 1
    assert TelemetryFolder(tmp_path).readings() == hourly(1)
    assert list(TelemetryFolder(tmp_path).received()) == []


def test_half_a_line_of_a_machine_that_stopped_is_passed_over(tmp_path: Path) -> None:
    folder = TelemetryFolder(tmp_path)
    folder.receive([("site/1", b"{}")])
    with (tmp_path / "received.jsonl").open("a") as file:
        file.write('{"topic": "site/1", "ra')

    assert list(folder.received()) == [("site/1", b"{}")]


def test_what_is_set_aside_is_kept_byte_for_byte_and_once(tmp_path: Path) -> None:
    source = tmp_path / "site.jsonl"
    source.write_bytes(b'{"at": 0, "power_kw": 4}\nnonsense\n')

    read_file(source, Site(), tmp_path / "kept", now=NOW)
    made = read_file(source, Site(), tmp_path / "kept", now=NOW)

    lines = (tmp_path / "kept" / "set-aside.jsonl").read_text().splitlines()
    assert [json.loads(each)["oddity"] for each in lines] == ["clock is wrong", "not readable"]
    assert (made.tally.sent, made.tally.kept) == (2, 0)
