"""Entries of a Green Button feed as they stand in the file, before they are put together."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.espi.codes import ATOM, ESPI
from penstock.engineering.usage.espi.interval_readings import line_of
from penstock.engineering.usage.espi.values import LocalTime, Readings, ReadingType

ENTRY = f"{{{ATOM}}}entry"
_LINK = f"{{{ATOM}}}link"
_TITLE = f"{{{ATOM}}}title"
_CONTENT = f"{{{ATOM}}}content"
_OFFSETS = 86_400


@dataclass(slots=True, kw_only=True)
class Entry:
    """One entry: its links, its title, and the one thing it holds."""

    line: int
    title: str
    own: str = ""
    up: str = ""
    related: list[str] = field(default_factory=list)
    holds: str = ""
    service: int | None = None
    type: ReadingType | None = None
    local_time: LocalTime | None = None
    readings: Readings | None = None


def read_entry(element: _Element, readings: Readings | None) -> Entry:
    """Return an entry of the feed, with the interval readings that were met inside it."""
    title = element.findtext(_TITLE) or ""
    entry = Entry(line=line_of(element), title=" ".join(title.split()), readings=readings)
    for link in element.iterchildren(_LINK):
        _add_link(entry, link.get("rel", ""), link.get("href", "").rstrip("/"))
    content = element.find(_CONTENT)
    for held in () if content is None else content.iterchildren(f"{{{ESPI}}}*"):
        _add_content(entry, held)
    return entry


def _add_link(entry: Entry, relation: str, address: str) -> None:
    if relation == "self":
        entry.own = address
    elif relation == "up":
        entry.up = address
    elif relation == "related":
        entry.related.append(address)


def _add_content(entry: Entry, held: _Element) -> None:
    entry.holds = entry.holds or held.tag.rpartition("}")[2]
    if entry.holds == "UsagePoint":
        entry.service = _whole(held, "ServiceCategory", "kind")
    elif entry.holds == "ReadingType":
        entry.type = _type(held)
    elif entry.holds == "LocalTimeParameters":
        entry.local_time = _local_time(held)


def _type(held: _Element) -> ReadingType:
    power = _whole(held, "powerOfTenMultiplier") or 0
    if not -12 <= power <= 12:
        raise UsageError(f"Line {line_of(held)}: powerOfTenMultiplier is {power}; expected -3…9.")
    return ReadingType(
        unit_code=_whole(held, "uom"),
        power_of_ten=power,
        commodity=_whole(held, "commodity"),
        flow=_whole(held, "flowDirection"),
        accumulation=_whole(held, "accumulationBehaviour"),
        interval_s=_whole(held, "intervalLength"),
        currency=_whole(held, "currency"),
    )


def _local_time(held: _Element) -> LocalTime:
    offset_s = _whole(held, "tzOffset") or 0
    if abs(offset_s) > _OFFSETS:
        raise UsageError(f"Line {line_of(held)}: tzOffset is {offset_s} s, more than a day.")
    return LocalTime(
        offset_s=offset_s,
        daylight_saving_s=_whole(held, "dstOffset") or 0,
        start_rule=_words(held, "dstStartRule") or "00000000",
        end_rule=_words(held, "dstEndRule") or "00000000",
    )


def _words(held: _Element, *path: str) -> str:
    found = held.findtext("/".join(f"{{{ESPI}}}{step}" for step in path))
    return (found or "").strip()


def _whole(held: _Element, *path: str) -> int | None:
    words = _words(held, *path)
    try:
        return int(words) if words else None
    except ValueError:
        raise UsageError(
            f"Line {line_of(held)}: {path[-1]} is “{words[:40]}”; expected a whole number."
        ) from None
