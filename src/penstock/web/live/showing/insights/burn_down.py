"""`/insights/NCV-03/burn-down`: how much time is left of what was promised for open cases."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.fonts import with_font
from penstock.app.measuring.burning import burn_down
from penstock.app.measuring.wishes import Wish
from penstock.architecture.drawing import Options
from penstock.measurement.pictures.burn_down import LATE, burn_down_picture
from penstock.measurement.pictures.subjects import Drawn, Subject
from penstock.measurement.trends.burn_down import BurnDown
from penstock.web.live.answers import csv_answer, json_answer, svg_answer
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.insights.asking import ALL, SECTION, stream_crumb, wish_of
from penstock.web.live.showing.insights.views import VIEWS
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_FORMS = ("svg", "csv", "json")
_NOW = "now"
HEADER = ("At the end of", "Still in time", "Run out")


def show(visit: Visit) -> Response:
    """Return how many cases are still in time, day by day, if nothing is finished."""
    wish = wish_of(visit)
    stage = _stage(visit, wish)
    found = _found(visit, wish.stream.id, stage)
    match visit.suffix:
        case "svg":
            return svg_answer(with_font(_drawn(visit, wish, stage, found, Options())))
        case "csv":
            return csv_answer(f"{wish.stream.id}-burn-down", HEADER, _rows(found))
        case "json":
            return json_answer(_told(wish, stage, found))
    picture = _drawn(visit, wish, stage, found, Options(standalone=False))
    stages = [(each.id, f"{each.id} {each.name}") for each in wish.stages]
    return visit.html(
        "live/insights/burn_down.html",
        _head(visit, wish),
        views=VIEWS,
        stream_id=wish.stream.id,
        filters=(Filter(name="stage", words="Stage", choices=stages),),
        picture=Markup(picture),  # noqa: S704  # the drawing escapes all words
        found=found,
        header=HEADER,
        rows=tuple((_spoken(day), *numbers) for day, *numbers in _rows(found)),
        late=_late(visit, wish.stream.id, stage),
    )


def _found(visit: Visit, stream_id: str, stage: str) -> BurnDown:
    """Return the burn-down, counted once for whoever looks while nothing happens."""
    cases = visit.cases_of(stream_id)
    if visit.at:
        return burn_down(cases, stream_id, stage_id=stage)
    question = ("burn-down", visit.who.asker, stream_id, stage)
    return visit.remembered(question, lambda: burn_down(cases, stream_id, stage_id=stage))


def _stage(visit: Visit, wish: Wish) -> str:
    stage = visit.asked.get("stage", "")
    if stage and stage not in {each.id for each in wish.stages}:
        known = ", ".join(each.id for each in wish.stages)
        raise UnfitQueryError(f"“stage” is “{stage[:40]}” in the address; it is one of {known}.")
    return stage


def _rows(found: BurnDown) -> Sequence[tuple[str, int, int]]:
    rows = [(_NOW, found.in_time, 0)]
    before = found.in_time
    for each in found.days:
        rows.append((each.day.isoformat(), each.in_time, before - each.in_time))
        before = each.in_time
    return rows


def _spoken(day: str) -> str:
    return day if day == _NOW else f"{date.fromisoformat(day):%-d %b %Y}"


def _told(wish: Wish, stage: str, found: BurnDown) -> dict[str, object]:
    return {
        "stream": wish.stream.id,
        "stage": stage,
        "open": found.open_cases,
        "late": found.late,
        "in_time": found.in_time,
        "without_a_running_clock": found.resting,
        "days": [{"day": each.day.isoformat(), "in_time": each.in_time} for each in found.days],
    }


def _drawn(visit: Visit, wish: Wish, stage: str, found: BurnDown, options: Options) -> str:
    address = _late(visit, wish.stream.id, stage)

    def link(subject: Subject) -> str | None:
        return address if subject.key == LATE else None

    names = {each.id: f"{each.id} {each.name}" for each in wish.stages}
    title = names.get(stage) or f"{wish.stream.id} {wish.stream.name}"
    drawn = Drawn(names=names, options=options, link=link)
    return burn_down_picture(found, drawn, title=title)


def _late(visit: Visit, stream_id: str, stage: str) -> str:
    at = visit.asked.get("at", "")
    chosen = {"stream": stream_id, "stage": stage, "late": "yes", "at": at}
    return f"/cases?{urlencode({name: each for name, each in chosen.items() if each})}"


def _head(visit: Visit, wish: Wish) -> Head:
    return Head(
        title=f"Burn-down of {wish.stream.name}",
        kind="Burn-down",
        meaning="How many open cases are still in time, day by day, if nothing is finished.",
        section=SECTION,
        crumbs=(ALL, stream_crumb(wish)),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in _FORMS),
    )
