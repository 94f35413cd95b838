"""What a document says about its versions and days, by whatever names."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from penstock.architecture.checks.documents.days import first_day
from penstock.architecture.documents.blocks import Field, Item, Table
from penstock.architecture.documents.control import Control
from penstock.architecture.documents.document import Document
from penstock.architecture.reading.words import plain
from penstock.kernel.places import Place

_NAMES = {
    "author": ("author", "authors", "prepared by", "document owner"),
    "approval": ("approval", "approved by", "approver", "approvers"),
    "date": ("date", "document date", "last updated", "effective date"),
    "version": ("document version", "version"),
    "next review": ("next review", "next review date", "review date", "review cycle"),
}
PROPERTIES = tuple(_NAMES)
_HISTORY = re.compile(
    r"\b(?:document control|(?:version|revision|change) history)\b", re.IGNORECASE
)
_VERSION = re.compile(
    r"\bv?(?:ersion )?(\d{1,4}(?:\.\d{1,4}){1,3})\b|\bv(\d{1,4})\b", re.IGNORECASE
)
_WHOLE = re.compile(r"v?\s*(\d{1,4}(?:\.\d{1,4}){0,3})", re.IGNORECASE)

Version = tuple[int, ...]


class Entry(NamedTuple):
    """One version in a history."""

    version: Version
    day: date
    place: Place

    def __str__(self) -> str:
        """Return the entry in words."""
        return f"v{dotted(self.version)} of {self.day}"


def stated(control: Control, name: str) -> Field | None:
    """Return the field that gives a property, whatever it is called there."""
    for word in _NAMES[name]:
        if word in control.properties:
            return control.properties[word]
    return None


def place_of(field: Field, document: Document) -> Place:
    """Return where the value of a field stands."""
    return document.place(field.line, field.column)


def version_of(text: str) -> Version | None:
    """Return the version that a field gives, such as `v1.2`."""
    match = _WHOLE.match(plain(text))
    return _numbers(match[1]) if match else None


def history(document: Document, control: Control) -> list[Entry]:
    """Return the versions that a document lists, in the order it lists them."""
    listed = [_entry(item.text, document, item) for item in control.history]
    return [entry for entry in listed if entry] or list(_tabled(document))


def _tabled(document: Document) -> Iterator[Entry]:
    for section in document.under(_HISTORY) if document.tables else ():
        for block in section.blocks:
            if isinstance(block, Table):
                names = [plain(cell).casefold() for cell in block.header.cells]
                if "version" in names and "date" in names:
                    yield from _rows(block, names.index("version"), names.index("date"), document)


def _rows(table: Table, version: int, day: int, document: Document) -> Iterator[Entry]:
    for row in table.rows:
        if max(version, day) < len(row.cells):
            numbers, when = version_of(row.cells[version]), first_day(row.cells[day])
            if numbers and when:
                place = document.place(row.line, row.columns[version], cell=version + 1)
                yield Entry(numbers, when, place)


def _entry(text: str, document: Document, item: Item) -> Entry | None:
    match, day = _VERSION.search(text), first_day(text)
    if match is None or day is None:
        return None
    return Entry(_numbers(match[1] or match[2]), day, document.place(item.line, item.column))


def _numbers(version: str) -> Version:
    parts = [int(part) for part in version.split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def dotted(version: Version) -> str:
    """Return a version as people write it."""
    return ".".join(map(str, version)) if len(version) > 1 else f"{version[0]}.0"
