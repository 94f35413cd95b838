"""`/insights/NCV-03/cases`: the cases behind a number."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from penstock.app.measuring.wishes import Wish
from penstock.kernel.counting import counted
from penstock.measurement.flow.behind import (
    Group,
    Took,
    UnknownGroupError,
    cases_behind,
    count_behind,
    group_of,
)
from penstock.measurement.metrics.behind import cases_looked_at, count_looked_at
from penstock.web.live.answers import csv_answer, json_answer
from penstock.web.live.showing.insights.asking import ALL, SECTION, asked, stream_crumb, wish_of
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

if TYPE_CHECKING:
    from penstock.measurement.ports import Log

_PAGE = 50


def show(visit: Visit) -> Response:
    """Return the cases behind a number, so far as somebody may see them."""
    wish = wish_of(visit)
    stream_id = wish.stream.id
    found, after = _asked_for(visit, wish), visit.asked.get("after", "")
    count = asked(visit, ("count", stream_id, found.key), found.count)
    question = ("behind", stream_id, found.key, after)
    ids = asked(visit, question, partial(found.page, after=after))
    cases = visit.cases.listed(ids)
    match visit.suffix:
        case "json":
            seen = [each.case_id for each in cases]
            return json_answer({"stream": stream_id, "count": count, "cases": seen})
        case "csv":
            return csv_answer(f"{stream_id}-cases", ("case",), [(each.case_id,) for each in cases])
    return visit.html(
        "live/insights/behind.html",
        _head(visit, wish, f"{counted(count, 'case')}: {found.words}"),
        cases=cases,
        count=count,
        further=visit.other(after=ids[-1]) if len(ids) == _PAGE else "",
    )


def _head(visit: Visit, wish: Wish, title: str) -> Head:
    return Head(
        title=title,
        meaning="The cases behind the number, so far as you may see them.",
        section=SECTION,
        crumbs=(ALL, stream_crumb(wish)),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
    )


@dataclass(frozen=True, slots=True)
class _Behind:
    """Cases behind a number.

    Args:
        key: What tells them from others.
        words: What they have in common.
        count: Counts them in a log.
        page: Returns a page of their ids behind an id.
    """

    key: str
    words: str
    count: "Callable[[Log], int]"
    page: "Callable[..., tuple[str, ...]]"


def _asked_for(visit: Visit, wish: Wish) -> _Behind:
    """Return which cases an address names.

    Raises:
        UnfitQueryError: It names none.
    """
    if name := visit.asked.get("metric", ""):
        return _of_metric(name, wish)
    group = _group(visit)
    stream_id = wish.stream.id
    return _Behind(
        repr(group),
        _words(visit),
        partial(count_behind, stream_id=stream_id, group=group),
        partial(cases_behind, stream_id=stream_id, group=group, most=_PAGE),
    )


def _of_metric(name: str, wish: Wish) -> _Behind:
    record = next((each for each in wish.records if each.name == name), None)
    if record is None:
        raise UnfitQueryError(f"{wish.stream.id} has no key metric “{name[:80]}”.")
    return _Behind(
        f"metric {name}",
        f"what “{name}” looks at",
        partial(count_looked_at, record=record),
        partial(cases_looked_at, record=record, most=_PAGE),
    )


def _group(visit: Visit) -> Group:
    """Return the group of cases that an address names.

    Raises:
        UnfitQueryError: It names none.
    """
    words, way = visit.asked.get("group", ""), visit.asked.get("way", "")
    try:
        return Took(int(way)) if way else group_of(words)
    except (UnknownGroupError, ValueError) as error:
        said = str(error) if isinstance(error, UnknownGroupError) else f"“{way[:40]}” is no way."
        raise UnfitQueryError(said) from error


def _words(visit: Visit) -> str:
    words = visit.asked.get("group", "")
    if not words:
        return "those that took one way"
    source, arrow, target = words.partition(">")
    if not arrow:
        return words
    return f"from {source} to {target}" if source else f"that began at {target}"
