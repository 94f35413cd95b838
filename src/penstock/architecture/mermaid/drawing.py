"""Gathers what the statements of a flowchart say, as Mermaid would draw it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from penstock.architecture.mermaid.model import (
    Direction,
    Edge,
    EdgeKind,
    Flowchart,
    Node,
    Subgraph,
)
from penstock.architecture.mermaid.positions import Positions

# Mermaid's own limit, which a diagram cannot raise.
MAX_EDGES = 500


@dataclass(slots=True)
class _Frame:
    """A subgraph in the making; members are the keys, in order."""

    id: str
    title: str
    offset: int
    members: dict[str, None] = field(default_factory=dict)


class Drawing:
    """A flowchart in the making; offsets are those of the text that was handed in."""

    def __init__(self, written: str) -> None:
        self.direction = Direction.TOP_BOTTOM
        self.edges: list[Edge] = []
        self._positions = Positions(written)
        self._nodes: dict[str, Node] = {}
        self._edge_ids: set[str] = set()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._frames: list[_Frame] = []
        self._opened: list[_Frame] = []
        self._closed = 0
        self._owned: set[str] = set()

    @property
    def innermost(self) -> tuple[str, int] | None:
        """Return the title and the offset of the innermost subgraph that is still open."""
        return (self._opened[-1].title, self._opened[-1].offset) if self._opened else None

    def mention(self, name: str, offset: int, *, framed: bool = True) -> None:
        """Note a node that is named, in the subgraph that is open unless it is named outside."""
        if name in self._edge_ids:
            return
        if self._opened and framed:
            self._opened[-1].members[name] = None
        if name not in self._nodes:
            line, column = self._positions.of(offset)
            self._nodes[name] = Node(name, name, line=line, column=column)

    def describe(self, name: str, offset: int, *, label: str | None, shape: str | None) -> None:
        """Note the label or the shape of a node; the last word counts."""
        known = self._nodes.get(name)
        if known is None:
            return
        line, column = (known.line, known.column) if label is None else self._positions.of(offset)
        new_label = known.label if label is None else label
        self._nodes[name] = Node(name, new_label, shape or known.shape, line, column)

    def connect(
        self,
        sources: Iterable[str],
        targets: list[str],
        *,
        label: str,
        kind: EdgeKind,
        offset: int,
    ) -> bool:
        """Draw an edge from each source to each target; false when Mermaid's limit is reached."""
        line, column = self._positions.of(offset)
        for source in sources:
            for target in targets:
                if len(self.edges) >= MAX_EDGES:
                    return False
                self.edges.append(Edge(source, target, label, kind, line, column))
                self._name_edge(source, target)
        return True

    def _name_edge(self, source: str, target: str) -> None:
        """Note the id that Mermaid itself gives an edge."""
        before = self._pairs[source, target]
        self._edge_ids.add(f"L_{source}_{target}_{before + 1 if before else 0}")
        self._pairs[source, target] += 1

    def name_edge(self, name: str) -> None:
        """Note the id that the diagram gives an edge."""
        self._edge_ids.add(name)

    def open_subgraph(self, name: str, title: str, offset: int) -> None:
        """Begin a subgraph."""
        frame = _Frame(name, title, offset)
        self._frames.append(frame)
        self._opened.append(frame)

    def close_subgraph(self) -> None:
        """End the innermost subgraph; what an earlier one holds already stays there."""
        frame = self._opened.pop()
        frame.id = frame.id or f"subGraph{self._closed}"
        self._closed += 1
        frame.members = {
            name: None for name in frame.members if name not in self._owned and name != frame.id
        }
        self._owned.update(frame.members)
        if self._opened:
            self._opened[-1].members[frame.id] = None

    def chart(self) -> Flowchart:
        """Return what has been gathered."""
        while self._opened:
            self.close_subgraph()
        subgraphs = self._merged_frames()
        nodes = tuple(node for name, node in self._nodes.items() if name not in subgraphs)
        return Flowchart(self.direction, nodes, tuple(self.edges), tuple(subgraphs.values()))

    def _merged_frames(self) -> dict[str, Subgraph]:
        """Return the subgraphs; those that share an id are one."""
        merged: dict[str, Subgraph] = {}
        for frame in self._frames:
            line, column = self._positions.of(frame.offset)
            known = merged.get(frame.id, Subgraph(frame.id, frame.title, (), line, column))
            members = known.members + tuple(frame.members)
            merged[frame.id] = Subgraph(frame.id, known.title, members, known.line, known.column)
        return merged
