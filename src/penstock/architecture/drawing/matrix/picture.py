"""The picture of a cross-map: a circle on a solid cell for primary, a ring for supporting."""

from collections import Counter
from collections.abc import Sequence

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.drawing.matrix.axes import Row, row_label, upright
from penstock.architecture.drawing.matrix.cells import Span, cells_of, grid_lines, keys_of
from penstock.architecture.drawing.matrix.layout import ColumnBlock, Layout, layout_of
from penstock.architecture.drawing.options import Options, no_link
from penstock.architecture.model import Architecture, Kind, Ref
from penstock.architecture.tracing.cross_maps import CrossMap, cross_map
from penstock.kernel.pictures.svg import Box, Part, Text, joined, lettering
from penstock.kernel.pictures.text import CAPTION_BOLD

_TOTALS = 52
_LEAST_WIDTH = 860
_PLURALS = {"capability": "capabilities", "information": "information items", "policy": "policies"}


def cross_map_matrix(
    architecture: Architecture,
    rows: Kind,
    columns: Kind,
    options: Options | None = None,
    link: Link = no_link,
) -> str:
    """Draw how elements of two kinds are tied to each other."""
    options = options or Options()
    table = cross_map(architecture, rows, columns, level=options.level)
    layout = layout_of(architecture, table)
    sheet = Sheet(max(_LEAST_WIDTH, layout.right + _TOTALS + MARGIN))
    title = f"{_plural(rows).capitalize()} and {_plural(columns)}"
    sheet.head(kind="Cross-map", title=title, finding=_finding(table, rows, columns))
    if not table.rows or not table.columns:
        sheet.put(missing(Box(MARGIN, sheet.bottom, 320, 60), "nothing to map"), 60, gap=16)
    else:
        _matrix(sheet, layout, link)
    sheet.legend(keys_of(table))
    return sheet.document(options)


def _plural(kind: Kind) -> str:
    return _PLURALS.get(kind, f"{kind.replace('-', ' ')}s")


def _finding(table: CrossMap, rows: Kind, columns: Kind) -> str:
    empty_rows = len(table.rows) - len(table.filled_rows)
    empty_columns = len(table.columns) - len(table.filled_columns)
    gaps = [
        f"{count} {_plural(kind)} map to nothing"
        for count, kind in ((empty_rows, rows), (empty_columns, columns))
        if count
    ]
    primary = sum(1 for cell in table.cells.values() if "P" in cell.marks)
    said = f"{len(table.cells)} ties" + (f", {primary} of them primary" if primary else "")
    return "; ".join([said, *gaps]) + "."


def _matrix(sheet: Sheet, layout: Layout, link: Link) -> None:
    by_row = Counter(row for row, _ in layout.table.cells)
    tied = _tied(layout.table)
    for index, rows in enumerate(layout.row_blocks):
        top = sheet.bottom
        spans = layout.row_spans(rows, top)
        bottom = spans[-1].start + spans[-1].length
        parts = [
            _block(layout, rows, spans, block, link if first == 0 else None, tied)
            for first, block in enumerate(layout.column_blocks)
        ]
        heads = [
            _column_labels(block, top + layout.head, link if index == 0 else None)
            for block in layout.column_blocks
        ]
        totals = _row_totals(spans, by_row, layout.right + _TOTALS - 8)
        sheet.put(joined((*heads, *parts, totals)), bottom - top, gap=28)
    sheet.bottom -= 28
    _column_totals(sheet, layout)


def _tied(table: CrossMap) -> dict[Ref, str]:
    """Return, for each row, in words what it is tied to."""
    words: dict[Ref, list[str]] = {}
    for (row, column), cell in table.cells.items():
        words.setdefault(row, []).append(f"{column.id} {cell.marks}")
    return {row: ", ".join(several) for row, several in words.items()}


def _block(
    layout: Layout,
    rows: Sequence[Row],
    spans: Sequence[Span],
    block: ColumnBlock,
    link: Link | None,
    tied: dict[Ref, str],
) -> Part:
    cells = cells_of(layout.table, spans, block.spans)
    labels = [
        row_label(row, layout.axis, block.left, span.start, link, tied.get(row.ref, "no ties"))
        for row, span in zip(rows, spans, strict=True)
    ]
    groups = [
        row.domain.at(block.left, span.start - row.domain.height - 4)
        for row, span in zip(rows, spans, strict=True)
        if row.begins
    ]
    return joined((grid_lines(spans, block.spans), cells, *groups, *labels))


def _column_labels(block: ColumnBlock, bottom: float, link: Link | None) -> Part:
    labels = []
    for column, span in zip(block.columns, block.spans, strict=True):
        label = upright(column.label, span.start, span.length, bottom - 6)
        labels.append(linked(column.ref, link, label) if link else label)
    return joined(labels)


def _row_totals(spans: Sequence[Span], counts: Counter[Ref], right: float) -> Part:
    return joined(
        figure.at(right, span.start + (span.length - figure.height) / 2, anchor="end")
        for span in spans
        for figure in [_total(counts[span.ref])]
    )


def _column_totals(sheet: Sheet, layout: Layout) -> None:
    counts = Counter(column for _, column in layout.table.cells)
    figures = [
        _total(counts[span.ref]).at(span.start + span.length / 2, sheet.bottom + 4, anchor="middle")
        for block in layout.column_blocks
        for span in block.spans
    ]
    name = lettering("Total", CAPTION_BOLD, width=80, ink="muted").at(MARGIN, sheet.bottom + 4)
    whole = _total(sum(counts.values()))
    corner = whole.at(layout.right + _TOTALS - 8, sheet.bottom + 4, anchor="end")
    sheet.put(joined((name, *figures, corner)), 20, gap=16)


def _total(count: int) -> Text:
    return lettering(str(count), CAPTION_BOLD, width=80, ink="ink" if count else "muted")
