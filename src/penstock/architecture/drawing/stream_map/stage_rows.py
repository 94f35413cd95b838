"""The middle of a value stream map: rows of stages from one stakeholder to the other."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link
from penstock.architecture.drawing.kit.sheet import MARGIN, WIDTH
from penstock.architecture.drawing.kit.symbols import arrow, missing
from penstock.architecture.drawing.stream_map.content import Content
from penstock.architecture.drawing.stream_map.stage_columns import (
    StageRow,
    note_names,
    stage_columns,
)
from penstock.architecture.drawing.stream_map.stakeholders import WIDTH as END
from penstock.architecture.drawing.stream_map.stakeholders import End, ends_of
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, number, path
from penstock.kernel.pictures.text import CAPTION_BOLD

_PER_ROW = 9
# Seven stages fill a sheet; eight or nine widen it, because narrower chevrons would break words.
_FILLING = 7
_WIDEST_PITCH = 190
_ARROW = 20
_LEAST = 76
# Up to this height, chevrons grow to that of the stakeholders beside them.
_ALIGNED = 124
_BETWEEN = 48
LEFT = MARGIN + END + _ARROW


class StageArea(NamedTuple):
    """Rows of stages with the stakeholders at both ends, measured."""

    rows: tuple[StageRow, ...]
    ends: tuple[End, End]
    notes: tuple[str, ...]

    @property
    def width(self) -> float:
        """Return the width of a sheet that holds the area, in pixels."""
        return 2 * LEFT + max((row.width for row in self.rows), default=560)

    @property
    def height(self) -> float:
        """Return the height of rows and stakeholders, in pixels."""
        tops = self._tops(0)
        last = self.rows[-1].height if self.rows else _empty(self.ends)
        return tops[-1] + max(last, _tallest(self.ends))

    def _tops(self, top: float) -> list[float]:
        tops = [top]
        for row in self.rows[:-1]:
            tops.append(tops[-1] + max(row.height, _tallest(self.ends)) + _BETWEEN)
        return tops

    def draw(self, top: float, link: Link) -> Part:
        """Return the stages from the one who triggers them to the one who receives."""
        tops = self._tops(top)
        rows = [
            joined((row.draw(LEFT, start, link), *self._note_names(row, start)))
            for row, start in zip(self.rows, tops, strict=False)
        ]
        if not rows:
            box = Box(LEFT, top, self.width - 2 * LEFT, _empty(self.ends))
            rows = [missing(box, "no stages yet")]
        return joined(
            (self._first(tops[0], link), *rows, *self._turns(tops), self._last(tops[-1], link))
        )

    def _first(self, top: float, link: Link) -> Part:
        chevron = self.rows[0].chevron if self.rows else _empty(self.ends)
        box = Box(MARGIN, top, END, max(chevron, _tallest(self.ends)))
        pointer = arrow(MARGIN + END + 4, top + chevron / 2, _ARROW - 8)
        return joined((self.ends[0].draw(box, link), pointer))

    def _last(self, top: float, link: Link) -> Part:
        chevron = self.rows[-1].chevron if self.rows else _empty(self.ends)
        right = LEFT + (self.rows[-1].width if self.rows else self.width - 2 * LEFT)
        box = Box(right + _ARROW, top, END, max(chevron, _tallest(self.ends)))
        return joined(
            (arrow(right + 4, top + chevron / 2, _ARROW - 8), self.ends[1].draw(box, link))
        )

    def _note_names(self, row: StageRow, top: float) -> list[Part]:
        right = LEFT + row.width
        return [
            joined(
                (
                    path(f"M{MARGIN} {number(y - 9)}H{number(right)}", "rule"),
                    lettering(name, CAPTION_BOLD, width=END, ink="muted").at(MARGIN, y),
                )
            )
            for name, y in zip(self.notes, row.note_tops(top), strict=True)
        ]

    def _turns(self, tops: Sequence[float]) -> list[Part]:
        """Return the lines that lead from the end of a row to the begin of the next."""
        turns = []
        for row, here, there in zip(self.rows, tops, tops[1:], strict=False):
            right, begin = LEFT + row.width, LEFT - _ARROW
            out, into = here + row.chevron / 2, there + self.rows[-1].chevron / 2
            between = there - _BETWEEN / 2
            data = (
                f"M{number(right + 4)} {number(out)}h12V{number(between)}"
                f"H{number(begin)}V{number(into)}"
            )
            turns += [path(data, "stroke"), arrow(begin, into, _ARROW - 4)]
        return turns


def _tallest(ends: tuple[End, End]) -> float:
    return max(end.height for end in ends)


def _empty(ends: tuple[End, End]) -> float:
    return max(_LEAST, _tallest(ends))


def stage_area(content: Content) -> StageArea:
    """Measure the stages of a stream: one row, or several of at most nine."""
    ends = ends_of(content.architecture, content.stream)
    rows = math.ceil(len(content.stages) / _PER_ROW)
    per_row = math.ceil(len(content.stages) / rows) if rows else 1
    pitch = min(_WIDEST_PITCH, (WIDTH - 2 * LEFT - 8) / min(per_row, _FILLING))
    columns = stage_columns(content, pitch=pitch)
    cut = [columns[start : start + per_row] for start in range(0, len(columns), per_row)]
    beside = _tallest(ends)
    least = max(_LEAST, min(beside, _ALIGNED))
    measured = [
        StageRow(each, pitch=pitch, least=least, beside=beside, first=each is cut[0])
        for each in cut
    ]
    return StageArea(tuple(measured), ends, tuple(note_names(content.show)))
