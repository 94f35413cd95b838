"""What a reader chooses about a drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from penstock.architecture.drawing.kit.theme import Theme
from penstock.architecture.model import Ref


class Band(StrEnum):
    """What a value stream map shows besides stages and capabilities."""

    CRITERIA = "criteria"
    INFORMATION = "information"
    METRICS = "metrics"
    PRODUCTS = "products"
    DEPENDENCIES = "dependencies"


class Measure(StrEnum):
    """What the colour of a capability heat map stands for."""

    STAGES = "stages"
    STREAMS = "streams"
    KPIS = "kpis"
    MATURITY = "maturity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many cases stand in a stage, as a value stream map shows them.

    Args:
        open: How many go on.
        late: How many of them are late.
        href: Where they are listed.
        pace: How long the stage holds cases, in words; empty where that is not shown.
        is_slowest: Whether no stage of the stream holds them longer.
    """

    open: int
    late: int
    href: str
    pace: str = ""
    is_slowest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How drawings are made.

    Args:
        theme: The colours on a screen.
        standalone: Whether the drawing brings its style, as a file does and a part of a page not.
        show: Bands of the value stream map.
        measure: What the colours of the heat map stand for.
        level: Down to which level capabilities are shown; the heat map goes to 2 by itself.
        crowds: How many cases stand in the stages of a value stream map, by stage; None for a map
            of the documents alone.
        note: What stands at the foot of the drawing, such as that its figures are synthetic.
    """

    theme: Theme = Theme.AUTO
    standalone: bool = True
    show: frozenset[Band] = frozenset()
    measure: Measure = Measure.STAGES
    level: int | None = None
    crowds: Mapping[str, Crowd] | None = None
    note: str = ""


def no_link(_: Ref) -> str | None:
    """Give no element an address."""
    return None
