"""Which kind of diagram a text is, by its first word."""

import re
from dataclasses import dataclass
from enum import Enum

from penstock.architecture.mermaid.spaces import SPACE

FLOWCHART_WORDS = ("graph", "flowchart", "flowchart-elk")

OTHER_WORDS = (
    "agentflow-beta",
    "architecture",
    "block",
    "C4Component",
    "C4Container",
    "C4Context",
    "C4Deployment",
    "C4Dynamic",
    "classDiagram",
    "cynefin-beta",
    "erDiagram",
    "eventmodeling",
    "gantt",
    "gitGraph",
    "info",
    "ishikawa",
    "journey",
    "kanban",
    "mindmap",
    "packet",
    "pie",
    "quadrantChart",
    "radar-beta",
    "railroad-abnf-beta",
    "railroad-beta",
    "railroad-ebnf-beta",
    "railroad-peg-beta",
    "requirement",
    "sankey",
    "sequenceDiagram",
    "stateDiagram",
    "swimlane-beta",
    "timeline",
    "treemap",
    "treeView-beta",
    "usecase-beta",
    "venn-beta",
    "wardley-beta",
    "xychart",
)

# Mermaid looks for these anywhere in a diagram, not at its start alone, and before flowcharts.
_C4 = re.compile(r"C4(?:Container|Component|Dynamic|Deployment)")
_FLOWCHART = re.compile(r"(?:graph|flowchart|flowchart-elk)\b", re.ASCII)
_COMMENT = re.compile(r"%%[^\n]*\n")
_START = re.compile(rf"(?:[{SPACE}]|%%[^\n]*\n)*+")
_WORD = re.compile(rf"[^{SPACE};]*")


class Family(Enum):
    """What is to be done with a diagram."""

    FLOWCHART = "flowchart"
    OTHER = "other"
    UNKNOWN = "unknown"
    C4_BY_ACCIDENT = "c4"


@dataclass(frozen=True, slots=True)
class Kind:
    """A diagram's first word, where it stands, and what it makes of the diagram."""

    family: Family
    word: str
    start: int


def kind_of(text: str) -> Kind:
    """Return which kind of diagram a prepared text is."""
    opening = _START.match(text)
    start = opening.end() if opening else 0
    match = _WORD.match(text, start)
    word = match[0] if match else ""
    if word.startswith(OTHER_WORDS):
        return Kind(Family.OTHER, word, start)
    if not _FLOWCHART.match(word):
        return Kind(Family.UNKNOWN, word, start)
    if "C4" in text and _C4.search(_COMMENT.sub("\n", text)):
        return Kind(Family.C4_BY_ACCIDENT, word, start)
    return Kind(Family.FLOWCHART, word, start)


def suggestion(word: str) -> str | None:
    """Return the known first word that another one resembles."""
    import difflib

    known = (*FLOWCHART_WORDS, *OTHER_WORDS)
    for candidate in known:
        if candidate.lower() == word.lower():
            return candidate
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return close[0] if close else None
