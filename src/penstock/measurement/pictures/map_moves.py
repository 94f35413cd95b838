"""Moves on a process map: straight along the spine, in arcs above it, thick where many moved."""

from collections.abc import Iterator, Mapping

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import Key
from penstock.kernel.pictures.svg import (
    Box,
    Part,
    Text,
    element,
    lettering,
    polygon,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD
from penstock.measurement.flow.process_map import MappedMove, ProcessMap
from penstock.measurement.flow.spoken import spoken
from penstock.measurement.pictures.arcs import Arc
from penstock.measurement.pictures.plates import on_plate
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject

_THIN, _THICK, _THICK_ARC, _TIP = 1.25, 14.0, 5.0, 9.0


def arc_label(move: MappedMove) -> Text:
    """Return how many cases made a move."""
    return lettering(f"{move.cases:,}", CAPTION_BOLD, width=80)


def straight_part(move: MappedMove, boxes: Mapping[str, Box], most: int, drawn: Drawn) -> Part:
    """Return a move to the next place, with the cases above it and the median wait below."""
    begin, end = boxes[move.source_id], boxes[move.target_id]
    y, thick = begin.y + begin.height / 2, _thickness(move, most)
    tip = max(_TIP, thick * 0.9)
    class_ = "move" if move.is_declared else "skip"
    way = _line(f"M{begin.right:.1f} {y:.1f}H{end.x - tip:.1f}", class_, thick)
    half = max(_TIP / 2, thick * 0.9)
    head = polygon(
        ((end.x - tip, y - half), (end.x - 1, y), (end.x - tip, y + half)),
        "tip" if move.is_declared else "skip-tip",
    )
    cases = lettering(f"{move.cases:,}", CAPTION_BOLD, width=end.x - begin.right)
    wait = "" if move.median_us is None else spoken(move.median_us)
    waits = lettering(wait, CAPTION, width=end.x - begin.right, ink="muted")
    middle = (begin.right + end.x) / 2
    words = (
        cases.at(middle, y - half - 3 - cases.height, anchor="middle"),
        waits.at(middle, y + half + 3, anchor="middle"),
    )
    return linked(_subject(move), drawn.link, way, head, *words, hint=_hint(move, drawn))


def arc_part(arc: Arc, top: float, most: int, drawn: Drawn) -> Part:
    """Return a move in its arc: back to an earlier stage or the same, or past others, dashed."""
    move = arc.move
    is_skip = _is_skip(arc)
    class_ = "skip" if is_skip else "rework"
    # An arc that is thicker than its head would hide where it leads.
    thickness = min(_THICK_ARC, _thickness(move, most))
    way = _line(arc.way(top=top, tip=_TIP), class_, thickness)
    head = polygon(
        ((arc.end_x - 4.5, top - _TIP), (arc.end_x + 4.5, top - _TIP), (arc.end_x, top - 1)),
        f"{class_}-tip",
    )
    words = on_plate(arc.label, arc.middle, arc.label_top(top), anchor="middle")
    return linked(_subject(move), drawn.link, way, head, words, hint=_hint(move, drawn))


def keys(flow: ProcessMap) -> Iterator[Key]:
    """Yield what the marks mean that are on a map."""
    words = "the next step: cases above, median wait for work below"
    yield Key(lambda box: rectangle(Box(box.x, box.y + 4, box.width, 6), "tip"), words)
    order = [each.stage_id for each in flow.stages]
    back = [_goes_back(each, order) for each in flow.moves]
    if any(back):
        words = "back to a stage for another visit: cases"
        yield Key(lambda box: rectangle(Box(box.x, box.y + 6, box.width, 2), "rework-tip"), words)
    if any(
        not is_back and not each.is_declared for each, is_back in zip(flow.moves, back, strict=True)
    ):
        yield Key(_dashes, "a move on that the documents do not name: cases")


def _dashes(box: Box) -> Part:
    return _line(f"M{box.x:.1f} {box.y + 7:.1f}H{box.right:.1f}", "skip", 2)


def _is_skip(arc: Arc) -> bool:
    return arc.end_x > arc.begin_x and arc.move.source_id != arc.move.target_id


def _goes_back(move: MappedMove, order: list[str]) -> bool:
    if move.source_id not in order or move.target_id not in order:
        return False
    return order.index(move.target_id) <= order.index(move.source_id)


def _thickness(move: MappedMove, most: int) -> float:
    return _THIN + (_THICK - _THIN) * move.cases / most


def _line(way: str, class_: str, thickness: float) -> Part:
    return Part(element("path", d=way, class_=class_, stroke_width=thickness))


def _subject(move: MappedMove) -> Subject:
    return Subject(Shown.MOVE, move.source_id, move.target_id)


def _hint(move: MappedMove, drawn: Drawn) -> str:
    return f"from {drawn.name(move.source_id)} to {drawn.name(move.target_id)}"
