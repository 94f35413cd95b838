"""The form in which somebody writes down what another system's log means: one TOML file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from penstock.app.service_levels.form import Form, read_form
from penstock.app.tabular import UnfitFileError
from penstock.measurement.foreign.mapping import STEPS, ForeignMapping, Order, Step

_Step = Literal["enter", "start", "complete", "give up", "cancel", "suspend", "resume", "other"]


class ColumnsForm(Form):
    """Which column is what; what is not named is looked for by its usual names."""

    case: str = ""
    activity: str = ""
    time: str = ""
    lifecycle: str = ""
    resource: str = ""
    outcome: str = ""
    reason: str = ""
    closes: str = ""
    criteria_met: str = ""
    recorded_at: str = ""
    stream: str = ""
    product: str = ""


class TimeForm(Form):
    """How times are written, and what decides the order of events."""

    format: str = ""
    zone: str = ""
    order: Literal["", "time", "file"] = ""


class LifecycleForm(Form):
    """What events tell of a stage."""

    single: Literal["enter", "start", "complete"] = "complete"
    words: dict[str, _Step] = Field(default={})


class PatternForm(Form):
    """A stage for all activities whose whole name a pattern matches."""

    matches: str
    stage: str


class VisitsForm(Form):
    """What makes a visit, and what ends a case."""

    again: Literal["new visit", "same visit"] = "new visit"
    last_event_closes: bool = False


class CsvForm(Form):
    """How a CSV file is written."""

    encoding: str = "utf-8"
    separator: Literal["", ",", ";", "\t", "|"] = ""


class OcelForm(Form):
    """Which objects of an object-centric log are cases."""

    object_type: str = ""


class MapForm(Form):
    """The whole file."""

    stream: str = ""
    columns: ColumnsForm = ColumnsForm()
    time: TimeForm = TimeForm()
    lifecycle: LifecycleForm = LifecycleForm()
    stages: dict[str, str] = Field(default={})
    pattern: list[PatternForm] = Field(default=[])
    visits: VisitsForm = VisitsForm()
    csv: CsvForm = CsvForm()
    ocel: OcelForm = OcelForm()


def read_map(file: Path | None) -> MapForm:
    """Return what a map says; what none says is as usual.

    Raises:
        UnfitFileError: It cannot be followed.
    """
    if file is None:
        return MapForm()
    form = read_form(file, MapForm)
    if reasons := list(_wrong(form)):
        raise UnfitFileError(file, reasons)
    return form


def _wrong(form: MapForm) -> Iterator[str]:
    if form.time.zone and not _is_zone(form.time.zone):
        yield f"no time zone is called “{form.time.zone}”; take a name such as America/New_York."
    for each in form.pattern:
        try:
            re.compile(each.matches)
        except re.error as error:
            yield f"“{each.matches}” is no pattern: {error}."


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def as_mapping(form: MapForm, columns: dict[str, str], *, order: Order) -> ForeignMapping:
    """Return what a map says as a value.

    Args:
        form: The map.
        columns: The name of each column that the log has, by what it is.
        order: What decides the order of events where the map does not say it.
    """
    words = {word.casefold(): Step(step) for word, step in form.lifecycle.words.items()}
    return ForeignMapping(
        columns=columns,
        time_format=form.time.format,
        zone=ZoneInfo(form.time.zone) if form.time.zone else None,
        order=Order(form.time.order) if form.time.order else order,
        single=Step(form.lifecycle.single),
        steps={**STEPS, **words},
        stages=form.stages,
        patterns=tuple((each.matches, each.stage) for each in form.pattern),
        merged=form.visits.again == "same visit",
        ends=form.visits.last_event_closes,
    )
