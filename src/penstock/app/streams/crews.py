"""The crews of a company and their hours, as they stand beside its documents."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from penstock.app.streams.catalogue import CALENDAR, company_file, read_calendar
from penstock.app.tabular import UnfitFileError, rows_of
from penstock.casework.appointment.crews import Crew
from penstock.casework.appointment.travel import GreatCircleTravel, Location
from penstock.governance.service_levels.calendars import Calendar, CalendarError, weekly

CREWS = Path("field-crews") / "crews.csv"
HOURS = Path("field-crews") / "hours.toml"
_COLUMNS = ("number", "crew", "name", "skills", "latitude", "longitude")
# Days of a crew are numbered within a whole number of four bytes.
_MOST_CREWS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who can be sent out, when, and how fast they drive.

    Args:
        crews: Who.
        calendar: Their hours, and the company's holidays.
        travel: By what ways are reckoned.
    """

    crews: tuple[Crew, ...]
    calendar: Calendar
    travel: GreatCircleTravel


def read_roster(folder: Path | None) -> Roster:
    """Return who can be sent out, from the files beside the documents.

    Raises:
        UnfitFileError: One of the files cannot be followed.
    """
    hours = company_file(folder, HOURS)
    holidays = read_calendar(company_file(folder, CALENDAR))
    try:
        said: dict[str, Any] = tomllib.loads(hours.read_text(encoding="utf-8"))
        calendar = replace(holidays, id="field-crews", zone=said["zone"], week=weekly(said["week"]))
        travel = GreatCircleTravel(
            speed_km_h=float(said["travel"]["speed_km_h"]), detour=float(said["travel"]["detour"])
        )
    except (OSError, CalendarError, KeyError, TypeError, ValueError) as error:
        raise UnfitFileError(hours, [f"it cannot be followed: {error}."]) from error
    return Roster(crews=_crews(company_file(folder, CREWS)), calendar=calendar, travel=travel)


def _crews(file: Path) -> tuple[Crew, ...]:
    crews: list[Crew] = []
    problems: list[str] = []
    for line, row in rows_of(file, _COLUMNS):
        found = list(_problems(row))
        if row["number"] in {str(each.number) for each in crews}:
            found.append(f"crew number {row['number']} stands twice")
        if row["crew"] in {each.id for each in crews}:
            found.append(f"crew {row['crew']} stands twice")
        problems += [f"line {line}: {each}." for each in found]
        if not found:
            crews.append(_crew(row))
    if problems:
        raise UnfitFileError(file, problems)
    return tuple(crews)


def _problems(row: Mapping[str, str]) -> Iterator[str]:
    if not (row["number"].isdecimal() and 1 <= int(row["number"]) <= _MOST_CREWS):
        yield f"number is “{row['number']}”; write a whole number from 1 to {_MOST_CREWS}"
    if not row["crew"]:
        yield "it does not say what the crew is called"
    for name, most in (("latitude", 90), ("longitude", 180)):
        try:
            is_right = abs(float(row[name])) <= most
        except ValueError:
            is_right = False
        if not is_right:
            yield f"{name} is “{row[name]}”; write degrees from -{most} to {most}"


def _crew(row: Mapping[str, str]) -> Crew:
    return Crew(
        number=int(row["number"]),
        id=row["crew"],
        name=row["name"],
        skills=tuple(row["skills"].split()),
        base=Location(latitude=float(row["latitude"]), longitude=float(row["longitude"])),
    )
