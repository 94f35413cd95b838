"""The funnel: which part of each month's cases came to each stage, with maturing ones hatched."""

from collections.abc import Sequence
from itertools import pairwise

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import hatched, hatching, missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, NAME
from penstock.measurement.flow.spoken import spoken_share
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.trends.funnel import Cohort, Funnel

_NAMES, _COLUMN, _ROW, _BAR = 130, 164, 46, 14
_LEAST = 700
MONTHS = 12


def funnel_picture(funnel: Funnel, drawn: Drawn, *, title: str) -> str:
    """Draw the last twelve cohorts of a funnel under all of them together."""
    stages = _stages(funnel)
    sheet = Sheet(max(_LEAST, 2 * MARGIN + _NAMES + _COLUMN * len(stages)), style=flow_style)
    sheet.head(kind="Funnel", title=title, finding=funnel_finding(funnel, drawn))
    if not funnel.cohorts:
        sheet.put(missing(Box(MARGIN, sheet.bottom, sheet.inner, 200)), 200)
        return sheet.document(drawn.options)
    _heads(sheet, stages, drawn)
    first = [funnel.decided] if funnel.decided else []
    for cohort in (*first, *funnel.cohorts[: -MONTHS - 1 : -1]):
        sheet.put(_row(sheet, cohort, drawn), _ROW)
    sheet.bottom += 8
    sheet.legend(_keys(funnel))
    return sheet.document(drawn.options)


def funnel_finding(funnel: Funnel, drawn: Drawn) -> str:
    """Return the sentence under the title: how many came through, and where most were lost."""
    if not funnel.cohorts:
        return "No case has come to a stage yet."
    decided, within = funnel.decided, counted(funnel.within_days, "day")
    if decided is None:
        return f"No month is decided yet: each has open cases that are younger than {within}."
    share = spoken_share(decided.stages[-1].reached, decided.cases)
    last = drawn.name(decided.stages[-1].stage_id)
    said = f"{share} of the cases of decided months came to {last} within {within}"
    losses = _losses(decided)
    worst = max(range(len(losses)), key=losses.__getitem__, default=None)
    if worst is None or losses[worst] <= 0:
        return f"{said}; none was lost before."
    name = drawn.name(decided.stages[worst].stage_id)
    lost = spoken_share(losses[worst], decided.cases)
    return f"{said}; {lost} came no further than {name}, more than were lost anywhere else."


def _losses(cohort: Cohort) -> list[int]:
    """Return how many cases came to each stage and not to the next."""
    return [before.reached - after.reached for before, after in pairwise(cohort.stages)]


def _of_all(cohort: Cohort) -> str:
    return counted(cohort.cases, "case")


def _stages(funnel: Funnel) -> Sequence[str]:
    return [each.stage_id for each in funnel.cohorts[0].stages] if funnel.cohorts else ()


def _x(position: int) -> float:
    return MARGIN + _NAMES + position * _COLUMN


def _heads(sheet: Sheet, stages: Sequence[str], drawn: Drawn) -> None:
    texts = [lettering(drawn.name(stage), NAME, width=_COLUMN - 16) for stage in stages]
    height = max(each.height for each in texts)
    parts = [
        linked(
            Subject(Shown.STAGE, stage),
            drawn.link,
            said.at(_x(position), sheet.bottom + height - said.height),
        )
        for position, (stage, said) in enumerate(zip(stages, texts, strict=True))
    ]
    sheet.put(joined(parts), height, gap=8)


def _row(sheet: Sheet, cohort: Cohort, drawn: Drawn) -> Part:
    name = f"{cohort.month:%b %Y}" if cohort.month else "Decided months"
    words = lettering(name, NAME, width=_NAMES - 8)
    cases = lettering(_of_all(cohort), CAPTION, width=_NAMES - 8, ink="muted")
    top = sheet.bottom + 4
    left = joined((words.at(MARGIN, top), cases.at(MARGIN, top + words.height)))
    cells = (_cell(cohort, position, top, drawn) for position in range(len(cohort.stages)))
    return joined((left, *cells))


def _cell(cohort: Cohort, position: int, top: float, drawn: Drawn) -> Part:
    each = cohort.stages[position]
    least = spoken_share(each.reached, cohort.cases)
    most = spoken_share(each.reached + each.maturing, cohort.cases)
    said = least if least == most else f"{least.removesuffix(' %')} to {most}"
    words = lettering(said, CAPTION, width=_COLUMN - 16)
    bar = Box(_x(position), top + words.height + 2, _COLUMN - 20, _BAR)
    done = bar._replace(width=bar.width * each.reached / cohort.cases)
    may = Box(done.right, bar.y, bar.width * each.maturing / cohort.cases, bar.height)
    parts = [rectangle(bar, "past")]
    parts += [rectangle(done, "work")] if each.reached else []
    parts += [rectangle(may, "wait"), hatching(may)] if each.maturing else []
    month = f"{cohort.month:%Y-%m}" if cohort.month else ""
    subject = Subject(Shown.COHORT, month, each.stage_id)
    return linked(subject, drawn.link, words.at(bar.x, top), *parts)


def _keys(funnel: Funnel) -> Sequence[Key]:
    within = counted(funnel.within_days, "day")
    return (
        Key(lambda box: rectangle(box, "work"), f"came to the stage within {within}"),
        Key(hatched, "maturing: open cases that may still come in time"),
        Key(lambda box: rectangle(box, "past"), "did not come in time"),
    )
