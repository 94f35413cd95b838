"""The use cases of who works in the field: their crew, their days, a job, and what they report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases
from penstock.app.field.holding import Holding
from penstock.app.field.jobs import Job, job_of
from penstock.app.field.members import Members
from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.ports import World
from penstock.app.streams.procuring import crew_calendar
from penstock.casework.appointment.crews import Crew
from penstock.casework.appointment.jobs import Appointment, Window

BACK, AHEAD = timedelta(days=7), timedelta(days=8)
# A crew may come back from where there is no signal after weeks.
_BOOKED_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """A visit of a crew to a job.

    Args:
        day: The day.
        start: When the work begins.
        end: When the crew is done for the day.
        job: The job.
    """

    day: date
    start: datetime
    end: datetime
    job: Job


@dataclass(frozen=True, kw_only=True)
class Fieldwork:
    """What somebody does in the field.

    Args:
        cases: The cases, as they may see them.
        person: Who they are.
    """

    cases: Cases
    person: str

    @property
    def crews(self) -> Sequence[Crew]:
        """Everybody who is sent out."""
        return self._calendar.crews

    @cached_property
    def crew(self) -> str:
        """The crew that they go out with; empty where they have named none."""
        return self._members.crew_of(self.person)

    @property
    def zone(self) -> ZoneInfo:
        """The time of the crews."""
        return ZoneInfo(self._calendar.zone)

    @property
    def today(self) -> date:
        """The day it is, where the crews are."""
        return self.cases.now().astimezone(self.zone).date()

    @property
    def holding(self) -> Holding:
        """Reports that wait for a person."""
        return Holding(cases=self.cases, person=self.person)

    def join(self, crew_id: str) -> None:
        """Go out with a crew from now on.

        Raises:
            NoSuchCrewError: There is no such crew.
        """
        self._members.join(self.person, crew_id, self.crews, at=self.cases.now())

    def outings(self) -> tuple[Outing, ...]:
        """Return the visits of their crew in the week before and after, the earliest first.

        Jobs that they may not see are left out, and so is what lies behind and is over.
        """
        now = self.cases.now()
        window = Window(start=now - BACK, end=now + AHEAD)
        booked = self._calendar.of_crew(self.crew, window) if self.crew else ()
        jobs = {
            each.case_id: self._job(each.case_id, booked)
            for each in self.cases.listed(dict.fromkeys(found.job for found in booked))
        }
        found = [
            Outing(day=visit.day, start=visit.start, end=visit.end, job=jobs[each.job])
            for each in booked
            if each.job in jobs
            for visit in each.visits
            if visit.window.overlaps(window)
        ]
        there = [each for each in found if each.day >= self.today or _goes_on(each.job)]
        return tuple(sorted(there, key=lambda each: (each.start, each.job.case_id)))

    def job(self, case_id: str) -> Job:
        """Return a job, be it of their crew or not.

        Raises:
            NoSuchCaseError: There is none, as far as they may know.
        """
        return self._job(self.cases.case(case_id).case_id, self._booked(self.crew))

    def is_booked(self, crew_id: str, case_id: str) -> bool:
        """Tell whether a job is with a crew, be it weeks ago."""
        return any(each.job == case_id for each in self._booked(crew_id))

    def _job(self, case_id: str, booked: Sequence[Appointment]) -> Job:
        appointment = next((each for each in booked if each.job == case_id), None)
        return job_of(self.cases, case_id, person=self.person, appointment=appointment)

    def _booked(self, crew_id: str) -> tuple[Appointment, ...]:
        now = self.cases.now()
        window = Window(start=now - _BOOKED_WITHIN, end=now + _BOOKED_WITHIN)
        return self._calendar.of_crew(crew_id, window) if crew_id else ()

    @cached_property
    def _calendar(self) -> RecordedCrewCalendar:
        return crew_calendar(World(cases=self.cases, folder=self.cases.ports.folder))

    @property
    def _members(self) -> Members:
        return Members(records=self.cases.store.records)


def _goes_on(job: Job) -> bool:
    return job.has_begun and job.acts is not None and job.standing.status == "open"
