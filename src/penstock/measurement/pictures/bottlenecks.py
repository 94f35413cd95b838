"""Bottleneck bars: for each stage the mean time of a visit, waiting hatched and work solid."""

from collections.abc import Sequence

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import hatching, missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import Box, Part, Text, joined, lettering, rectangle
from penstock.kernel.pictures.text import LABEL, NAME
from penstock.measurement.flow.spoken import spoken, spoken_share
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.trends.burn import StageTime

WIDTH, _NAMES, _FIGURES, _BAR, _ROW = 1100, 250, 250, 26, 48


def bottleneck_picture(times: Sequence[StageTime], drawn: Drawn, *, title: str) -> str:
    """Draw where the time of a stream goes."""
    sheet = Sheet(WIDTH, style=flow_style)
    finding = bottleneck_finding(times, drawn)
    sheet.head(kind="Waiting and work", title=title, finding=finding)
    longest = max((each.mean_us for each in times), default=0) or 1
    for each in times:
        sheet.put(_row(sheet, each, longest, drawn), _ROW)
    sheet.bottom += 8
    sheet.legend(
        (
            Key(_waiting, "waiting: until work began, or until the stage was left without any"),
            Key(lambda box: rectangle(box, "work", radius=3), "work: until the stage was left"),
        )
    )
    return sheet.document(drawn.options)


def bottleneck_finding(times: Sequence[StageTime], drawn: Drawn) -> str:
    """Return the sentence under the title: which stage takes longest, and how much of it waits."""
    slowest = max(times, key=lambda each: each.mean_us, default=None)
    if slowest is None or not slowest.whole_us:
        return "No visit of a stage is over yet."
    mean, waits = spoken(slowest.mean_us), _waiting_share(slowest)
    return (
        f"{drawn.name(slowest.stage_id)} takes longest: {mean} in the mean of"
        f" {counted(slowest.visits, 'visit')}, {waits} of it waiting."
    )


def _row(sheet: Sheet, time: StageTime, longest: float, drawn: Drawn) -> Part:
    name = lettering(drawn.name(time.stage_id), NAME, width=_NAMES - 16)
    top, middle = sheet.bottom, sheet.bottom + _ROW / 2
    room = sheet.inner - _NAMES - _FIGURES
    bar = Box(MARGIN + _NAMES, middle - _BAR / 2, room * time.mean_us / longest, _BAR)
    words = name.at(MARGIN, top + (_ROW - name.height) / 2)
    subject = Subject(Shown.STAGE, time.stage_id)
    if not time.visits:
        return linked(subject, drawn.link, words, missing(bar._replace(width=120)))
    said = _figures(time)
    figures = said.at(bar.right + 10, middle - said.height / 2)
    return linked(subject, drawn.link, words, _bar(time, bar), figures)


def _bar(time: StageTime, bar: Box) -> Part:
    waits = bar._replace(width=bar.width * (time.wait_us / time.whole_us if time.whole_us else 0))
    works = Box(waits.right, bar.y, bar.width - waits.width, bar.height)
    shown = [_waiting(waits)] if waits.width >= 1 else []
    return joined((*shown, *([rectangle(works, "work")] if works.width > 0 else [])))


def _waiting(box: Box) -> Part:
    return joined((rectangle(box, "wait"), hatching(box)))


def _figures(time: StageTime) -> Text:
    waits = f", {_waiting_share(time)} waiting" if time.whole_us else ""
    lines = (f"{spoken(time.mean_us)}{waits} ", counted(time.visits, "visit"))
    return Text(lines, LABEL, "ink")


def _waiting_share(time: StageTime) -> str:
    return spoken_share(time.wait_us, time.whole_us)
