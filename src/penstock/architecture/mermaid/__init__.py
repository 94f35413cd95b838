"""Reads, checks, mends and writes Mermaid's flowcharts, without Mermaid.

The grammar is that of Mermaid 12; other kinds of diagrams are recognised and left alone.
"""

from penstock.architecture.mermaid.model import (
    Direction,
    Edge,
    EdgeKind,
    Flowchart,
    Node,
    Stroke,
    Subgraph,
    Tip,
)
from penstock.architecture.mermaid.parsing import parse
from penstock.architecture.mermaid.results import (
    Broken,
    Problem,
    TextEdit,
    Unsupported,
    repaired,
)
from penstock.architecture.mermaid.writing import UnwritableError, node_id, write

__all__ = [
    "Broken",
    "Direction",
    "Edge",
    "EdgeKind",
    "Flowchart",
    "Node",
    "Problem",
    "Stroke",
    "Subgraph",
    "TextEdit",
    "Tip",
    "Unsupported",
    "UnwritableError",
    "node_id",
    "parse",
    "repaired",
    "write",
]
