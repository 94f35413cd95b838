"""The process map: the declared order as its spine, rework above it, and exits below."""

from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import Box, Part, joined
from penstock.measurement.flow.process_map import MappedMove, MappedStage, ProcessMap
from penstock.measurement.flow.spoken import spoken
from penstock.measurement.pictures.arcs import LANE, Arc, arcs_of
from penstock.measurement.pictures.map_moves import arc_label, arc_part, keys, straight_part
from penstock.measurement.pictures.map_stages import (
    EXITS,
    StageBox,
    exits_part,
    stage_box,
    stage_part,
)
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn

_PITCH, _BOX, _IN = 206, 138, 40
_LEAST = 700
LEAST_VISITS = 20
"""A median of fewer visits names no slowest step."""


def process_map_picture(flow: ProcessMap, drawn: Drawn, *, title: str) -> str:
    """Draw how cases moved through a stream."""
    width = 2 * MARGIN + _IN + len(flow.stages) * _PITCH - (_PITCH - _BOX)
    sheet = Sheet(max(_LEAST, width), style=flow_style)
    sheet.head(kind=_kind(flow), title=title, finding=process_map_finding(flow, drawn))
    if not flow.cases:
        sheet.put(missing(Box(MARGIN, sheet.bottom, sheet.inner, 160)), 160)
        return sheet.document(drawn.options)
    part, height = _Map(flow, drawn).part(sheet.bottom)
    sheet.put(part, height, gap=16)
    sheet.legend(keys(flow))
    return sheet.document(drawn.options)


def process_map_finding(flow: ProcessMap, drawn: Drawn) -> str:
    """Return the sentence under the title: the slowest stage, and how often work is done again."""
    if not flow.cases:
        return "No case has come to a stage yet."
    slowest = slowest_of(flow)
    said = f"{counted(flow.cases, 'case')}"
    if slowest is not None and slowest.median_us is not None:
        name, median = drawn.name(slowest.stage_id), spoken(slowest.median_us)
        said += f"; {name} is the slowest step, with {median} in the median"
    again = sum(each.repeated_visits for each in flow.stages)
    visits = counted(again, "visit")
    were = "was" if again == 1 else "were"
    return f"{said}; {visits} {were} of a stage that the case had seen before."


def slowest_of(flow: ProcessMap) -> MappedStage | None:
    """Return the stage whose visits take longest in the median; None where too few are over."""
    known = [each for each in flow.stages if each.visits >= LEAST_VISITS and each.median_us]
    return max(known, key=lambda each: each.median_us or 0, default=None)


def _kind(flow: ProcessMap) -> str:
    if flow.cases == flow.all_cases:
        return "Process map"
    return f"Process map · {flow.cases:,} of {counted(flow.all_cases, 'case')}"


class _Map:
    """Stages in their places, and the moves between them."""

    def __init__(self, flow: ProcessMap, drawn: Drawn) -> None:
        self.flow, self.drawn = flow, drawn
        self.most = max((each.cases for each in flow.moves), default=1)
        slowest = slowest_of(flow)
        self.boxes = [
            stage_box(each, drawn, width=_BOX, is_slowest=each is slowest) for each in flow.stages
        ]
        self.lefts = {
            each.stage_id: MARGIN + _IN + index * _PITCH for index, each in enumerate(flow.stages)
        }

    def part(self, top: float) -> tuple[Part, float]:
        arcs = self._arcs()
        lanes = 1 + max((arc.lane for arc in arcs), default=-1)
        spine = top + (lanes * LANE + 24 if lanes else 0)
        height = max(each.height for each in self.boxes)
        boxes = {
            each.stage.stage_id: Box(self.lefts[each.stage.stage_id], spine, _BOX, height)
            for each in self.boxes
        }
        parts = (
            *(straight_part(each, boxes, self.most, self.drawn) for each in self._straight()),
            *(self._stage(each, boxes[each.stage.stage_id]) for each in self.boxes),
            *(arc_part(each, spine, self.most, self.drawn) for each in arcs),
        )
        return joined(parts), spine + height + EXITS - top

    def _stage(self, box: StageBox, place: Box) -> Part:
        return joined(
            (stage_part(box, place, self.drawn), exits_part(box.stage, place, self.drawn))
        )

    def _arcs(self) -> list[Arc]:
        bent = [
            each for each in self.flow.moves if self._is_known(each) and not self._is_step(each)
        ]
        places = {stage: (left, left + _BOX) for stage, left in self.lefts.items()}
        return arcs_of([(each, arc_label(each)) for each in bent], places)

    def _straight(self) -> list[MappedMove]:
        return [each for each in self.flow.moves if self._is_known(each) and self._is_step(each)]

    def _is_known(self, move: MappedMove) -> bool:
        """Tell whether both ends are on the map: a log with gaps may name other stages."""
        return move.source_id in self.lefts and move.target_id in self.lefts

    def _is_step(self, move: MappedMove) -> bool:
        """Tell whether a move leads to the place right of it."""
        return self.lefts[move.target_id] - self.lefts[move.source_id] == _PITCH
