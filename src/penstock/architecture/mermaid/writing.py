"""Writes a flowchart as text that Mermaid reads, whatever its labels hold."""

import re
from collections.abc import Iterator

from penstock.architecture.mermaid.drawing import MAX_EDGES
from penstock.architecture.mermaid.labels import quoted
from penstock.architecture.mermaid.links import signs
from penstock.architecture.mermaid.model import Edge, Flowchart, Node, Subgraph
from penstock.architecture.mermaid.shapes import BRACKETS, NAMES

_INDENT = "    "
_ID = re.compile(r"[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*", re.ASCII)
_RESERVED = re.compile(
    r"(?:_blank|_parent|_self|_top|accDescr|accTitle|call|class|classDef|click|end|flowchart|graph"
    r"|href|interpolate|linkStyle|style|subgraph|swimlane)\b|(?:.*)direction$"
)
_BY_SHAPE = {brackets.shape: brackets for brackets in BRACKETS if brackets.shape}


class UnwritableError(Exception):
    """A flowchart holds something that Mermaid has no way to say."""

    def __init__(self, what: str, value: str, advice: str) -> None:
        self.value = value
        super().__init__(f"Mermaid cannot take {value!r} as {what}. {advice}")


def node_id(text: str) -> str:
    """Return a text as an id that Mermaid takes; texts that differ in their signs alone collide."""
    words = re.sub(r"[^A-Za-z0-9_.-]+", "_", text)
    words = re.sub(r"[.-]+(?=[.-])|^[.-]+|[.-]+$", "", words)
    return words if _is_id(words) else f"n_{words}_"


def _is_id(text: str) -> bool:
    """Tell whether Mermaid takes a text as an id wherever it stands."""
    return bool(_ID.fullmatch(text)) and not _RESERVED.match(text)


def write(chart: Flowchart) -> str:
    """Return a flowchart as Mermaid's text: every label in quotes, nodes before edges."""
    _check(chart)
    lines = [f"flowchart {chart.direction.value}"]
    lines.extend(_INDENT + _node(node) for node in chart.nodes)
    lines.extend(_INDENT + line for line in _subgraphs(chart.subgraphs))
    lines.extend(_INDENT + _edge(edge) for edge in chart.edges)
    return "\n".join(lines) + "\n"


def _check(chart: Flowchart) -> None:
    """Raise an error for what cannot be written."""
    names = [node.id for node in chart.nodes]
    names += [subgraph.id for subgraph in chart.subgraphs]
    names += [name for edge in chart.edges for name in (edge.source, edge.target)]
    names += [name for subgraph in chart.subgraphs for name in subgraph.members]
    for name in names:
        if not _is_id(name):
            advice = "Use letters, digits and `_`, with single `.` or `-` between them."
            raise UnwritableError("an id", name, advice)
    for node in chart.nodes:
        if node.shape not in _BY_SHAPE and node.shape not in NAMES:
            raise UnwritableError("a shape", node.shape, "Use a name from Mermaid's manual.")
    if len(chart.edges) > MAX_EDGES:
        count = str(len(chart.edges))
        raise UnwritableError("a number of edges", count, f"Draw at most {MAX_EDGES}.")


def _node(node: Node) -> str:
    """Return a node with its label."""
    brackets = _BY_SHAPE.get(node.shape, _BY_SHAPE["square"])
    text = node.id + brackets.opener + quoted(node.label) + brackets.closer
    return text if node.shape in _BY_SHAPE else f"{text}@{{ shape: {node.shape} }}"


def _edge(edge: Edge) -> str:
    """Return an edge with its label, if it has one."""
    label = f"|{quoted(edge.label)}|" if edge.label else ""
    return f"{edge.source} {signs(edge.kind)}{label} {edge.target}"


def _subgraphs(subgraphs: tuple[Subgraph, ...]) -> Iterator[str]:
    """Yield the lines of all subgraphs, each inside the one that holds it."""
    by_id = {subgraph.id: subgraph for subgraph in subgraphs}
    inner = {name for subgraph in subgraphs for name in subgraph.members if name in by_id}
    for subgraph in subgraphs:
        if subgraph.id not in inner:
            yield from _subgraph(subgraph, by_id)


def _subgraph(subgraph: Subgraph, by_id: dict[str, Subgraph]) -> Iterator[str]:
    """Yield the lines of a subgraph and of those inside it."""
    yield f"subgraph {subgraph.id}[{quoted(subgraph.title)}]"
    for name in subgraph.members:
        lines = _subgraph(by_id[name], by_id) if name in by_id else [name]
        yield from (_INDENT + line for line in lines)
    yield "end"
