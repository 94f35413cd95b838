"""Cross-maps as HTML: links at both edges, and each cell a link to its evidence."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from penstock.architecture.drawing.matrix.axes import group_of
from penstock.architecture.model import Ref
from penstock.architecture.tracing.cross_maps import Cell, CrossMap
from penstock.web.site.markup import Here

_CLASSES = {"P": "p", "S": "s"}
_SHOWN = {
    "P": '<span aria-hidden="true">●</span><span class="h">primary</span>',
    "S": '<span aria-hidden="true">○</span><span class="h">supporting</span>',
    "•": '<span aria-hidden="true">•</span><span class="h">tied</span>',
}
_WORDS = {
    "P": "primary",
    "S": "supporting",
    "T": "triggers",
    "R": "receives value, or responsible",
    "A": "accountable",
    "C": "consulted",
    "I": "informed",
    "O": "owns",
    "•": "tied in another way",
}


class Proof(NamedTuple):
    """The lines behind one cell."""

    anchor: str
    row: Ref
    column: Ref
    cell: Cell


class Grid(NamedTuple):
    """A cross-map, ready for its page.

    Rows are made here and not in the template: a quarter of a million cells take too long there.
    """

    head: Markup
    body: Markup
    foot: Markup
    proofs: tuple[Proof, ...]
    keys: tuple[tuple[str, str], ...]
    filled: int
    cells: int
    gaps: int


def grid_of(here: Here, table: CrossMap) -> Grid:
    """Return a cross-map as the parts of a table."""
    rows = _in_groups(here, table.rows)
    proofs = {
        (row, column): Proof(f"e{number}", row, column, table.cells[row, column])
        for number, (row, column) in enumerate(
            ((r, c) for r in rows for c in table.columns if (r, c) in table.cells), 1
        )
    }
    body = _Body(here, table, proofs)
    marks = {mark for cell in table.cells.values() for mark in cell.marks}
    return Grid(
        head=Markup("".join(_column(here, ref) for ref in table.columns)),  # noqa: S704
        body=Markup("".join(body.groups(rows))),  # noqa: S704
        foot=Markup("".join(_totals(table))),  # noqa: S704
        proofs=tuple(proofs.values()),
        keys=tuple((mark, words) for mark, words in _WORDS.items() if mark in marks),
        filled=len(table.cells),
        cells=len(table.rows) * len(table.columns),
        gaps=len(set(table.rows) - table.filled_rows),
    )


class _Body:
    """The rows, in groups of one domain."""

    def __init__(self, here: Here, table: CrossMap, proofs: dict[tuple[Ref, Ref], Proof]) -> None:
        self._here = here
        self._table = table
        self._proofs = proofs

    def groups(self, rows: Sequence[Ref]) -> Iterator[str]:
        """Yield a table body for each group."""
        architecture = self._here.edition.architecture
        for name, several in groupby(rows, key=lambda ref: group_of(architecture, ref)):
            yield "<tbody>"
            if name:
                span = len(self._table.columns) + 2
                yield f'<tr class="group"><th scope="rowgroup" colspan="{span}">'
                yield f"<span>{escape(name)}</span></th></tr>"
            yield from (self._row(ref) for ref in several)
            yield "</tbody>"

    def _row(self, row: Ref) -> str:
        proofs = [self._proofs.get((row, column)) for column in self._table.columns]
        gap = "" if any(proofs) else ' class="gap"'
        total = len(proofs) - proofs.count(None)
        cells = "".join(map(_cell, proofs))
        head = f'<th scope="row">{self._here.link(row)}</th>'
        return f'<tr{gap}>{head}{cells}<td class="total">{total}</td></tr>\n'


def _cell(proof: Proof | None) -> str:
    if proof is None:
        return "<td></td>"
    marks = proof.cell.marks
    class_ = _CLASSES.get(marks, "o")
    shown = _SHOWN.get(marks) or escape(marks)
    return f'<td class="{class_}"><a href="#{proof.anchor}">{shown}</a></td>'


def _column(here: Here, ref: Ref) -> str:
    href = here.element(ref)
    title = escape(here.edition.label(ref))
    words = escape(ref.id) if here.edition.is_defined(ref) else f"{escape(ref.id)} ?"
    inside = f'<a href="{href}" title="{title}">{words}</a>' if href else words
    return f'<th scope="col"><span>{inside}</span></th>'


def _totals(table: CrossMap) -> Iterator[str]:
    counts = dict.fromkeys(table.columns, 0)
    for _, column in table.cells:
        counts[column] += 1
    yield from (f"<td>{count}</td>" for count in counts.values())
    yield f"<td>{len(table.cells)}</td>"


def _in_groups(here: Here, rows: Sequence[Ref]) -> list[Ref]:
    """Return rows of one group together, groups in the order of their first rows."""
    of = {ref: group_of(here.edition.architecture, ref) for ref in rows}
    order = {group: number for number, group in enumerate(dict.fromkeys(of.values()))}
    return sorted(rows, key=lambda ref: order[of[ref]])
