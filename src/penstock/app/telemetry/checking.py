"""Telemetry held against what a system should have given."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from penstock.app.items.form import Form, form_of
from penstock.app.items.problems import UnfitItemError
from penstock.app.telemetry.folder import TelemetryFolder
from penstock.app.telemetry.reading import Site
from penstock.delivery.items import ItemType, item_type
from penstock.engineering.monitoring.daily_output import DayOfOutput
from penstock.engineering.monitoring.days import (
    days_of_output,
    performance_share,
    uptime_share,
)
from penstock.engineering.monitoring.diagnosing import Diagnosis, diagnosed
from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.picture import output_svg
from penstock.engineering.monitoring.systems import WatchedSystem
from penstock.engineering.monitoring.telemetry import Intake, Reading, stepped, take_file
from penstock.engineering.monitoring.telemetry.stepping import Gap, gaps
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.watching import watched

_LONGEST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Checked:
    """A system's output beside what was expected.

    Args:
        name: What it is called.
        found: What is wrong.
        days: Each day.
        gaps: When nothing was read, the longest first.
    """

    name: str
    found: Diagnosis
    days: tuple[DayOfOutput, ...]
    gaps: tuple[Gap, ...]

    @property
    def performance(self) -> float | None:
        """What came out over what was expected, where light was measured."""
        return performance_share(self.days)

    @property
    def uptime(self) -> float | None:
        """The share of judged light in which anything came out."""
        return uptime_share(self.days)

    def picture(self) -> str:
        """Return each day as a drawing."""
        first, last = self.days[0].day, self.days[-1].day
        return output_svg(
            self.found, title=self.title(), subtitle=f"{self.name}, {first} to {last}"
        )

    def title(self) -> str:
        """Return what was found, in a sentence."""
        if self.performance is None:
            return "Output beside that of a cloudless sky: no light was measured"
        return f"{self.performance:.0%} of what the measured light allows came out"


def checked(place: Path, system: WatchedSystem, site: Site, *, now: datetime) -> Checked:
    """Return a system's output beside what was expected.

    Args:
        place: A folder of telemetry, or a file.
        system: As it was built.
        site: Whose telemetry it is.
        now: The moment it is.

    Raises:
        MonitoringError: It is no telemetry, or there is none.
        OSError: It cannot be read.
    """
    seen = stepped(_readings(place, site, now=now))
    found = diagnosed(system, seen)
    return Checked(
        name=place.stem,
        found=found,
        days=days_of_output(found),
        gaps=tuple(sorted(gaps(seen), key=lambda each: -each.hours)),
    )


def _readings(place: Path, site: Site, *, now: datetime) -> tuple[Reading, ...]:
    if not place.is_dir():
        into = Intake(site.rules(now))
        take_file(into, place.read_bytes(), name=place.name)
        return into.readings
    kept = TelemetryFolder(place).readings()
    return tuple(each for each in kept if not site.serials or each.serial in site.serials)


def system_in(file: Path) -> WatchedSystem:
    """Return the system of a file: a recorded system design, or the fields of a watched system.

    Raises:
        MonitoringError: It is neither.
        OSError: It cannot be read.
    """
    content = file.read_bytes()
    try:
        said = json.loads(content)
    except ValueError as error:
        raise MonitoringError(f"{file.name} is no JSON: {error}.") from error
    if isinstance(said, dict) and "module_sheet" in said:
        return watched(_design(content, file))
    return _system(said, file)


def _design(content: bytes, file: Path) -> SystemDesign:
    kind = item_type(SystemDesign)
    assert kind is not None
    try:
        found = form_of(kind).read(content, item=file.name)
    except UnfitItemError as error:
        raise MonitoringError(str(error)) from error
    assert isinstance(found, SystemDesign)
    return found


def _system(said: Any, file: Path) -> WatchedSystem:
    """Return a system of its plain fields; the same strictness as an item's."""
    kind = ItemType(of=WatchedSystem, side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
    try:
        found = Form(kind).read(json.dumps(said).encode(), item=file.name)
    except UnfitItemError as error:
        raise MonitoringError(str(error)) from error
    assert isinstance(found, WatchedSystem)
    return found


def as_document(made: Checked) -> dict[str, Any]:
    """Return all that is told, as one JSON document."""
    return {
        "name": made.name,
        "performance": made.performance,
        "uptime": made.uptime,
        "days": [asdict(each) | {"day": each.day.isoformat()} for each in made.days],
        "alarms": [
            asdict(each)
            | {
                "reason": each.reason.value,
                "begins_at": each.begins_at.isoformat(),
                "ends_at": each.ends_at.isoformat(),
                "is_fault": each.is_fault,
            }
            for each in made.found.alarms
        ],
        "gaps": [{"hours": each.hours} for each in made.gaps[:_LONGEST_NAMED]],
    }
