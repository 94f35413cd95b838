"""A packet of documents for an authority, a bank or a customer: its parts, and what it lacks."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property

from penstock.casework.hashes import sha256_of
from penstock.kernel.counting import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of texts.

    Args:
        columns: What stands above each column.
        rows: Each with a cell for every column.
        right: The columns whose numbers stand at the right, counted from 0.

    Raises:
        ValueError: A row has another number of cells.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the table has not {len(self.columns)} cells, as its head")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG.

    Args:
        svg: The drawing.
        words: What it shows, for those who do not see it.
    """

    svg: str = field(repr=False)
    words: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """A document of a packet.

    Args:
        name: What the authority calls it: `one-line diagram`.
        finding: What it says, in a sentence.
        drawings: Its pictures.
        tables: Its tables, below the pictures.
        notes: What has to be known besides.
    """

    name: str
    finding: str = ""
    drawings: tuple[Drawing, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands on it."""
        return not (self.drawings or any(each.rows for each in self.tables))

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of all that it says, in hexadecimal digits."""
        return sha256_of(json.dumps(asdict(self), sort_keys=True, ensure_ascii=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page.

    Args:
        title: What the packet is.
        subtitle: For what.
        facts: What a clerk looks for: a name and what it is, line by line.
        made_by: Who made it.
        made_on: When.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    made_by: str
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """Documents that belong together.

    Args:
        cover: The first page.
        parts: The documents, in their order.
        is_flowing: Whether they follow each other on a page; otherwise each begins a page.
    """

    cover: Cover
    parts: tuple[Part, ...]
    is_flowing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """A document that a packet has to have.

    Args:
        name: What it is called.
        because: Who wants it, or by which rule.
    """

    name: str
    because: str


def lacking(packet: Packet, required: Sequence[Required]) -> tuple[Required, ...]:
    """Return what is required and not there, or empty, in the order it was required."""
    there = {each.name for each in packet.parts if not each.is_empty}
    return tuple(each for each in required if each.name not in there)


def completeness(packet: Packet, required: Sequence[Required]) -> str:
    """Return whether a packet is complete, as a sentence that names all it lacks."""
    missing = lacking(packet, required)
    if not missing:
        number = counted(len(required), "required document is", "required documents are")
        return f"Complete: {number} there."
    named = "; ".join(f"{each.name} ({each.because})" for each in missing)
    return f"Incomplete, {len(missing)} of {len(required)} documents are missing: {named}."
