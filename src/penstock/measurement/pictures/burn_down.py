"""The burn-down of promises: a bar for each business day, as high as cases are still in time."""

from collections.abc import Iterator
from datetime import date

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.kernel.counting import counted
from penstock.kernel.pictures.scale import Scale, scale_for
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, polygon
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD
from penstock.measurement.pictures.axes import line, value_axis
from penstock.measurement.pictures.style import flow_style
from penstock.measurement.pictures.subjects import Drawn, Shown, Subject
from penstock.measurement.trends.burn_down import BurnDown

WIDTH, _HEIGHT, _LEFT, _UNDER = 1100, 320, 44, 40
_SOON = 5
LATE = "late"


def burn_down_picture(found: BurnDown, drawn: Drawn, *, title: str) -> str:
    """Draw a burn-down, or say that no clock runs."""
    sheet = Sheet(WIDTH, style=flow_style)
    sheet.head(kind="Burn-down of promises", title=title, finding=burn_down_finding(found))
    plot = Box(MARGIN + _LEFT, sheet.bottom, sheet.inner - _LEFT, _HEIGHT)
    if not found.in_time and not found.late:
        sheet.put(missing(plot, "no clock runs"), plot.height)
        return sheet.document(drawn.options)
    sheet.put(joined(_parts(found, drawn, plot)), plot.height + _UNDER)
    sheet.legend(
        (
            Key(lambda box: _bar(box.x, box.right, box.y, box.y + 14, "work"), "still in time"),
            Key(lambda box: _bar(box.x, box.right, box.y, box.y + 14, "slow"), "late already"),
        )
    )
    return sheet.document(drawn.options)


def burn_down_finding(found: BurnDown) -> str:
    """Return the sentence under the title: how many are late, and how many will be soon."""
    if not found.open_cases:
        return "No case is open."
    if not found.in_time and not found.late:
        return f"Of {counted(found.open_cases, 'open case')} none has a clock that runs."
    soon = min(_SOON, len(found.days))
    late = f"{found.late:,}" if found.late else "none"
    said = f"Of {counted(found.open_cases, 'open case')} {late} "
    said += "is late already" if found.late < 2 else "are late already"
    out = found.runs_out(soon)
    said += f", and {out:,} more {'runs' if out == 1 else 'run'} out of time within "
    return f"{said}{counted(soon, 'business day')} if nothing is finished."


def _parts(found: BurnDown, drawn: Drawn, plot: Box) -> Iterator[Part]:
    scale = scale_for([found.in_time, found.late], start=plot.bottom, end=plot.y + 18)
    yield value_axis(scale, plot, lambda value: f"{value:,.0f}")
    values = [("late", found.late, "slow"), ("now", found.in_time, "work")]
    values += [(_short(each.day), each.in_time, "work") for each in found.days]
    step = plot.width / len(values)
    for place, (words, number, class_) in enumerate(values):
        bar = joined(_column(plot.x + place * step, step, (words, number, class_), scale))
        is_late = class_ == "slow"
        subject = Subject(Shown.PERIOD, LATE)
        yield linked(subject, drawn.link, bar) if is_late else bar
    yield line(plot.x, plot.bottom, plot.right, plot.bottom, "axis")


def _column(left: float, step: float, shown: tuple[str, int, str], scale: Scale) -> Iterator[Part]:
    """Yield a bar with its number above it and its day below."""
    words, number, class_ = shown
    middle, top, bottom = left + step / 2, scale.at(number), scale.at(0)
    if number:
        yield _bar(left + step * 0.15, left + step * 0.85, top, bottom, class_)
    said = lettering(f"{number:,}", CAPTION_BOLD, width=step)
    yield said.at(middle, top - said.height - 2, anchor="middle")
    yield lettering(words, CAPTION, width=step).at(middle, bottom + 8, anchor="middle")


def _bar(left: float, right: float, top: float, bottom: float, class_: str) -> Part:
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)], class_)


def _short(day: date) -> str:
    return f"{day:%-d %b}"
