"""A cross-map as a page of its own, without a server: sticky headers, totals, a filter for gaps."""

from functools import cache
from html import escape

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup

from penstock.app.matrices import label, rows_of
from penstock.architecture.model import Architecture, Ref
from penstock.architecture.tracing.cross_maps import CrossMap

_CLASSES = {"P": "p", "S": "s"}
_SHOWN = {"P": "●<span class=h>primary</span>", "S": "○<span class=h>supporting</span>"}


def matrix_page(table: CrossMap, architecture: Architecture, *, title: str) -> str:
    """Return the page; a matrix of 300 by 900 stays one plain table that any browser scrolls."""
    rows = list(rows_of(table, architecture))
    head = "".join(
        f'<th scope="col" title="{escape(label(column, table, architecture))}">'
        f"<span>{escape(column.id)}{_unknown(column, table)}</span></th>"
        for column in table.columns
    )
    body = "".join(
        _row(row, cells, table) for row, cells in zip(table.rows, rows[1:-1], strict=True)
    )
    foot = "".join(f"<td>{total}</td>" for total in rows[-1][1:])
    # The rows are made here, not in the template: a quarter of a million cells take too long there.
    parts = {"head": Markup(head), "body": Markup(body), "foot": Markup(foot)}  # noqa: S704
    return _template().render(title=title, **parts)


def _unknown(ref: Ref, table: CrossMap) -> str:
    """Return the mark of what no document defines."""
    return "" if ref in table.known else " ?"


def _row(row: Ref, cells: list[str], table: CrossMap) -> str:
    gap = "" if row in table.filled_rows else " class=gap"
    marks = "".join(map(_cell, cells[1:-1]))
    return f'<tr{gap}><th scope="row">{escape(cells[0])}</th>{marks}<td>{cells[-1]}</td></tr>\n'


def _cell(mark: str) -> str:
    if not mark:
        return "<td></td>"
    return f"<td class={_CLASSES.get(mark, 'o')}>{_SHOWN.get(mark, escape(mark))}</td>"


@cache
def _template() -> Template:
    return Environment(autoescape=True, loader=PackageLoader("penstock.web")).get_template(
        "matrix.html"
    )
