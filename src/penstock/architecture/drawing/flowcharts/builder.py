"""Makes a flowchart of elements, each once and under an id that Mermaid takes."""

from collections.abc import Iterable

from penstock.architecture.mermaid import (
    Direction,
    Edge,
    EdgeKind,
    Flowchart,
    Node,
    Stroke,
    Subgraph,
    Tip,
    node_id,
)
from penstock.architecture.model import Architecture, Ref

LINE = EdgeKind(head=Tip.OPEN)
THICK = EdgeKind(stroke=Stroke.THICK)
DOTTED = EdgeKind(stroke=Stroke.DOTTED)


class Builder:
    """A flowchart in the making."""

    def __init__(self, architecture: Architecture, direction: Direction) -> None:
        self._architecture = architecture
        self._direction = direction
        self._ids: dict[object, str] = {}
        self._nodes: dict[str, Node] = {}
        self._edges: list[Edge] = []
        self._subgraphs: list[Subgraph] = []

    def node(self, ref: Ref, *, label: str = "", shape: str = "square") -> str:
        """Add an element, if it is new, and return its id."""
        return self.words(ref, label or self._architecture.label(ref), id_=ref.id, shape=shape)

    def words(self, key: object, label: str, *, id_: str = "", shape: str = "square") -> str:
        """Add a node that stands for no element, if it is new, and return its id."""
        if key not in self._ids:
            self._ids[key] = self._free_id(id_ or label)
            name = self._ids[key]
            self._nodes[name] = Node(name, " ".join(label.split()) or name, shape)
        return self._ids[key]

    def edge(self, source: str, target: str, kind: EdgeKind | None = None) -> None:
        """Lead from one node to another."""
        self._edges.append(Edge(source, target, kind=kind or EdgeKind()))

    def frame(self, title: str, members: Iterable[str]) -> None:
        """Put nodes into a titled frame."""
        inside = tuple(members)
        if inside:
            self._ids["frame", title] = self._free_id(f"group_{len(self._subgraphs) + 1}")
            name = self._ids["frame", title]
            self._subgraphs.append(Subgraph(name, " ".join(title.split()) or name, inside))

    def _free_id(self, text: str) -> str:
        """Return an id for a text that nothing else has; ids that look alike are numbered."""
        wanted, taken = node_id(text), set(self._ids.values())
        numbered = (f"{wanted}_{number}" for number in range(2, len(taken) + 3))
        return next(each for each in (wanted, *numbered) if each not in taken)

    def chart(self) -> Flowchart:
        """Return the flowchart."""
        return Flowchart(
            self._direction,
            tuple(self._nodes.values()),
            tuple(self._edges),
            tuple(self._subgraphs),
        )
