"""A weather file of whichever form, recognised by how it begins."""

import re
from collections.abc import Callable, Iterator, Sequence

from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.weather import WeatherYear
from penstock.engineering.solar.weather_files import forms
from penstock.engineering.solar.weather_files.hours import Row, Station, year_of

MOST_BYTES = 12_000_000
# A year of quarter hours, a leap day, and a few lines of head.
_MOST_LINES = 366 * 96 + 20
_Form = Callable[[forms.Lines], tuple[Station, Iterator[Row]]]
_BEGINNINGS: tuple[tuple[re.Pattern[str], _Form], ...] = (
    (re.compile(r"LOCATION,(.*,){8}"), forms.epw),
    (re.compile(r"Source,Location ID,.*Time Zone"), forms.psm),
    (re.compile(r'\d{6},"[^"]*",\w\w,(.*,){3}'), forms.tmy3),
    (re.compile(r" \d{5} .{22} \w\w"), forms.tmy2),
)


def read_weather(data: bytes, *, name: str) -> WeatherYear:
    """Return the weather year of a file.

    Args:
        data: TMY3, TMY2, EPW, or PSM of NSRDB as CSV; at most 12 MB.
        name: How the file is called in the sentence of an error.

    Raises:
        SolarError: It is in none of these forms, or hours are missing or absurd.
    """
    if len(data) > MOST_BYTES:
        raise SolarError(
            f"{name} has {len(data):,} bytes; a year of weather has at most {MOST_BYTES:,}."
        )
    # Counted before they are cut, because a line takes more room than its bytes.
    begins = _MOST_LINES >= data.count(b"\n") > 8
    lines = data.decode("utf-8-sig", errors="replace").splitlines() if begins else []
    while lines and not lines[-1].strip():
        lines.pop()
    form = _form_of(lines)
    if form is None:
        raise SolarError(
            f"{name} is not a weather file that is known: expected a year in TMY3, TMY2, EPW or "
            "PSM (NSRDB) form."
        )
    try:
        return year_of(*form(lines))
    except SolarError as error:
        raise SolarError(f"{name}: {error}") from error
    except (IndexError, OverflowError) as error:
        raise SolarError(
            f"{name}: the first lines are not those of a whole weather file."
        ) from error


def _form_of(lines: Sequence[str]) -> _Form | None:
    first = lines[0][:500] if lines else ""
    return next((form for begin, form in _BEGINNINGS if begin.match(first)), None)


def station_in(beginning: bytes) -> Station | None:
    """Return where a weather file was measured, by its first few lines; None of what is none."""
    lines = beginning.decode("utf-8-sig", errors="replace").splitlines()
    form = _form_of(lines)
    try:
        return form(lines)[0] if form else None
    except (SolarError, IndexError):
        return None
