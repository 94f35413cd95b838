"""What a flowchart says: nodes, the edges between them, and the subgraphs that group them."""

from dataclasses import dataclass, field
from enum import StrEnum


class Direction(StrEnum):
    """Where a flowchart flows to."""

    TOP_BOTTOM = "TB"
    BOTTOM_TOP = "BT"
    RIGHT_LEFT = "RL"
    LEFT_RIGHT = "LR"


class Stroke(StrEnum):
    """How an edge's line is drawn."""

    NORMAL = "normal"
    THICK = "thick"
    DOTTED = "dotted"
    INVISIBLE = "invisible"


class Tip(StrEnum):
    """What an end of an edge carries."""

    OPEN = "open"
    ARROW = "arrow"
    CROSS = "cross"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """How an edge looks; `length` is the number of ranks it spans."""

    stroke: Stroke = Stroke.NORMAL
    tail: Tip = Tip.OPEN
    head: Tip = Tip.ARROW
    length: int = 1


@dataclass(frozen=True, slots=True)
class Node:
    """A shape with a label; its place is where the label was given, else where it is first named.

    Two nodes that differ in their places alone are equal.
    """

    id: str
    label: str
    shape: str = "square"
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection from one node to another."""

    source: str
    target: str
    label: str = ""
    kind: EdgeKind = EdgeKind()
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A titled frame around nodes and other subgraphs, given by their ids."""

    id: str
    title: str
    members: tuple[str, ...] = ()
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Flowchart:
    """A whole diagram, in the order it was written."""

    direction: Direction = Direction.TOP_BOTTOM
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    subgraphs: tuple[Subgraph, ...] = ()
