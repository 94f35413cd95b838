"""Stages on a process map: a box with its median time, and below it where cases end."""

from dataclasses import dataclass

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.symbols import NO_DATA
from penstock.kernel.pictures.svg import (
    Box,
    Column,
    Part,
    joined,
    lettering,
    number,
    path,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, NAME, SECTION
from penstock.measurement.flow.process_map import MappedStage
from penstock.measurement.flow.spoken import spoken
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject

_PAD = 10
EXITS = 48
"""The height that arrows to the ends of cases take below a stage, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageBox:
    """A stage, measured for a width.

    Args:
        stage: The stage.
        words: Its id, name, median time and open cases.
        is_slowest: Whether it takes longest of all.
    """

    stage: MappedStage
    words: Column
    is_slowest: bool

    @property
    def height(self) -> float:
        """Return the least height that holds the words, in pixels."""
        return self.words.height + 2 * _PAD


def stage_box(stage: MappedStage, drawn: Drawn, *, width: float, is_slowest: bool) -> StageBox:
    """Measure a stage for a width."""
    inside = width - 2 * _PAD
    median = NO_DATA if stage.median_us is None else spoken(stage.median_us)
    slow = "slowest step" if is_slowest else ""
    words = Column(
        (
            lettering(stage.stage_id, CAPTION, width=inside, ink="muted"),
            lettering(drawn.name(stage.stage_id), NAME, width=inside),
            lettering(median, SECTION, width=inside),
            lettering(slow, CAPTION_BOLD, width=inside, ink="late"),
            lettering(f"{stage.open_cases:,} in it now", CAPTION, width=inside, ink="muted"),
            lettering(_again(stage), CAPTION, width=inside, ink="muted"),
        )
    )
    return StageBox(stage=stage, words=words, is_slowest=is_slowest)


def _again(stage: MappedStage) -> str:
    return f"{stage.repeated_visits:,} again" if stage.repeated_visits else ""


def stage_part(box: StageBox, place: Box, drawn: Drawn) -> Part:
    """Return a stage as a link to its page."""
    stage = box.stage
    class_ = "slow" if box.is_slowest else "tile" if stage.is_declared else "odd"
    subject = Subject(Shown.STAGE, stage.stage_id)
    ground = rectangle(place, class_, radius=6)
    words = box.words.at(place.x + _PAD, place.y + _PAD)
    return joined((linked(subject, drawn.link, ground, words), _entry(stage, place)))


def _entry(stage: MappedStage, place: Box) -> Part:
    """Return an arrow into a stage that cases begin with."""
    if not stage.entries:
        return Part("")
    said = lettering(f"{stage.entries:,}", CAPTION, width=60, ink="muted")
    y = place.y + place.height - 18
    way = f"M{number(place.x - 26)} {number(y)}H{number(place.x - 4)}l-5 -4m5 4l-5 4"
    return joined((path(way, "stroke"), said.at(place.x - 8, y - said.height - 4, anchor="end")))


def exits_part(stage: MappedStage, place: Box, drawn: Drawn) -> Part:
    """Return arrows down to how many cases were closed and cancelled there."""
    shown = (
        (Shown.CLOSED, stage.closed, "aes", "closed"),
        (Shown.CANCELLED, stage.cancelled, "late", "cancelled"),
    )
    ends = [each for each in shown if each[1]]
    parts = []
    for index, (ending, cases, ink, word) in enumerate(ends):
        x = place.x + (index + 0.5) * place.width / len(ends)
        said = lettering(f"{cases:,} {word}", CAPTION, width=place.width / len(ends), ink=ink)
        arrow = f"M{number(x)} {number(place.bottom + 2)}v20l-4 -5m4 5l4 -5"
        words = said.at(x, place.bottom + 26, anchor="middle")
        subject = Subject(ending, stage.stage_id)
        parts.append(linked(subject, drawn.link, path(arrow, "stroke"), words))
    return joined(parts)
