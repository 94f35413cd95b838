"""`/insights/NCV-03/process-map` and its like: a picture of the flow with the table behind it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from markupsafe import Markup
from starlette.responses import Response

from penstock.app.fonts import with_font
from penstock.app.measuring.flow_json import flow_json
from penstock.app.measuring.flowing import Flow
from penstock.app.measuring.picturing import FlowPicture, Wanted, draw_flow
from penstock.app.measuring.tabling import TABLES
from penstock.app.measuring.trending import trend_table
from penstock.app.measuring.wishes import Wish
from penstock.architecture.drawing import Options
from penstock.architecture.exchange.sheets import Cell
from penstock.measurement.pictures.subjects import Shown, Subject
from penstock.measurement.trends.periods import Period
from penstock.web.live.answers import csv_answer, json_answer, svg_answer
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.insights.asking import (
    ALL,
    SECTION,
    asked,
    named,
    stream_crumb,
    wish_of,
)
from penstock.web.live.showing.insights.metrics import flow_asked
from penstock.web.live.showing.insights.views import VIEWS, View
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_VIEWS = {each.key: each for each in VIEWS}
_PERCENTS, _LONGEST_DAYS = (80, 95, 100), 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the page.

    Args:
        title: What it is called.
        header: The names of its columns.
        rows: Its rows.
        links: Where the first cell of each row leads; empty where nowhere.
        lines: What is to be said below it.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    links: Sequence[str]
    lines: Sequence[str] = ()


def show(visit: Visit) -> Response:
    """Return a picture of how the cases of a stream flow, or what is behind it."""
    view, wish = _VIEWS[visit.page.name], wish_of(visit)
    wanted = _wanted(visit, view, wish)
    if visit.suffix == "svg":
        return svg_answer(with_font(_drawn(visit, wish, wanted, Options())))
    tables = tuple(_tables(visit, view, wish, wanted))
    match visit.suffix:
        case "csv":
            return csv_answer(f"{wish.stream.id}-{view.key}", tables[0].header, tables[0].rows)
        case "json":
            return json_answer(_told(visit, view, wish, wanted, tables))
    picture = _drawn(visit, wish, wanted, Options(standalone=False)) if view.picture else ""
    return visit.html(
        "live/insights/flow.html",
        _head(visit, view, wish),
        view=view,
        views=VIEWS,
        stream_id=wish.stream.id,
        filters=tuple(_filters(view, wish, wanted)),
        picture=Markup(picture),  # noqa: S704  # the drawing escapes all words
        tables=tables,
    )


def _head(visit: Visit, view: View, wish: Wish) -> Head:
    kinds = ("svg", "csv", "json") if view.picture else ("csv", "json")
    return Head(
        title=f"{view.title} of {wish.stream.name}",
        kind=view.title,
        meaning=view.meaning,
        section=SECTION,
        crumbs=(ALL, stream_crumb(wish)),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in kinds),
    )


def _told(
    visit: Visit, view: View, wish: Wish, wanted: Wanted, tables: Sequence[Table]
) -> dict[str, object]:
    if view.tables:
        return flow_json(flow_asked(visit, wish, percent=wanted.percent))
    table = tables[0]
    rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    return {"stream": wish.stream.id, "view": view.key, "title": table.title, "rows": rows}


def _wanted(visit: Visit, view: View, wish: Wish) -> Wanted:
    """Return what of the flow is wanted, by what the address says.

    Raises:
        UnfitQueryError: It says what the page does not know.
    """
    chosen = visit.asked
    stage = chosen.get("stage", "") or (wish.stages[0].id if wish.stages else "")
    return Wanted(
        picture=FlowPicture(view.picture or FlowPicture.PROCESS_MAP),
        percent=_number(chosen.get("percent", "") or "100", "percent", _PERCENTS),
        stage=stage if "stage" in view.fields else "",
        period=_period(chosen.get("by", "")),
        within_days=_number(chosen.get("within", "") or "90", "within", range(1, _LONGEST_DAYS)),
        options=Options(),
    )


def _number(text: str, name: str, known: Sequence[int]) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text) in known):
        ends = (
            f"{known[0]} to {known[-1]}" if isinstance(known, range) else ", ".join(map(str, known))
        )
        raise UnfitQueryError(
            f"“{name}” is “{text[:40]}” in the address; it has to be one of {ends}."
        )
    return int(text)


def _period(text: str) -> Period:
    try:
        return Period(text or "month")
    except ValueError as error:
        known = ", ".join(Period)
        raise UnfitQueryError(
            f"“by” is “{text[:40]}” in the address; it has to be one of {known}."
        ) from error


def _drawn(visit: Visit, wish: Wish, wanted: Wanted, options: Options) -> str:
    stream, link = named(visit, wish), partial(_link, wish.stream.id)
    choice = Wanted(
        picture=wanted.picture,
        percent=wanted.percent,
        stage=wanted.stage,
        period=wanted.period,
        within_days=wanted.within_days,
        options=options,
        link=link,
    )
    question = ("drawn", wish.stream.id, options, *_choice(wanted))
    return asked(visit, question, partial(draw_flow, stream=stream, wanted=choice))


def _choice(wanted: Wanted) -> tuple[object, ...]:
    chosen = (wanted.picture, wanted.percent, wanted.stage, wanted.period, wanted.within_days)
    return tuple(map(str, chosen))


def _link(stream_id: str, subject: Subject) -> str | None:
    """Return where a shape leads: to the cases behind it, or to the case it stands for."""
    match subject.shown:
        case Shown.CASE:
            return f"/cases/{quote(subject.key)}"
        case Shown.STAGE:
            return behind(stream_id, subject.key)
        case Shown.MOVE:
            return behind(stream_id, f"{subject.key}>{subject.other}")
        case Shown.CLOSED | Shown.CANCELLED:
            return behind(stream_id, f"{subject.key}>{subject.shown}")
    return None


def behind(stream_id: str, group: str) -> str:
    """Return the address of the cases of a group."""
    return f"/insights/{stream_id}/cases?group={quote(group)}"


def _tables(visit: Visit, view: View, wish: Wish, wanted: Wanted) -> Iterator[Table]:
    if not view.tables:
        stream = named(visit, wish)
        question = ("table", wish.stream.id, *_choice(wanted))
        found = asked(visit, question, partial(trend_table, stream=stream, wanted=wanted))
        if found is not None:
            links = [f"/cases/{quote(each)}" for each in found.cases]
            yield Table(title=found.title, header=found.header, rows=found.rows, links=links)
        return
    flow = flow_asked(visit, wish, percent=wanted.percent)
    made = {title: (table, after) for title, table, after in TABLES}
    for title in view.tables:
        table, after = made[title]
        header, rows = table(flow)
        links = _LINKS[title](flow) if title in _LINKS else []
        yield Table(title=title, header=header, rows=rows, links=links, lines=tuple(after(flow)))


def _stages(flow: Flow) -> list[str]:
    return [behind(flow.stream.stream_id, each.stage_id) for each in flow.whole.stages]


def _moves(flow: Flow) -> list[str]:
    stream_id = flow.stream.stream_id
    return [behind(stream_id, f"{one.source_id}>{one.target_id}") for one in flow.shown.moves]


def _deviations(flow: Flow) -> list[str]:
    stream_id = flow.stream.stream_id
    return [behind(stream_id, each.kind.value) for each in flow.conformance.deviations]


def _ways(flow: Flow) -> list[str]:
    stream_id = flow.stream.stream_id
    return [f"/insights/{stream_id}/cases?way={each.path}" for each in flow.variants.shown]


def _waits(flow: Flow) -> list[str]:
    return [behind(flow.stream.stream_id, each.stage_id) for each in flow.causes]


_LINKS: dict[str, Callable[[Flow], list[str]]] = {
    "Stages": _stages,
    "Moves": _moves,
    "Deviations": _deviations,
    "Ways of the cases that ended": _ways,
    "Waiting, by what it was for": _waits,
}


def _filters(view: View, wish: Wish, wanted: Wanted) -> Iterator[Filter]:
    stages = [(each.id, f"{each.id} {each.name}") for each in wish.stages]
    days = [(str(each), f"{each} days") for each in (30, 60, 90, 180, 365)]
    percents = [("80", "80 % of cases"), ("95", "95 % of cases"), ("100", "all cases")]
    known = {
        "percent": Filter(name="percent", words="Ways of", choices=percents, usual="100"),
        "stage": Filter(name="stage", words="Stage", choices=stages, usual=wanted.stage),
        "by": Filter(
            name="by", words="Period", choices=[(each, each) for each in Period], usual="month"
        ),
        "within": Filter(name="within", words="Time given", choices=days, usual="90"),
    }
    return (known[name] for name in view.fields)
