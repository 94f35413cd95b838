"""The axis of values at the left of a picture."""

from collections.abc import Callable

from penstock.engineering.proposal.pictures.picture import line, words_at
from penstock.kernel.pictures.scale import Scale
from penstock.kernel.pictures.svg import Part, joined


def value_axis(scale: Scale, *, left: float, right: float, say: Callable[[float], str]) -> Part:
    """Return faint lines at named values, the one of nothing dark, and the values at the left."""
    parts = []
    for value in scale.ticks:
        y = scale.at(value)
        nothing = abs(value) < scale.step / 1000
        parts.append(line(left, y, right, y, "axis" if nothing else "rule"))
        parts.append(words_at(say(value), left - 8, y + 4, anchor="end"))
    return joined(parts)
