"""What small documents state: the reader's answer as values that a test can compare at a glance."""

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

from penstock.architecture.documents import Folder
from penstock.architecture.model import Architecture, RaciRow, RelationKind
from penstock.architecture.reading import Reading, read
from penstock.kernel.places import Place


def reading_of(*texts: str) -> Reading:
    """Read documents that are called `a.md`, `b.md` and so on."""
    names = (f"{letter}.md" for letter in "abcdefgh")
    return read(Folder.from_texts(dict(zip(names, texts, strict=False))))


def model_of(*texts: str) -> Architecture:
    """Return the model that documents state."""
    return reading_of(*texts).architecture


def related(architecture: Architecture, kind: RelationKind) -> list[tuple[str, str]]:
    """Return the ids at both ends of each relation of a kind, in the documents' order."""
    return [(each.source.id, each.target.id) for each in architecture.of_kind(kind)]


def table(*rows: str) -> str:
    """Return a table from rows of cells parted by pipes, the header first."""
    header, *others = (f"| {row} |" for row in rows)
    delimiter = "|" + "---|" * rows[0].count("|") + "---|"
    return "\n".join([header, delimiter, *others]) + "\n"


def without_places(architecture: Architecture) -> dict[str, Counter[str]]:
    """Return all that a model holds but for places and order, to compare two of them."""
    return {
        each.name: Counter(repr(_bare(value)) for value in getattr(architecture, each.name))
        for each in fields(architecture)
    }


def _bare(value: Any) -> Any:
    if isinstance(value, Place):
        return None
    if isinstance(value, RaciRow):
        # The letters of a row have no order.
        return (value.subject, sorted(value.letters))
    if is_dataclass(value) and not isinstance(value, type):
        return {"class": type(value)} | {
            f.name: _bare(getattr(value, f.name)) for f in fields(value)
        }
    return [_bare(each) for each in value] if isinstance(value, tuple) else value
