"""Who goes out with which crew: chosen by whoever does, and kept as a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.app.streams.keeping import again, latest_of, number_of
from penstock.casework.appointment.crews import Crew
from penstock.governance.conduct.records import Records


class NoSuchCrewError(LookupError):
    """Nobody is sent out under this name."""

    def __init__(self, crew_id: str, crews: Sequence[Crew]) -> None:
        known = ", ".join(each.id for each in crews)
        super().__init__(f"There is no crew “{crew_id}”. Crews: {known}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewMember:
    """With which crew somebody goes out; a record, of which each change is a version."""

    number: int
    version: int
    person: str
    crew: str
    since: datetime

    @property
    def id(self) -> str:
        """What people call it."""
        return f"the crew of {self.person}"


@dataclass(frozen=True, kw_only=True)
class Members:
    """Who goes out with which crew.

    Args:
        records: Where that is kept.
    """

    records: Records

    def crew_of(self, person: str) -> str:
        """Return the crew that somebody goes out with; empty where they have named none."""
        member = latest_of(self.records, CrewMember, self._number(person))
        return member.crew if member else ""

    def join(self, person: str, crew_id: str, crews: Sequence[Crew], *, at: datetime) -> None:
        """Let somebody go out with a crew; the same again changes nothing.

        Raises:
            NoSuchCrewError: There is no such crew.
        """
        if crew_id not in {each.id for each in crews}:
            raise NoSuchCrewError(crew_id, crews)
        again(lambda: self._join(person, crew_id, at))

    def _join(self, person: str, crew_id: str, at: datetime) -> None:
        number = self._number(person)
        before = latest_of(self.records, CrewMember, number)
        if before and before.crew == crew_id:
            return
        version = before.version + 1 if before else 1
        member = CrewMember(number=number, version=version, person=person, crew=crew_id, since=at)
        self.records.keep(member)

    def _number(self, person: str) -> int:
        """Return the number of somebody's record; where two names share one, the next is taken."""
        number = number_of(person)
        while (found := latest_of(self.records, CrewMember, number)) and found.person != person:
            number += 1
        return number
