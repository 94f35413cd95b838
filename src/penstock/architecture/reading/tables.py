"""Which reader a table belongs to: decided by its columns, never by the document's name."""

from collections.abc import Callable
from typing import NamedTuple

from penstock.architecture.documents.blocks import Table
from penstock.architecture.documents.document import Document, Section
from penstock.architecture.reading.capabilities import read_capability_table
from penstock.architecture.reading.columns import Grid
from penstock.architecture.reading.maps import (
    is_matrix,
    read_matrix,
    read_pairs,
    read_stakeholder_map,
)
from penstock.architecture.reading.notebook import Notebook, Stream, Streams, stream_at
from penstock.architecture.reading.products import read_products
from penstock.architecture.reading.raci import holds_letters, read_raci_letters, read_raci_lists
from penstock.architecture.reading.registers import (
    read_former_ids,
    read_metrics,
    read_organization,
    read_partners,
    read_policies,
    read_roles,
    read_stakeholders,
    read_systems,
)
from penstock.architecture.reading.stages import read_information, read_stages


class _Around(NamedTuple):
    """Where a table stands: under which headings, in which stream's model."""

    section: Section
    stream: Stream | None


_Reader = Callable[[Grid, Notebook, _Around], None]


def _has(*sets: tuple[str, ...]) -> Callable[[Grid], bool]:
    """Return the test whether a table has all columns of one of several sets."""
    wanted = [frozenset(names) for names in sets]
    return lambda grid: any(map(grid.has, wanted))


def _alone(read: Callable[[Grid, Notebook], None]) -> _Reader:
    """Return a reader that needs nothing but the table."""
    return lambda grid, notes, _around: read(grid, notes)


def _in_stream(read: Callable[[Grid, Notebook, Stream | None], None]) -> _Reader:
    """Return a reader that needs the stream around the table."""
    return lambda grid, notes, around: read(grid, notes, around.stream)


def is_summary(grid: Grid) -> bool:
    """Tell whether a table only counts what other documents define."""
    return any(name.endswith("count") for name in grid.columns)


def _note_summary(grid: Grid, notes: Notebook) -> None:
    """Note that a summary is understood; checks hold its numbers against the model."""
    notes.understood[grid.document.path].update(row.line for row in grid.table.rows)


# The first form that fits reads the table: the most particular columns stand first.
_FORMS: tuple[tuple[Callable[[Grid], bool], _Reader], ...] = (
    (_has(("former id", "present id")), _alone(read_former_ids)),
    (_has(("responsible", "accountable")), _in_stream(read_raci_lists)),
    (holds_letters, _in_stream(read_raci_letters)),
    (_has(("stage id", "stage name")), _in_stream(read_stages)),
    (_has(("information item",)), _alone(read_information)),
    (_has(("product id",)), lambda grid, notes, around: read_products(grid, notes, around.section)),
    (is_matrix, _alone(read_matrix)),
    (_has(("capability id",)), _alone(read_capability_table)),
    (
        _has(("value stream", "triggering stakeholder"), ("value stream", "receiving stakeholder")),
        _alone(read_stakeholder_map),
    ),
    (
        _has(("kpi", "baseline"), ("kpi", "target"), ("metric", "baseline"), ("metric", "target")),
        _alone(read_metrics),
    ),
    (
        _has(("organization unit", "parent"), ("organization unit", "reports to")),
        _alone(read_organization),
    ),
    (
        _has(("rule", "statement"), ("rule id", "statement"), ("rule id", "rule")),
        _alone(read_policies),
    ),
    (
        _has(("role", "side"), ("role", "organization unit"), ("role", "purpose")),
        _alone(read_roles),
    ),
    (_has(("capability", "value stream")), _alone(read_pairs)),
    (_has(("stakeholder", "description"), ("stakeholder", "side")), _alone(read_stakeholders)),
    (_has(("system", "description"), ("system", "supports")), _alone(read_systems)),
    (
        _has(("partner", "side"), ("partner", "supports"), ("partner", "kind")),
        _alone(read_partners),
    ),
    (is_summary, _alone(_note_summary)),
)


def read_tables(document: Document, notes: Notebook, streams: Streams) -> None:
    """Read every table of a document that some reader knows."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                grid = Grid.of(document, block)
                around = _Around(section, stream_at(block.header.line, streams))
                reader = next((read for fits, read in _FORMS if fits(grid)), None)
                if reader is not None:
                    reader(grid, notes, around)
