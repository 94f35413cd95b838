"""Cross-maps as pages: each filled cell leads to the lines behind it."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from penstock.architecture.model import Kind
from penstock.architecture.tracing.cross_maps import CrossMap, cross_map
from penstock.kernel.counting import counted
from penstock.web.site.addresses import MATRICES
from penstock.web.site.edition import Edition
from penstock.web.site.grids import Grid, grid_of
from penstock.web.site.kinds import KINDS
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages
from penstock.web.site.rendering import Crumb, Download, Head, render


class Table(NamedTuple):
    """A cross-map that the site shows.

    Args:
        rows: The kind of its rows.
        columns: The kind of its columns.
        level: The level of its capabilities.
        title: What it is called.
        meaning: The question it answers.
    """

    rows: Kind
    columns: Kind
    level: int | None
    title: str
    meaning: str

    @property
    def path(self) -> str:
        """Return the path of its page."""
        level = f"-level-{self.level}" if self.level else ""
        return f"matrices/{self.rows}{level}-by-{self.columns}.html"

    @property
    def csv(self) -> str:
        """Return the path of the same as CSV."""
        return self.path.removesuffix(".html") + ".csv"


_TABLES = (
    Table(
        Kind.PRODUCT,
        Kind.VALUE_STREAM,
        None,
        "Products by value stream",
        "Which streams deliver a product, and which support it.",
    ),
    Table(
        Kind.CAPABILITY,
        Kind.VALUE_STREAM,
        1,
        "Capabilities by value stream",
        "Which streams draw on a capability of level 1, and how strongly.",
    ),
    Table(
        Kind.CAPABILITY,
        Kind.VALUE_STREAM,
        2,
        "Capabilities of level 2 by value stream",
        "Which streams have a stage that a capability enables.",
    ),
    Table(
        Kind.STAKEHOLDER,
        Kind.VALUE_STREAM,
        None,
        "Stakeholders by value stream",
        "Who triggers a stream, receives its value or takes part.",
    ),
    Table(
        Kind.ROLE,
        Kind.VALUE_STREAM,
        None,
        "Roles by value stream",
        "Who does, answers for, advises or hears of the work of a stream.",
    ),
    Table(
        Kind.ROLE,
        Kind.STAGE,
        None,
        "Roles by stage",
        "Who is responsible, accountable, consulted and informed (RACI).",
    ),
    Table(
        Kind.SYSTEM,
        Kind.VALUE_STREAM,
        None,
        "Systems by value stream",
        "Which streams rely on an application or platform.",
    ),
    Table(
        Kind.PARTNER,
        Kind.VALUE_STREAM,
        None,
        "Partners by value stream",
        "Which streams depend on an organisation outside the company.",
    ),
    Table(
        Kind.POLICY,
        Kind.VALUE_STREAM,
        None,
        "Policies by value stream",
        "Which rules bind the work of a stream.",
    ),
)


def tables(edition: Edition) -> Iterator[Table]:
    """Yield the cross-maps of kinds that the documents hold."""
    return (table for table in _TABLES if edition.refs[table.rows] and edition.refs[table.columns])


def map_of(edition: Edition, table: Table) -> CrossMap:
    """Return the cross-map behind a table."""
    return cross_map(edition.architecture, table.rows, table.columns, level=table.level)


def pages(edition: Edition) -> Pages:
    """Yield the list of cross-maps, and each of them."""
    yield MATRICES, _write_list
    for table in tables(edition):
        yield table.path, partial(_write, table=table)


def _write_list(here: Here) -> str:
    head = Head(
        title="Matrices",
        meaning="How two kinds of element map onto each other, with the lines behind each cell.",
        section=MATRICES,
    )
    return render("matrices.html", here, head, tables=tuple(tables(here.edition)))


def _write(here: Here, *, table: Table) -> str:
    grid = grid_of(here, map_of(here.edition, table))
    head = Head(
        title=table.title,
        meaning=table.meaning,
        section=MATRICES,
        kind="Matrix",
        crumbs=(Crumb("Matrices", MATRICES),),
        downloads=(Download("CSV", table.csv),),
    )
    one = KINDS[table.rows].one.lower()
    return render("matrix_page.html", here, head, grid=grid, finding=_finding(grid, one))


def _finding(grid: Grid, one: str) -> str:
    """Return the sentence to take away."""
    said = f"{grid.filled:,} of {grid.cells:,} cells are filled"
    if not grid.gaps:
        return f"{said}; no row is empty."
    verb = "maps" if grid.gaps == 1 else "map"
    return f"{said}; {counted(grid.gaps, 'row')} {verb} to nothing ({one})."
