"""The supplier catalogue of a company, and the calendar that its lead times count on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from penstock.app.loading import reference_company
from penstock.app.streams.keeping import number_of
from penstock.app.tabular import UnfitFileError, rows_of
from penstock.governance.service_levels.calendars import Calendar, CalendarError

CATALOGUE = Path("purchasing") / "supplier-catalogue.csv"
CALENDAR = Path("calendar.json")
_NUMBERS = (
    "unit_price_cents",
    "stock",
    "lead_time_business_days",
    "restock_business_days",
    "pack_size",
)
_COLUMNS = ("supplier", "part_number", *_NUMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLine:
    """What a supplier sells of a part, as it stands in the catalogue.

    Args:
        number: By which its stock is kept, wherever it stands.
        supplier: Who sells.
        part_number: What.
        unit_price_cents: What a piece costs. [cents]
        stock: Pieces that were there on the first day.
        lead_time_business_days: From the order to the site, from stock. [business days]
        restock_business_days: The same for what the supplier has to get first. [business days]
        pack_size: Pieces are sold by so many.
    """

    number: int
    supplier: str
    part_number: str
    unit_price_cents: int
    stock: int
    lead_time_business_days: int
    restock_business_days: int
    pack_size: int


def company_file(folder: Path | None, name: Path) -> Path:
    """Return a file beside the documents; that of the reference company where they have none."""
    own = (folder or Path()) / name
    return own if own.is_file() else reference_company() / name


def read_catalogue(file: Path) -> tuple[CatalogueLine, ...]:
    """Return what suppliers sell.

    Raises:
        UnfitFileError: The file cannot be followed; all reasons at once.
    """
    lines: list[CatalogueLine] = []
    problems: list[str] = []
    known: dict[tuple[str, str], int] = {}
    for place, row in rows_of(file, _COLUMNS):
        sold = row["supplier"], row["part_number"]
        found = list(_problems(row))
        if sold in known:
            found.append(f"{sold[0]} sells {sold[1]} in line {known[sold]} already")
        known[sold] = place
        problems += [f"line {place}: {each}." for each in found]
        if not found:
            lines.append(_line(row))
    if problems:
        raise UnfitFileError(file, problems)
    return tuple(lines)


def read_calendar(file: Path) -> Calendar:
    """Return the business calendar of a company.

    Raises:
        UnfitFileError: The file cannot be followed.
    """
    try:
        return Calendar.from_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, CalendarError) as error:
        raise UnfitFileError(file, [str(error)]) from error


def _problems(row: Mapping[str, str]) -> Iterator[str]:
    for name in ("supplier", "part_number"):
        if not row[name]:
            yield f"it does not say its {name}"
    for name in _NUMBERS:
        least = (
            1 if name in {"lead_time_business_days", "restock_business_days", "pack_size"} else 0
        )
        if not row[name].isdecimal() or int(row[name]) < least:
            yield f"{name} is “{row[name]}”; write a whole number from {least}"


def _line(row: Mapping[str, str]) -> CatalogueLine:
    numbers = {name: int(row[name]) for name in _NUMBERS}
    return CatalogueLine(
        number=number_of(f"{row['supplier']} {row['part_number']}"),
        supplier=row["supplier"],
        part_number=row["part_number"],
        **numbers,
    )
