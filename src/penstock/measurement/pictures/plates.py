"""Words that stand on a piece of paper of their own, where lines or bands lie beneath."""

from penstock.architecture.drawing.kit.symbols import plate
from penstock.kernel.pictures.svg import Part, Text, joined


def on_plate(said: Text, x: float, top: float, *, anchor: str = "start") -> Part:
    """Return words on paper."""
    return joined((plate(said, x, top, anchor=anchor), said.at(x, top, anchor=anchor)))
