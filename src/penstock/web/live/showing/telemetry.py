"""`/devices/HOME/DEVICE`: a day of what a device measured, as far as a consent covers it."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.devices.curves import (
    USUAL_PURPOSE,
    Asked,
    DayOfDevice,
    day_of_device,
)
from penstock.app.devices.homes import NoSuchHomeError, NotKeptForError, homes_of
from penstock.app.fonts import with_font
from penstock.architecture.drawing import Options
from penstock.casework.device.identity import DeviceId, UnfitNameError
from penstock.casework.device.purposes import PURPOSES
from penstock.web.live.answers import csv_answer, json_answer, svg_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.troubles import NoSuchPageError, UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SECTION, _FORMS = "Work", ("svg", "csv", "json")
_COLUMNS = ("at", "value", "word", "unit", "clock", "consent")
# So many rows stand on the page; files have all of them.
_MOST_ROWS = 200


def page() -> Page:
    """Return the page of a day of a device."""
    return Page(
        path="/devices/{home}/{device}",
        name="device_day",
        show=show,
        section=_SECTION,
        suffixes=_FORMS,
        is_sheet=False,
    )


def show(visit: Visit) -> Response:
    """Return a day of a device: its curve, what it says, and the table behind it."""
    from penstock.app.devices.day_picture import day_picture  # drawing is slow to import

    day, called = _day(visit)
    name = f"{day.asked.of.home}-{day.asked.of.device}-{day.asked.day}"
    match visit.suffix:
        case "svg":
            return svg_answer(with_font(day_picture(day, Options(), called=called)))
        case "csv":
            return csv_answer(name, _COLUMNS, list(_rows(day)))
        case "json":
            return json_answer(day.as_json())
    picture = day_picture(day, Options(standalone=False), called=called)
    return visit.html(
        "live/device_day.html",
        _head(visit, day, called),
        day=day,
        filters=tuple(_filters(day)),
        picture=Markup(picture),  # noqa: S704  # the drawing escapes all words
        rows=list(_rows(day))[:_MOST_ROWS],
        before=visit.other(day=str(day.asked.day - timedelta(days=1))),
        after=visit.other(day=str(day.asked.day + timedelta(days=1))),
        columns=_COLUMNS,
        most=_MOST_ROWS,
    )


def _day(visit: Visit) -> tuple[DayOfDevice, str]:
    """Return the day that is asked for, and what people call the device."""
    homes = homes_of(visit.cases)
    try:
        of = DeviceId(visit.part("home"), visit.part("device"))
        asked = Asked(
            of=of,
            day=_asked_day(visit),
            purpose=visit.asked.get("purpose", "") or USUAL_PURPOSE,
            quantity=visit.asked.get("quantity", ""),
        )
        found = day_of_device(homes, asked, folder=visit.house.telemetry)
        return found, homes.entered(of).called
    except (NoSuchHomeError, UnfitNameError) as error:
        raise NoSuchPageError(str(error)) from error
    except NotKeptForError as error:
        raise UnfitQueryError(str(error)) from error


def _asked_day(visit: Visit) -> date:
    said = visit.asked.get("day", "")
    if not said:
        return visit.cases.now().astimezone(UTC).date()
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise UnfitQueryError(f"“{said[:40]}” is no day; write one such as 2026-06-12.") from error


def _head(visit: Visit, day: DayOfDevice, called: str) -> Head:
    home = day.asked.of.home
    return Head(
        title=called,
        identifier=str(day.asked.of),
        kind="Device",
        meaning=f"What it measured on {day.asked.day:%-d %b %Y}, by UTC, as far as a consent to "
        f"{day.asked.purpose} covers it.",
        section=_SECTION,
        crumbs=(Crumb("Work", "/work"), Crumb("Devices", "/devices"), Crumb(home, _path(home))),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in _FORMS),
    )


def _path(home: str) -> str:
    return f"/devices/{home}"


def _filters(day: DayOfDevice) -> Iterator[Filter]:
    yield Filter(name="day", words="Day, by UTC", usual=str(day.asked.day))
    purposes = tuple((each, each.replace("_", " ")) for each in PURPOSES)
    yield Filter(name="purpose", words="Purpose", choices=purposes, usual=USUAL_PURPOSE)
    names = dict.fromkeys((*day.quantities, day.asked.quantity))
    if len(names) > 1:
        known = tuple((each, each.replace("_", " ")) for each in names)
        yield Filter(name="quantity", words="What", choices=known, usual=day.asked.quantity)


def _rows(day: DayOfDevice) -> Iterator[tuple[str, float | None, str, str, str, str]]:
    for each in day.values:
        clock = "its own" if each.is_own_clock else "when it came"
        yield each.at.isoformat(), each.value, each.word, day.unit, clock, each.consent
