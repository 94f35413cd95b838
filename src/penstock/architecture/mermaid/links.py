"""What an edge's signs mean: `-->` an arrow, `-.-` a dotted line, `<==>` a thick double arrow."""

import re

from penstock.architecture.mermaid.model import EdgeKind, Stroke, Tip

_NO_SIGN = re.compile(r"[^-=.~<>xo]+")
_TIPS = {">": Tip.ARROW, "<": Tip.ARROW, "x": Tip.CROSS, "o": Tip.CIRCLE}
_SIGNS = {Tip.ARROW: ">", Tip.CROSS: "x", Tip.CIRCLE: "o", Tip.OPEN: ""}


def edge_kind(signs: str, start: str = "") -> EdgeKind:
    """Return what an edge's signs mean; `start` are those before its label, if they are apart."""
    signs, start = (_NO_SIGN.sub("", part) for part in (signs, start))
    head = _TIPS.get(signs[-1], Tip.OPEN)
    doubled = head is not Tip.OPEN and _TIPS.get(signs[0]) is head
    line = signs[1:-1] if doubled else signs[:-1]
    # Two tips make a double arrow only if they are the same; Mermaid drops the first otherwise.
    both = doubled or (start != "" and _TIPS.get(start[0]) is head)
    length = signs.count(".") or max(len(line) - 1, 1)
    return EdgeKind(_stroke(line), head if both else Tip.OPEN, head, length)


def _stroke(line: str) -> Stroke:
    """Return how an edge's line is drawn."""
    if "." in line:
        return Stroke.DOTTED
    if line.startswith("="):
        return Stroke.THICK
    return Stroke.INVISIBLE if line.startswith("~") else Stroke.NORMAL


def signs(kind: EdgeKind) -> str:
    """Return the signs that draw an edge; a first tip that Mermaid would drop is left out."""
    head, length = _SIGNS[kind.head], max(kind.length, 1)
    tail = head.replace(">", "<") if kind.tail is kind.head else ""
    if kind.stroke is Stroke.INVISIBLE:
        return "~~" + "~" * length
    if kind.stroke is Stroke.DOTTED:
        return f"{tail}-{'.' * length}-{head}"
    line = "=" if kind.stroke is Stroke.THICK else "-"
    return tail + line + line * length + (head or line)
