"""`/results`: the results that somebody may see, the newest first, by kind and stream."""

from collections.abc import Iterator, Sequence

from starlette.responses import Response

from penstock.app.results.finding import Asked, ResultFound, find_results
from penstock.app.results.kinds import KINDS
from penstock.architecture.model import Kind, Ref
from penstock.web.live.answers import Cell, table_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_SHOWN, _IN_A_FILE = 50, 1000
_COLUMNS = ("kind", "case", "customer", "stream", "item", "version", "recorded at", "by", "counts")


def pages() -> tuple[Page, ...]:
    """Return the list, for everybody who is signed in."""
    return (
        Page(
            path="/results",
            name="results",
            show=show,
            section="Results",
            leads=True,
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return a page of the results that are asked for, of those that they may see."""
    found = find_results(visit.cases, _asked(visit))
    if visit.suffix:
        rows = map(_row, found.results)
        return table_answer(visit.suffix, "results", _COLUMNS, rows, under="results")
    return visit.html(
        "live/results/results.html",
        Head(
            title="Results",
            meaning="What was analysed, designed, proposed and studied, the newest first.",
            section="Results",
            downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
        ),
        found=found.results,
        filters=tuple(_filters(visit)),
        further=visit.other(after=found.after) if found.after else "",
        is_narrowed=any(visit.asked.get(each) for each in ("kind", "stream", "after")),
    )


def _asked(visit: Visit) -> Asked:
    asked = visit.asked
    return Asked(
        kind=asked.get("kind", ""),
        stream_id=asked.get("stream", ""),
        after=asked.get("after", ""),
        limit=_IN_A_FILE if visit.suffix else _SHOWN,
    )


def _filters(visit: Visit) -> Iterator[Filter]:
    yield Filter(name="kind", words="Kind", choices=[(each.key, each.name) for each in KINDS])
    names = visit.edition.names
    streams = sorted({stream_id for kind in KINDS for stream_id in kind.items})
    choices = [
        (each, f"{each} {names.get(Ref(Kind.VALUE_STREAM, each), '')}".strip()) for each in streams
    ]
    yield Filter(name="stream", words="Value stream", choices=choices)


def _row(each: ResultFound) -> Sequence[Cell]:
    return (
        each.kind.key,
        each.case_id,
        each.customer,
        each.stream_id,
        each.item,
        each.version,
        each.recorded_at,
        each.recorded_by,
        "yes" if each.counts else "no",
    )
