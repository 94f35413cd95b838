from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.crews import read_roster
from penstock.app.tabular import UnfitFileError
from penstock.casework.appointment.crews import Absence
from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.ports import BookedTwiceError
from penstock.casework.appointment.soonest import soonest
from penstock.casework.appointment.travel import Location
from penstock.store.memory_records import MemoryRecords

HERE = Location(latitude=36.07, longitude=-79.79)
WEEK = Window(start=datetime(2026, 11, 30, 5, tzinfo=UTC), end=datetime(2026, 12, 5, 5, tzinfo=UTC))


@pytest.fixture
def calendar() -> RecordedCrewCalendar:
    return RecordedCrewCalendar(records=MemoryRecords())


def planned(calendar: RecordedCrewCalendar, name: str, minutes: int = 240) -> Appointment:
    job = Job(id=name, location=HERE, minutes=minutes, skills=("roof",))
    found = soonest(job, calendar.booked(WEEK), calendar.shifts(WEEK), calendar.travel)
    assert found is not None
    return found


def test_what_is_booked_is_read_again_as_it_was(calendar: RecordedCrewCalendar) -> None:
    long = planned(calendar, "SOL-1", minutes=1200)
    assert len(long.visits) == 3

    calendar.book([long])

    assert calendar.booked(WEEK) == (long,)


def test_crews_do_one_thing_at_a_time(calendar: RecordedCrewCalendar) -> None:
    first, second = planned(calendar, "SOL-1"), planned(calendar, "SOL-2")
    calendar.book([first])

    with pytest.raises(BookedTwiceError, match="Nothing was booked; plan again"):
        calendar.book([second])

    assert calendar.booked(WEEK) == (first,)


def test_crews_are_not_booked_for_two_places_that_are_too_far_apart(
    calendar: RecordedCrewCalendar,
) -> None:
    first = planned(calendar, "SOL-1", minutes=60)
    calendar.book([first])
    (visit,) = first.visits
    far = replace(
        first,
        job="SOL-2",
        location=Location(latitude=36.9, longitude=-79.79),
        visits=(replace(visit, start=visit.end, end=visit.end + timedelta(hours=1)),),
    )

    with pytest.raises(BookedTwiceError):
        calendar.book([far])


def test_to_book_the_same_twice_changes_nothing(calendar: RecordedCrewCalendar) -> None:
    first = planned(calendar, "SOL-1")
    calendar.book([first])

    calendar.book([first])

    assert calendar.booked(WEEK) == (first,)


def test_a_moved_appointment_leaves_its_time_to_others(calendar: RecordedCrewCalendar) -> None:
    first = planned(calendar, "SOL-1", minutes=400)
    calendar.book([first])
    moved = planned(calendar, "SOL-1", minutes=400)
    assert moved.visits != first.visits or moved.crew != first.crew

    calendar.book([moved], instead_of=[first])

    assert calendar.booked(WEEK) == (moved,)
    assert planned(calendar, "SOL-2", minutes=400).visits == first.visits


def test_a_crew_that_is_ill_is_not_booked(calendar: RecordedCrewCalendar) -> None:
    first = planned(calendar, "SOL-1")
    ill = Absence(crew=first.crew, window=first.visits[0].window, because="ill")

    calendar.report_absence(ill)
    calendar.report_absence(ill)

    with pytest.raises(BookedTwiceError, match="the crew is not there"):
        calendar.book([first])
    assert planned(calendar, "SOL-1").crew != first.crew or (
        planned(calendar, "SOL-1").start >= first.end
    )


def test_nobody_reports_a_crew_that_there_is_not(calendar: RecordedCrewCalendar) -> None:
    with pytest.raises(LookupError, match=r"There is no crew nobody\. Crews: roof-1, "):
        calendar.report_absence(Absence(crew="nobody", window=WEEK, because="ill"))


def test_all_that_is_wrong_with_crews_is_said_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "field-crews"
    folder.mkdir()
    (folder / "crews.csv").write_text(
        "number,crew,name,skills,latitude,longitude\n1,a,,roof,36,-79\n1,a,,roof,north,-200\n",
        encoding="utf-8",
    )

    with pytest.raises(UnfitFileError) as refused:
        read_roster(tmp_path)

    assert refused.value.reasons == (
        "line 3: latitude is “north”; write degrees from -90 to 90.",
        "line 3: longitude is “-200”; write degrees from -180 to 180.",
        "line 3: crew number 1 stands twice.",
        "line 3: crew a stands twice.",
    )
