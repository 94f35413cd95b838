"""The enterprise, capabilities, a cross-map and the operating model as flowcharts."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from penstock.architecture.drawing.flowcharts.builder import DOTTED, LINE, THICK, Builder
from penstock.architecture.mermaid import Direction, EdgeKind, Flowchart
from penstock.architecture.model import (
    Architecture,
    Capability,
    Kind,
    OperatingModelElement,
    OrganizationUnit,
    Part,
    RelationKind,
    ValueStream,
)
from penstock.architecture.tracing.cross_maps import Cell, cross_map
from penstock.kernel.sides import Side

_T = TypeVar("_T")
_K = TypeVar("_K")
_ZONES = {
    Side.REGULATED: "Regulated",
    Side.ENTERPRISE: "Enterprise services",
    Side.NON_REGULATED: "AES, non-regulated",
}


def enterprise_flowchart(architecture: Architecture) -> Flowchart:
    """Return all value streams by category, with what each depends on."""
    chart = Builder(architecture, Direction.LEFT_RIGHT)
    streams = architecture.all(ValueStream)
    for category, several in _by(streams.values(), lambda stream: stream.category).items():
        chart.frame(category or "No category stated", [chart.node(each.ref) for each in several])
    depends = architecture.of_kind(RelationKind.DEPENDS_ON)
    for source, target in dict.fromkeys((each.source, each.target) for each in depends):
        if source.id in streams and target.id in streams:
            chart.edge(chart.node(source), chart.node(target))
    return chart.chart()


def capabilities_flowchart(architecture: Architecture) -> Flowchart:
    """Return capabilities of level 1 as frames around those below them."""
    chart = Builder(architecture, Direction.TOP_BOTTOM)
    capabilities = architecture.all(Capability).values()
    below = _by(capabilities, lambda each: each.parent_id)
    for capability in capabilities:
        members = below.get(capability.id, [])
        if members:
            chart.frame(
                architecture.label(capability.ref), [chart.node(each.ref) for each in members]
            )
        elif not capability.parent_id:
            chart.node(capability.ref)
    return chart.chart()


def matrix_flowchart(
    architecture: Architecture, rows: Kind, columns: Kind, *, level: int | None = None
) -> Flowchart:
    """Return what is tied to what: thick for primary, dotted for supporting, else plain."""
    chart = Builder(architecture, Direction.LEFT_RIGHT)
    table = cross_map(architecture, rows, columns, level=level)
    for (row, column), cell in table.cells.items():
        chart.edge(chart.node(row), chart.node(column, shape="round"), _stroke(cell))
    return chart.chart()


def _stroke(cell: Cell) -> EdgeKind:
    if "P" in cell.marks:
        return THICK
    return DOTTED if "S" in cell.marks else LINE


def operating_model_flowchart(architecture: Architecture) -> Flowchart:
    """Return the zones with their units and streams, and the interfaces between the two sides."""
    chart = Builder(architecture, Direction.LEFT_RIGHT)
    zones = {side: _zone(chart, architecture, side) for side in _ZONES}
    elements = architecture.all(OperatingModelElement).values()
    parts = _by(elements, lambda element: element.part)
    for interface in parts.get(Part.INTERFACE, []):
        gate = chart.node(interface.ref, shape="hexagon")
        chart.edge(zones[Side.REGULATED], gate, LINE)
        chart.edge(gate, zones[Side.NON_REGULATED], LINE)
    for part in (Part.GOVERNANCE, Part.SHARED_SERVICE, Part.COMPONENT, Part.PRINCIPLE):
        members = [chart.node(each.ref) for each in parts.get(part, [])]
        chart.frame(_FRAMES[part], members)
    return chart.chart()


_FRAMES = {
    Part.GOVERNANCE: "Governance",
    Part.SHARED_SERVICE: "Shared services",
    Part.COMPONENT: "Components",
    Part.PRINCIPLE: "Principles",
}


def _zone(chart: Builder, architecture: Architecture, side: Side) -> str:
    """Add a side's frame, and return the node in it that edges lead to."""
    head = chart.words(side, _ZONES[side], shape="stadium")
    units = [each.ref for each in architecture.all(OrganizationUnit).values() if each.side is side]
    streams = [each.ref for each in architecture.all(ValueStream).values() if each.side is side]
    chart.frame(_ZONES[side], [head, *map(chart.node, (*units, *streams))])
    return head


def _by(elements: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    found: defaultdict[_K, list[_T]] = defaultdict(list)
    for element in elements:
        found[key(element)].append(element)
    return found
