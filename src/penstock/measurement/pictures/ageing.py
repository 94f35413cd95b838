"""Ageing work: a dot for each open case above its stage, with the times of earlier visits."""

from collections import Counter
from collections.abc import Sequence

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import NO_DATA, missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Column, Part, circle, joined, lettering
from penstock.kernel.pictures.text import CAPTION, NAME
from penstock.measurement.flow.spoken import spoken
from penstock.measurement.pictures.axes import line, value_axis
from penstock.measurement.pictures.labels import Label, spread
from penstock.measurement.pictures.plates import on_plate
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.pictures.wording import DAY_US
from penstock.measurement.trends.ageing import PERCENTS, Ageing, OpenCase, StageAges

_HEIGHT, _LEFT, _COLUMN, _NARROW = 440, 44, 184, 700
_RADIUS, _STEP = 3.5, 7.0
_LABELS = 70


def ageing_picture(ages: Ageing, drawn: Drawn, *, title: str) -> str:
    """Draw how long each open case has been in its stage."""
    sheet = Sheet(max(_NARROW, 2 * MARGIN + _LEFT + _COLUMN * len(ages.stages)), style=flow_style)
    sheet.head(kind="Ageing work", title=title, finding=ageing_finding(ages, drawn))
    plot = Box(MARGIN + _LEFT, sheet.bottom, sheet.inner - _LEFT, _HEIGHT)
    if not ages.open_cases:
        sheet.put(missing(plot, "no open case"), plot.height, gap=12)
    else:
        part, height = _plot(ages, drawn, plot)
        sheet.put(part, height, gap=16)
        sheet.legend(_keys())
    return sheet.document(drawn.options)


def ageing_finding(ages: Ageing, drawn: Drawn) -> str:
    """Return the sentence under the title: how many are older than nearly all before, and where."""
    if not ages.open_cases:
        return "No case is open."
    of_all = f"of {counted(ages.open_cases, 'open case')}"
    if not any(each.percentiles_us for each in ages.stages):
        return f"{of_all[3:].capitalize()}; too few visits are over to tell which of them are old."
    if not ages.beyond:
        return f"None {of_all} is older than 95 % of the visits that its stage had before."
    worst = max(ages.stages, key=lambda each: len(each.beyond))
    older = "is older" if ages.beyond == 1 else "are older"
    return (
        f"{ages.beyond:,} {of_all} {older} than 95 % of the visits that their stage had before,"
        f" {len(worst.beyond):,} at {drawn.name(worst.stage_id)}."
    )


def _plot(ages: Ageing, drawn: Drawn, plot: Box) -> tuple[Part, float]:
    days = [
        *(case.age_us / DAY_US for each in ages.stages for case in each.cases),
        *(bound / DAY_US for each in ages.stages for bound in each.percentiles_us),
    ]
    scale = scale_for(days, start=plot.bottom, end=plot.y)
    width = plot.width / len(ages.stages)
    heads, parts = [], [value_axis(scale, plot, lambda value: f"{value:g} d")]
    for index, each in enumerate(ages.stages):
        column = Box(plot.x + index * width, plot.y, width, plot.height)
        heads.append(_head(each, drawn, width - 12))
        parts += [_column(each, scale, column, drawn)]
        words = heads[-1].at(column.x + width / 2, plot.bottom + 8, anchor="middle")
        parts.append(linked(Subject(Shown.STAGE, each.stage_id), drawn.link, words))
    return joined(parts), plot.height + 8 + max(each.height for each in heads)


def _head(ages: StageAges, drawn: Drawn, width: float) -> Column:
    history = "" if ages.percentiles_us else f"{NO_DATA}: {counted(ages.visits, 'visit')} over"
    return Column(
        (
            lettering(drawn.name(ages.stage_id), NAME, width=width),
            lettering(f"{len(ages.cases):,} open", CAPTION, width=width, ink="muted"),
            lettering(history, CAPTION, width=width, ink="muted"),
        )
    )


def _column(ages: StageAges, scale: Scale, column: Box, drawn: Drawn) -> Part:
    rule = line(column.x, column.y, column.x, column.bottom, "grid")
    room = column._replace(x=column.x + 8, width=column.width - _LABELS - 20)
    dots = _dots(ages, scale, room, drawn)
    return joined((rule, *_bounds(ages, scale, column), *dots))


def _bounds(ages: StageAges, scale: Scale, column: Box) -> list[Part]:
    """Return the lines of the percentiles, and what they are at the right of the column."""
    parts, labels = [], []
    for percent, bound in zip(PERCENTS, ages.percentiles_us, strict=False):
        y = scale.at(bound / DAY_US)
        parts.append(line(column.x + 4, y, column.right - _LABELS - 8, y, f"bound-{percent}"))
        said = lettering(f"{percent} %: {bound / DAY_US:.0f} d", CAPTION, width=_LABELS + 20)
        labels.append(Label(said, y))
    tops = spread(labels[::-1], top=column.y, bottom=column.bottom - 2)[::-1]
    placed = zip(labels, tops, strict=True)
    right = column.right - 4
    return [*parts, *(on_plate(each.said, right, top, anchor="end") for each, top in placed)]


def _dots(ages: StageAges, scale: Scale, room: Box, drawn: Drawn) -> list[Part]:
    """Return the dots, those of about one age beside each other, the oldest first."""
    rows: Counter[int] = Counter(_row_of(case, scale) for case in ages.cases)
    placed: Counter[int] = Counter()
    old = {case.case_id for case in ages.beyond}
    parts = []
    for case in ages.cases:
        row = _row_of(case, scale)
        x = _place(placed[row], rows[row], room)
        placed[row] += 1
        dot = circle(
            x, scale.at(case.age_us / DAY_US), _RADIUS, "signal" if case.case_id in old else "point"
        )
        parts.append(linked(Subject(Shown.CASE, case.case_id), drawn.link, dot, hint=_hint(case)))
    return parts


def _hint(case: OpenCase) -> str:
    return f"{case.case_id}, {spoken(case.age_us)} in the stage"


def _row_of(case: OpenCase, scale: Scale) -> int:
    return int(scale.at(case.age_us / DAY_US) // _STEP)


def _place(index: int, number: int, room: Box) -> float:
    """Return where one of several dots in a row lies; they move together where they are many."""
    step = min(_STEP + 1, room.width / max(1, number - 1))
    return room.x + room.width / 2 + (index - (number - 1) / 2) * step


def _keys() -> Sequence[Key]:
    def stroke(class_: str) -> Key:
        words = f"{class_[-2:]} % of the visits that are over took no longer"
        return Key(lambda box: line(box.x, box.y + 7, box.right, box.y + 7, class_), words)

    def dot(class_: str, words: str) -> Key:
        return Key(lambda box: circle(box.x + 11, box.y + 7, _RADIUS, class_), words)

    older = dot("signal", "an open case that is older than 95 % of them")
    return (dot("point", "an open case"), older, *(stroke(f"bound-{each}") for each in PERCENTS))
