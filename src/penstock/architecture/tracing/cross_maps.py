"""How two kinds of element map onto each other, with the evidence behind each cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from penstock.architecture.model import (
    Architecture,
    Capability,
    Element,
    Kind,
    Ref,
    Relation,
    RelationKind,
    Stage,
)
from penstock.kernel.places import Place

_MARKS = {
    RelationKind.DELIVERS: "P",
    RelationKind.SUPPORTS: "S",
    RelationKind.TRIGGERS: "T",
    RelationKind.RECEIVES: "R",
    RelationKind.PARTICIPATES: "•",
    RelationKind.RESPONSIBLE: "R",
    RelationKind.ACCOUNTABLE: "A",
    RelationKind.CONSULTED: "C",
    RelationKind.INFORMED: "I",
    RelationKind.OWNS: "O",
}
_OTHER = "•"
_ORDER = "PARTCIOS•"


class Evidence(NamedTuple):
    """Why a cell is filled: the words of the documents and where they stand."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """What ties a row to a column.

    Args:
        marks: Letters, the weightiest first: P primary, S supporting, R A C I, T triggers,
            O owns, • tied in another way.
        evidence: Every statement behind it.
    """

    marks: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class CrossMap:
    """A matrix of two kinds of element.

    Args:
        rows: Elements of the first kind, in the documents' order.
        columns: Elements of the second kind.
        cells: The filled cells by row and column.
        known: What of rows and columns is defined; the rest is only named somewhere.
    """

    rows: tuple[Ref, ...]
    columns: tuple[Ref, ...]
    cells: Mapping[tuple[Ref, Ref], Cell]
    known: frozenset[Ref]

    @cached_property
    def filled_rows(self) -> frozenset[Ref]:
        """Rows with at least one filled cell."""
        return frozenset(row for row, _ in self.cells)

    @cached_property
    def filled_columns(self) -> frozenset[Ref]:
        """Columns with at least one filled cell."""
        return frozenset(column for _, column in self.cells)

    def only_gaps(self) -> "CrossMap":
        """Return the rows that map to nothing, or, where all rows do, such columns."""
        rows = tuple(row for row in self.rows if row not in self.filled_rows)
        columns = tuple(column for column in self.columns if column not in self.filled_columns)
        return CrossMap(rows, self.columns if rows else columns, {}, self.known)


def cross_map(
    architecture: Architecture, rows: Kind, columns: Kind, *, level: int | None = None
) -> CrossMap:
    """Return how elements of two kinds are tied.

    A stage's ties count for its stream, and a level-2 capability's for its level-1 capability where
    rows or columns ask for that. Kinds that no statement ties directly meet in the value streams
    they share.
    """
    ties = _Ties(architecture, level)
    direct = ties.between(rows, columns)
    cells = direct or ties.through_streams(rows, columns)
    row_refs = _members(architecture, rows, level, (row for row, _ in cells))
    column_refs = _members(architecture, columns, level, (column for _, column in cells))
    known = frozenset(ref for ref in (*row_refs, *column_refs) if ref in architecture.statements)
    return CrossMap(
        row_refs, column_refs, {key: _cell(found) for key, found in cells.items()}, known
    )


Tie = tuple[str, Evidence]
Ties = Mapping[tuple[Ref, Ref], list[Tie]]


class _Ties:
    """The statements that tie elements, seen at the level that is asked for."""

    def __init__(self, architecture: Architecture, level: int | None) -> None:
        self._architecture = architecture
        self._level = level
        self._streams = {
            stage.ref: Ref(Kind.VALUE_STREAM, stage.stream_id)
            for stage in architecture.stated(Stage)
        }

    def between(self, rows: Kind, columns: Kind) -> Ties:
        """Return the ties that some statement makes directly, or through stage or parent."""
        found: defaultdict[tuple[Ref, Ref], list[Tie]] = defaultdict(list)
        for relation in self._architecture.relations:
            tie = (_mark(relation), Evidence(_words(relation), relation.place))
            for source in self._views(relation.source):
                for target in self._views(relation.target):
                    if source == target:
                        continue
                    if source.kind is rows and target.kind is columns:
                        found[source, target].append(tie)
                    elif source.kind is columns and target.kind is rows:
                        found[target, source].append(tie)
        return found

    def through_streams(self, rows: Kind, columns: Kind) -> Ties:
        """Return the ties of elements that share a value stream."""
        by_stream: defaultdict[Ref, list[tuple[Ref, list[Tie]]]] = defaultdict(list)
        for (column, stream), ties in self.between(columns, Kind.VALUE_STREAM).items():
            by_stream[stream].append((column, ties))
        found: defaultdict[tuple[Ref, Ref], list[Tie]] = defaultdict(list)
        for (row, stream), ties in self.between(rows, Kind.VALUE_STREAM).items():
            for column, others in by_stream[stream]:
                found[row, column].append((_OTHER, ties[0][1]))
                found[row, column].append((_OTHER, others[0][1]))
        return found

    def _views(self, ref: Ref) -> tuple[Ref, ...]:
        """Return an element as itself, or as the element at the level asked for, and its stream."""
        if ref.kind is Kind.STAGE:
            stream = self._streams.get(ref)
            return (ref, stream) if stream else (ref,)
        if ref.kind is Kind.CAPABILITY and self._level is not None and ref.id[:1].isdigit():
            number = ref.id.partition(" ")[0]
            if ref.id == number and number.count(".") >= self._level:
                return (Ref(Kind.CAPABILITY, ".".join(number.split(".")[: self._level])),)
        return (ref,)


def _members(
    architecture: Architecture, kind: Kind, level: int | None, named: Iterable[Ref]
) -> tuple[Ref, ...]:
    defined: Iterator[Element | None] = (
        architecture.merged(ref) for ref in architecture.statements if ref.kind is kind
    )
    kept = [
        element.ref
        for element in defined
        if element is not None and not (isinstance(element, Capability) and _off(element, level))
    ]
    return tuple(dict.fromkeys((*kept, *sorted(set(named) - set(kept)))))


def _off(capability: Capability, level: int | None) -> bool:
    return level is not None and capability.level != level


def _mark(relation: Relation) -> str:
    return relation.strength or _MARKS.get(relation.kind, _OTHER)


def _words(relation: Relation) -> str:
    return f"{relation.source} {relation.kind} {relation.target}"


def _cell(ties: list[Tie]) -> Cell:
    marks = {mark for mark, _ in ties}
    if len(marks) > 1:
        marks.discard(_OTHER)
    evidence = tuple(dict.fromkeys(evidence for _, evidence in ties))
    return Cell("".join(sorted(marks, key=_ORDER.find)), evidence)
