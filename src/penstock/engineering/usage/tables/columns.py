"""What the columns of a utility's table hold, by their headings."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.tables.across import FEWEST, Across, times_across

_PREAMBLE_LINES = 40
_MOST_ROWS = 2_000_000

# Headings without units, in small letters. The first role that knows a heading takes the column.
_ROLES = {
    "range": ("energy consumption time period", "time period", "interval"),
    "start": (
        "start", "timestamp", "datetime", "date time", "interval start", "start datetime",
        "period start", "start date", "billing start", "interval start date time", "begin",
        "interval start time stamp", "bill start date", "from", "service from", "date and time",
    ),
    "end": (
        "end", "interval end", "end datetime", "period end", "end date", "billing end", "to",
        "interval end date time", "bill end date", "service to", "read date",
    ),
    "date": ("date", "usage date", "reading date", "interval date", "day"),
    "start_time": ("start time", "usage start time", "time", "hour", "interval start time"),
    "end_time": ("end time", "usage end time", "interval end time"),
    "minutes": ("duration", "interval length", "minutes"),
    "amount": (
        "kwh", "usage", "consumption", "energy", "value", "usage kwh", "energy kwh", "net kwh",
        "delivered", "import", "import kwh", "consumption kwh", "kwh used", "usage amount",
        "quantity", "reading", "therms", "therm", "usage therms", "kwh delivered", "delivered kwh",
        "total kwh", "electricity usage", "electric usage", "gas usage", "energy used", "load kwh",
    ),
    "power": ("kw", "demand", "power", "load", "demand kw", "power kw"),
    "unit": ("unit", "units", "uom", "unit of measure", "units of measure"),
    "cost": ("cost", "amount", "charge", "charges", "total", "price", "bill", "cost usd", "usd"),
    "estimated": ("estimated", "estimated actual", "quality", "read type", "reading type", "flag"),
    "way": ("consumption surplusgeneration", "direction", "flow direction"),
}  # fmt: skip
_NARROW = ("date", "start time", "usage")
_OPTIONAL = ("unit", "cost", "estimated", "way")
# Rows of what a customer fed into the network are no usage.
_OUT = ("surplus", "generation", "received", "export", "reverse")
_UNITS = {"kwh": "kWh", "kilowatt": "kWh", "wh": "Wh", "mwh": "MWh", "therm": "therm", "ccf": "ccf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a heading that was recognised.

    Args:
        places: Which column plays which role.
        headings: The headings as they stand in the file.
        rows: The rows under them with their line numbers.
    """

    places: dict[str, int]
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def heading(self, role: str) -> str:
        """Return the heading of a role."""
        return self.headings[self.places[role]]

    def unit(self) -> str:
        """Return the unit that the headings name, or nothing."""
        words = " ".join(self.heading(role) for role in ("amount",) if role in self.places)
        found = re.findall(r"kwh|kilowatt|mwh|wh|therm|ccf", words.lower())
        return _UNITS[found[0]] if found else ""


def read_columns(text: str) -> Table:
    """Return the table in a CSV file, below whatever the utility wrote above it.

    Raises:
        UsageError: No heading was recognised, or the file is no table.
    """
    lines = _lines(text)
    for number, cells in enumerate(lines, 1):
        places = _places(cells)
        if len(cells) > FEWEST and (across := times_across(cells)):
            return _narrowed(lines, number, places, across)
        if _is_enough(places):
            return Table(places=places, headings=cells, rows=_rows(lines, number, places))
        if number >= _PREAMBLE_LINES:
            break
    raise UsageError(_no_heading(text))


def _narrowed(
    lines: Iterator[tuple[str, ...]], above: int, places: dict[str, int], across: Across
) -> Table:
    """Return the table of a row for each column that a row has for a time of its day."""
    day = next((places[role] for role in ("date", "start") if role in places), None)
    if day is None:
        raise UsageError("The columns are times of a day, and no column is called “date”.")
    rows = tuple(
        (at, (row[day], time, row[place]))
        for at, row in enumerate(lines, above + 1)
        for time, place in across
        if len(row) > max(place, day) and row[day] and row[place]
    )
    return Table(places={"date": 0, "start_time": 1, "amount": 2}, headings=_NARROW, rows=rows)


def _rows(
    lines: Iterator[tuple[str, ...]], above: int, places: dict[str, int]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows that have a time and an energy, and go the way of what a customer uses."""
    needed = max(place for role, place in places.items() if role not in _OPTIONAL)
    rows = ((at, row) for at, row in enumerate(lines, above + 1) if len(row) > needed and any(row))
    return tuple(
        (at, row) for at, row in rows if not cell(row, places, "way").lower().startswith(_OUT)
    )


def _lines(text: str) -> Iterator[tuple[str, ...]]:
    sample = text[:4000]
    delimiter = max(",;\t", key=sample.count)
    try:
        for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1):
            if number > _MOST_ROWS:
                raise UsageError(f"The file has more than {_MOST_ROWS:,} lines.")
            yield tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise UsageError(f"The file is no table of comma-separated values ({error}).") from None


def _places(cells: Iterable[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, cell in enumerate(cells):
        plain = _plain(cell)
        for role, headings in _ROLES.items():
            if plain in headings and role not in places:
                places[role] = number
                break
    return places


def _plain(heading: str) -> str:
    """Return a heading in small letters, without what stands in parentheses."""
    words = re.sub(r"\(.*?\)|\[.*?\]", " ", heading.lower().replace("\ufeff", ""))
    return " ".join(re.sub(r"[^a-z]+", " ", words).split())


def _is_enough(places: dict[str, int]) -> bool:
    timed = bool({"range", "start", "end", "date"} & set(places))
    return timed and bool({"amount", "power"} & set(places))


def _no_heading(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return (
        "No line of the file names columns for a time and an energy, such as “start,kwh” or “DATE,"
        f"START TIME,END TIME,USAGE (kWh)”. Its first line is “{first.strip()[:80]}”."
    )


def is_table(text: str) -> bool:
    """Tell whether a text has a heading that would be recognised."""
    try:
        read_columns(text)
    except UsageError:
        return False
    return True


def cell(row: Sequence[str], places: dict[str, int], role: str) -> str:
    """Return what a row holds for a role, or nothing."""
    place = places.get(role)
    return "" if place is None or place >= len(row) else row[place]
