"""The calendar of crews: each day of a crew a record, so that nobody is booked twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from penstock.app.streams.crew_days import (
    CrewAbsence,
    CrewDay,
    absence_of,
    after,
    appointments,
    empty_day,
)
from penstock.app.streams.crews import Roster, read_roster
from penstock.app.streams.keeping import again, latest_of
from penstock.casework.appointment.crews import Absence, Crew, Shift, shifts
from penstock.casework.appointment.jobs import Appointment, Window
from penstock.casework.appointment.ports import BookedTwiceError
from penstock.casework.appointment.routes import fixed_stop, timed, ways_between
from penstock.casework.appointment.travel import Travel
from penstock.governance.conduct.records import Records
from penstock.governance.service_levels.business_time import local_day


@dataclass(frozen=True, kw_only=True)
class RecordedCrewCalendar:
    """Plans of crews, kept beside the cases for all programs together.

    Args:
        records: Where they are kept.
        folder: The documents; those of the reference company where they have no crews.
    """

    records: Records
    folder: Path | None = None

    @property
    def travel(self) -> Travel:
        """By what ways are reckoned."""
        return self._roster.travel

    @property
    def crews(self) -> tuple[Crew, ...]:
        """Everybody who is sent out."""
        return self._roster.crews

    @property
    def zone(self) -> str:
        """In which time zone crews are."""
        return self._roster.calendar.zone

    def shifts(self, window: Window) -> tuple[Shift, ...]:
        """Return the days of all crews within a period, without absences; each crew's in order.

        Raises:
            BeyondCalendarError: The calendar does not reach that far.
        """
        away = self._absences()
        return tuple(
            shift
            for crew in self._roster.crews
            for shift in shifts(crew, self._roster.calendar, window, absences=away)
        )

    def booked(self, window: Window) -> tuple[Appointment, ...]:
        """Return the appointments that have a day within a period."""
        return tuple(
            dict.fromkeys(
                each for crew in self._roster.crews for each in self.of_crew(crew.id, window)
            )
        )

    def of_crew(self, crew_id: str, window: Window) -> tuple[Appointment, ...]:
        """Return the appointments of a crew that have a day within a period; none if it is gone."""
        days = range(self._day(window.start).toordinal(), self._day(window.end).toordinal() + 1)
        return tuple(
            dict.fromkeys(
                each
                for crew in self._roster.crews
                if crew.id == crew_id
                for day in days
                for each in appointments(self._of(crew, date.fromordinal(day)))
                if any(visit.window.overlaps(window) for visit in each.visits)
            )
        )

    def book(
        self, appointments: Sequence[Appointment], *, instead_of: Sequence[Appointment] = ()
    ) -> None:
        """Book appointments and give others up; all of it, or nothing.

        Raises:
            BookedTwiceError: A crew is not there, or has another appointment at that time.
        """
        again(lambda: self._book(appointments, instead_of))

    def report_absence(self, absence: Absence) -> None:
        """Write down that a crew cannot be sent out; the same twice changes nothing.

        Raises:
            LookupError: No crew is called so.
        """
        self._crew(absence.crew)
        if absence in self._absences():
            return
        again(lambda: self.records.keep(self._absence(absence)))

    def _book(self, new: Sequence[Appointment], old: Sequence[Appointment]) -> None:
        days = {(each.crew, visit.day) for each in (*new, *old) for visit in each.visits}
        changed = []
        # Programs that write several days do so in one order, and wait for nobody in a circle.
        for crew_id, day in sorted(days):
            crew = self._crew(crew_id)
            before = self._of(crew, day)
            gone = {(each.job, each.visits) for each in (*old, *new)}
            booked = [each for each in appointments(before) if (each.job, each.visits) not in gone]
            added = [each for each in new if each.crew == crew_id and _has(each, day)]
            if added:
                self._require_room(crew, day, [*booked, *added])
            then = after(before, [*booked, *added])
            if then.bookings != before.bookings:
                changed.append(then)
        self.records.keep(*sorted(changed, key=lambda each: each.number))

    def _require_room(self, crew: Crew, day: date, booked: Sequence[Appointment]) -> None:
        calendar = self._roster.calendar
        midnight = datetime.combine(day, datetime.min.time(), tzinfo=ZoneInfo(calendar.zone))
        window = Window(start=midnight, end=midnight + timedelta(days=1))
        whole = shifts(crew, calendar, window)
        there = shifts(crew, calendar, window, absences=self._absences())
        if not there or not _fits(whole[0], there[0], booked, self.travel):
            jobs = " and ".join(each.job for each in booked)
            raise BookedTwiceError(
                f"{crew.id} cannot do {jobs} on {day}: that time is booked by now, or the crew is "
                "not there. Nothing was booked; plan again."
            )

    def _of(self, crew: Crew, day: date) -> CrewDay:
        empty = empty_day(crew, day)
        return latest_of(self.records, CrewDay, empty.number) or empty

    def _absences(self) -> tuple[Absence, ...]:
        return tuple(map(absence_of, self.records.latest(CrewAbsence)))

    def _absence(self, absence: Absence) -> CrewAbsence:
        return CrewAbsence(
            number=self.records.next_number(CrewAbsence),
            version=1,
            crew=absence.crew,
            start=absence.window.start,
            end=absence.window.end,
            because=absence.because,
        )

    def _crew(self, crew_id: str) -> Crew:
        for each in self._roster.crews:
            if each.id == crew_id:
                return each
        known = ", ".join(each.id for each in self._roster.crews)
        raise LookupError(f"There is no crew {crew_id}. Crews: {known}.")

    def _day(self, moment: datetime) -> date:
        return local_day(self._roster.calendar, moment)

    @cached_property
    def _roster(self) -> Roster:
        return read_roster(self.folder)


def _has(appointment: Appointment, day: date) -> bool:
    return any(visit.day == day for visit in appointment.visits)


def _fits(whole: Shift, there: Shift, booked: Sequence[Appointment], travel: Travel) -> bool:
    """Tell whether a crew is there for all visits of a day, and comes to all of them in time."""
    visits = [(each, visit) for each in booked for visit in each.visits if visit.day == there.day]
    for _, visit in visits:
        worked = whole.minute(visit.end) - whole.minute(visit.start)
        if there.minute(visit.end) - there.minute(visit.start) != worked:
            return False
    ways = ways_between([there.crew.base, *(each.location for each in booked)], travel)
    stops = [fixed_stop(each, visit, there, ways) for each, visit in visits]
    route = sorted(stops, key=lambda stop: stop.starts)
    return timed(route, there.minutes, ways.places[there.crew.base], ways) is not None
