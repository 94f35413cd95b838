"""The way of one case: a row for each visit of a stage, waiting hatched and work solid."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import hatching, missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import Box, Part, Text, joined, lettering, number, path, rectangle
from penstock.kernel.pictures.text import CAPTION, NAME
from penstock.measurement.flow.spoken import spoken, spoken_share
from penstock.measurement.pictures.axes import day_axis
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.pictures.wording import DAY_US
from penstock.measurement.trends.timeline import Stay, Timeline

WIDTH, _NAMES, _FIGURES, _ROW, _BAR, _FLAG = 1100, 260, 220, 44, 20, 24
_SECOND_US = 1_000_000


class Flag(NamedTuple):
    """A promise for where the case is: when that is due, and whether it is late."""

    of: str
    due: datetime
    is_late: bool


def timeline_picture(timeline: Timeline, drawn: Drawn, flags: Sequence[Flag] = ()) -> str:
    """Draw when a case was where, what it waited for work, and when what is promised is due."""
    sheet = Sheet(WIDTH, style=flow_style)
    finding = timeline_finding(timeline, drawn)
    sheet.head(kind="The way of a case", title=timeline.case_id, finding=finding)
    if not timeline.stays:
        sheet.put(missing(Box(MARGIN, sheet.bottom, sheet.inner, 120)), 120)
        return sheet.document(drawn.options)
    rows = _Rows(sheet, timeline, drawn, flags)
    for stay in timeline.stays:
        sheet.put(rows.row(stay), _ROW)
    for flag in flags:
        sheet.put(rows.flag(flag), _FLAG)
    plot = Box(rows.left, sheet.bottom, rows.width, 0)
    sheet.put(day_axis(rows.begin.date(), rows.end.date(), plot), 30, gap=12)
    sheet.legend(
        (
            Key(_waiting, "waiting: no work had begun"),
            Key(lambda box: rectangle(box, "work", radius=3), "work"),
            *([Key(_promised, "when a promise is due")] if flags else []),
        )
    )
    return sheet.document(drawn.options)


def timeline_finding(timeline: Timeline, drawn: Drawn) -> str:
    """Return the sentence under the title: how long it took, and how much of that was waiting."""
    if not timeline.stays:
        return "The log does not know this case."
    ends = [_end(each, timeline) for each in timeline.stays]
    whole = sum(_us(each.entered, end) for each, end in zip(timeline.stays, ends, strict=True))
    waits = sum(
        _us(each.entered, min(each.started or end, end))
        for each, end in zip(timeline.stays, ends, strict=True)
    )
    last = timeline.stays[-1]
    how = "was cancelled in" if last.outcome == "cancelled" else "left" if last.exited else "is in"
    waiting = f", {spoken_share(waits, whole)} of them waiting" if whole else ""
    visits = counted(len(timeline.stays), "visit")
    return f"{spoken(whole)} in {visits} of stages{waiting}; it {how} {drawn.name(last.stage_id)}."


def _end(stay: Stay, timeline: Timeline) -> datetime:
    return max(stay.entered, stay.exited or timeline.as_of)


def _us(begin: datetime, end: datetime) -> int:
    return max(0, int((end - begin).total_seconds() * _SECOND_US))


class _Rows:
    """Where moments lie across the sheet, and what is drawn there."""

    def __init__(
        self, sheet: Sheet, timeline: Timeline, drawn: Drawn, flags: Sequence[Flag]
    ) -> None:
        self.sheet, self.timeline, self.drawn = sheet, timeline, drawn
        self.left, self.width = MARGIN + _NAMES, sheet.inner - _NAMES - _FIGURES
        self.begin = min(each.entered for each in timeline.stays)
        ends = [_end(each, timeline) for each in timeline.stays]
        self.end = max(*ends, *(each.due for each in flags), timeline.stays[0].entered)
        self._top = sheet.bottom
        self.span = max(_us(self.begin, self.end), DAY_US)

    def row(self, stay: Stay) -> Part:
        again = f" (visit {stay.visit})" if stay.visit > 1 else ""
        name = lettering(f"{self.drawn.name(stay.stage_id)}{again}", NAME, width=_NAMES - 16)
        top, end = self.sheet.bottom, _end(stay, self.timeline)
        bars = self._bars(stay, end, top + (_ROW - _BAR) / 2)
        said = self._figures(stay, end)
        parts = (
            name.at(MARGIN, top + (_ROW - name.height) / 2),
            *bars,
            said.at(self._x(end) + 8, top + (_ROW - said.height) / 2),
        )
        return linked(Subject(Shown.STAGE, stay.stage_id), self.drawn.link, *parts)

    def flag(self, flag: Flag) -> Part:
        """Return the line of a promise across all rows, with its words in a row of its own."""
        x, bottom = self._x(flag.due), self.sheet.bottom + _FLAG / 2
        line = path(f"M{number(x)} {number(self._top)}V{number(bottom)}", "target")
        state = "■ late since" if flag.is_late else "due"
        words = f"{flag.of}: {state} {flag.due.day} {flag.due:%b %Y}"
        said = lettering(words, CAPTION, width=_NAMES, ink="late" if flag.is_late else "ink")
        is_right = x > self.left + self.width / 2
        anchor, beside = ("end", x - 6) if is_right else ("start", x + 6)
        return joined((line, said.at(beside, self.sheet.bottom + 4, anchor=anchor)))

    def _x(self, moment: datetime) -> float:
        return self.left + _us(self.begin, moment) / self.span * self.width

    def _bars(self, stay: Stay, end: datetime, top: float) -> list[Part]:
        begin = min(stay.started or end, end)
        waits = Box(self._x(stay.entered), top, self._x(begin) - self._x(stay.entered), _BAR)
        works = Box(waits.right, top, self._x(end) - waits.right, _BAR)
        shown = [_waiting(waits)] if waits.width >= 1 else []
        # A visit that took no time to speak of is still seen.
        least = works._replace(width=max(works.width, 0 if shown else 2))
        return [*shown, *([rectangle(least, "work")] if least.width > 0 else [])]

    def _figures(self, stay: Stay, end: datetime) -> Text:
        how = {"passed": "", "": ", so far", "reopened": ", sent back", "cancelled": ", cancelled"}
        words = f"{spoken(_us(stay.entered, end))}{how.get(stay.outcome, f', {stay.outcome}')}"
        return lettering(words, CAPTION, width=_FIGURES - 16)


def _promised(box: Box) -> Part:
    middle = number(box.x + box.width / 2)
    return path(f"M{middle} {number(box.y)}V{number(box.bottom)}", "target")


def _waiting(box: Box) -> Part:
    return joined((rectangle(box, "wait"), hatching(box)))
