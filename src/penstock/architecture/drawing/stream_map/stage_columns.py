"""A stage of the value stream map: its chevron, and what stands below it."""

from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.drawing.options import Band
from penstock.architecture.drawing.references import Reference
from penstock.architecture.drawing.stream_map.capability_tiles import Tile, tile_for
from penstock.architecture.drawing.stream_map.content import Content
from penstock.architecture.drawing.stream_map.crowd_tiles import CrowdTile, crowd_tile
from penstock.architecture.model import Kind, Ref, Stage, Stated
from penstock.kernel.pictures.svg import Box, Column, Part, fitted, joined, lettering, polygon
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, NAME

GAP = 6
_POINT = 14
_INSET = 10
_NOTES = {
    Band.INFORMATION: (("Inputs", "inputs"), ("Outputs", "outputs")),
    Band.METRICS: (("Metrics", "metrics"),),
}


class StageColumn(NamedTuple):
    """A stage with all that stands below it, measured for a width."""

    stage: Stage
    heading: Column
    crowd: CrowdTile | None
    tiles: tuple[Tile, ...]
    notes: tuple[Column, ...]


def note_names(show: frozenset[Band]) -> list[str]:
    """Return the names of the bands that have an entry for each stage."""
    return [name for band, notes in _NOTES.items() if band in show for name, _ in notes]


def stage_columns(content: Content, *, pitch: float) -> list[StageColumn]:
    """Measure the stages for the distance between one and the next."""
    return [
        _stage_column(content, stage, named, pitch)
        for stage, named in zip(content.stages, content.references, strict=True)
    ]


def _stage_column(
    content: Content, stage: Stage, named: Sequence[Reference], pitch: float
) -> StageColumn:
    inside = pitch - GAP - _POINT - 2 * _INSET + 8
    heading = Column(
        (
            lettering(stage.id, CAPTION_BOLD, width=inside, ink="brand"),
            fitted(stage.name or "no name stated", (NAME, CAPTION_BOLD), width=inside),
        )
    )
    crowds = content.crowds
    crowd = None if crowds is None else crowd_tile(crowds.get(stage.id), width=pitch - GAP)
    tiles = [tile_for(content, reference, width=pitch - GAP) for reference in named]
    shown = [notes for band, notes in _NOTES.items() if band in content.show]
    attributes = [attribute for notes in shown for _, attribute in notes]
    notes = [_note(getattr(stage, attribute), pitch - GAP) for attribute in attributes]
    return StageColumn(stage, heading, crowd, tuple(tiles), tuple(notes))


def _note(items: Sequence[Stated], width: float) -> Column:
    return Column(tuple(lettering(each.text, CAPTION, width=width - 16) for each in items), gap=5)


class StageRow:
    """Stages side by side, with everything of one kind at one height.

    Args:
        columns: The stages.
        pitch: The distance between one and the next, in pixels.
        least: The least height of a chevron.
        beside: The height of what stands beside the chevrons; notes begin below it.
        first: Whether the stream begins here.
    """

    def __init__(
        self,
        columns: Sequence[StageColumn],
        *,
        pitch: float,
        least: float,
        beside: float,
        first: bool,
    ) -> None:
        self.columns = columns
        self.pitch = pitch
        self.beside = beside
        self.first = first
        self.heading = max(column.heading.height for column in columns)
        self.chevron = max(least, 20 + self.heading)
        self.crowd = max(each.crowd.height + GAP if each.crowd else 0 for each in columns)
        deepest = max(1, *(len(column.tiles) for column in columns), 1)
        self.tiles = [_tallest_tile(columns, index) for index in range(deepest)]
        count = len(columns[0].notes)
        self.notes = [
            max(20, *(column.notes[index].height for column in columns)) for index in range(count)
        ]

    @property
    def width(self) -> float:
        """Return the width from the first chevron's back to the last one's point."""
        return len(self.columns) * self.pitch - GAP + _POINT

    @property
    def height(self) -> float:
        """Return the height from the chevrons to the last note."""
        return self._notes_at(0) + sum(each + 17 for each in self.notes)

    def note_tops(self, top: float) -> list[float]:
        """Return where each band of notes begins."""
        starts = [sum(each + 17 for each in self.notes[:index]) for index in range(len(self.notes))]
        return [self._notes_at(top) + start + 8 for start in starts]

    def _notes_at(self, top: float) -> float:
        below = self.chevron + self.crowd + sum(each + GAP for each in self.tiles)
        return top + 18 + max(below, self.beside)

    def draw(self, x: float, top: float, link: Link) -> Part:
        """Return the stages, each followed by what stands below it."""
        return joined(
            self._stage(column, x + index * self.pitch, top, link, flat=self.first and index == 0)
            for index, column in enumerate(self.columns)
        )

    def _stage(self, column: StageColumn, x: float, top: float, link: Link, *, flat: bool) -> Part:
        box = Box(x, top, self.pitch - GAP + _POINT, self.chevron)
        heading = column.heading.at(
            x + (_INSET if flat else _POINT + _INSET - 4),
            top + (self.chevron - self.heading) / 2,
        )
        is_slowest = column.crowd is not None and column.crowd.crowd.is_slowest
        kind = "chevron-slow" if is_slowest else "chevron"
        chevron = linked(column.stage.ref, link, _chevron(box, kind, flat=flat), heading)
        below = Box(x, top + self.chevron + 10, self.pitch - GAP, self.crowd - GAP)
        crowd = [column.crowd.draw(below)] if column.crowd else []
        tiles = self._tiles(column, x, below.y + self.crowd, link)
        notes = [
            _notes(note, Box(x, y, self.pitch - GAP, height), link)
            for note, y, height in zip(column.notes, self.note_tops(top), self.notes, strict=True)
        ]
        return joined((chevron, *crowd, *tiles, *notes))

    def _tiles(self, column: StageColumn, x: float, top: float, link: Link) -> list[Part]:
        if not column.tiles:
            box = Box(x, top, self.pitch - GAP, self.tiles[0])
            return [missing(box, "no capability stated")]
        parts = []
        for tile, height in zip(column.tiles, self.tiles, strict=False):
            parts.append(tile.draw(Box(x, top, self.pitch - GAP, height), link))
            top += height + GAP
        return parts


def _tallest_tile(columns: Sequence[StageColumn], index: int) -> float:
    heights = [column.tiles[index].height for column in columns if index < len(column.tiles)]
    return max(heights, default=44)


def _chevron(box: Box, kind: str, *, flat: bool) -> Part:
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    middle = y + box.height / 2
    points = [(x, y), (right - _POINT, y), (right, middle), (right - _POINT, bottom), (x, bottom)]
    return polygon(points if flat else [*points, (x + _POINT, middle)], kind)


def _notes(note: Column, box: Box, link: Link) -> Part:
    if not note.texts:
        return missing(box)
    parts, top = [], box.y
    for each in note.texts:
        ref = Ref(Kind.INFORMATION, "".join(each.lines))
        parts.append(linked(ref, link, each.at(box.x + 8, top)))
        top += each.height + note.gap
    return joined(parts)
