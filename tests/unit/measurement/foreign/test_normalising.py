"""Moments and words as other systems write them."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.foreign.faults import FaultKind
from penstock.measurement.foreign.mapping import Order, usual_columns
from penstock.measurement.foreign.moments import at_us, moment_of
from penstock.measurement.foreign.normalising import ZoneNeededError
from tests.unit.measurement.foreign.reading import counts, understood

CHICAGO = ZoneInfo("America/Chicago")


@given(st.integers(-(10**15), 7 * 10**15).map(at_us), st.timezones())
def test_a_moment_with_a_zone_is_the_same_moment_in_utc(at: datetime, zone: tzinfo) -> None:
    read = moment_of(at.astimezone(zone).isoformat(), form="", zone=CHICAGO)

    assert at_us(read.us) == at


def test_a_moment_of_its_own_form_is_read() -> None:
    read = moment_of("02.03.2026 14:05", form="%d.%m.%Y %H:%M", zone=CHICAGO)

    assert at_us(read.us) == datetime(2026, 3, 2, 20, 5, tzinfo=UTC)


def test_a_time_without_a_zone_is_asked_about_with_its_event() -> None:
    with pytest.raises(ZoneNeededError, match="“2026-03-02 14:05” of event 2 says no time zone"):
        understood([("A", "x", "2026-03-02T14:00Z"), ("A", "x", "2026-03-02 14:05")])


def test_times_without_zones_beside_others_are_counted_as_assumed() -> None:
    rows = [("A", "x", "2026-03-02T14:00Z"), ("A", "x", "2026-03-02 14:05")]
    [case], faults = understood(rows, zone=CHICAGO)

    assert faults.count(FaultKind.ASSUMED_ZONE) == 1
    assert case.visits[-1].exited == datetime(2026, 3, 2, 20, 5, tzinfo=UTC)


def test_times_that_all_lack_a_zone_are_no_fault() -> None:
    _, faults = understood([("A", "x", "2026-03-02 14:05")], zone=CHICAGO)

    assert faults.count(FaultKind.ASSUMED_ZONE) == 0


@pytest.mark.parametrize("local", ["2026-03-08 02:30", "2026-11-01 01:30"])
def test_an_hour_that_a_clock_change_skips_or_repeats_is_counted(local: str) -> None:
    _, faults = understood([("A", "x", local)], zone=CHICAGO)

    assert faults.count(FaultKind.AMBIGUOUS_TIME) == 1


def test_what_an_event_lacks_is_named_by_its_number() -> None:
    rows = [
        ("", "x", "2026-03-02T14:00Z"),
        ("A", " ", "2026-03-02T14:00Z"),
        ("A", "x", ""),
        ("A", "x", "soon"),
        ("A", "x", "2028-03-02T14:00Z"),
    ]
    _, faults = understood(rows)

    found = {each.kind: each.examples for each in faults.found()}
    assert found[FaultKind.NO_CASE] == ("event 1",)
    assert found[FaultKind.NO_ACTIVITY] == ("event 2",)
    assert found[FaultKind.NO_TIME] == ("event 3",)
    assert found[FaultKind.UNREADABLE_TIME] == ("event 4: “soon”",)
    assert found[FaultKind.FUTURE] == ("event 5: “2028-03-02T14:00Z”",)


def test_an_outcome_that_no_visit_has_is_counted_and_taken_from_what_follows() -> None:
    names = ("case", "activity", "time", "outcome")
    [case], faults = understood([("A", "x", "2026-03-02T14:00Z", "approved")], names=names)

    assert case.visits[0].outcome == "passed"
    assert counts(faults)[FaultKind.UNKNOWN_OUTCOME] == 1


def test_a_moment_before_the_last_one_of_its_case_is_counted_where_the_file_decides() -> None:
    rows = [("A", "x", "2026-03-02T14:00Z"), ("A", "y", "2026-03-02T13:00Z")]
    _, faults = understood(rows, order=Order.FILE)

    assert faults.count(FaultKind.WENT_BACK) == 1


def test_columns_go_by_their_usual_names_whatever_their_capitals() -> None:
    found = usual_columns((" Case ID", "ACTIVITY", "Complete Timestamp", "org:resource", "cost"))

    assert found == {
        "case": " Case ID",
        "activity": "ACTIVITY",
        "time": "Complete Timestamp",
        "resource": "org:resource",
    }
