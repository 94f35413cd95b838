"""`/cases`: the list of the cases that somebody may see, narrowed by what the address says."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from starlette.responses import Response

from penstock.app.cases import Standing
from penstock.app.cases.models import Models
from penstock.architecture.model import Kind, Ref
from penstock.delivery.case import Status
from penstock.delivery.ports import Wanted
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SHOWN, _IN_A_FILE = 50, 1000
_COLUMNS = ("case", "stream", "stage", "status", "phase", "assignee", "customer", "due", "overdue")


def pages() -> tuple[Page, ...]:
    """Return the list, for everybody who is signed in."""
    return (
        Page(
            path="/cases",
            name="cases",
            called="All cases",
            show=show,
            section="Work",
            suffixes=("json", "csv"),
            is_dated=True,
        ),
    )


def show(visit: Visit) -> Response:
    """Return a page of the cases that are asked for, of those that they may see."""
    wanted = _wanted(visit)
    found = visit.cases.find(wanted)
    match visit.suffix:
        case "json":
            return json_answer({"cases": [asdict(each) for each in found]})
        case "csv":
            return csv_answer("cases", _COLUMNS, map(_row, found))
        case _:
            return _page(visit, wanted, found)


def _wanted(visit: Visit) -> Wanted:
    return Wanted(
        stream_id=visit.asked.get("stream", ""),
        stage_id=visit.asked.get("stage", ""),
        role=visit.asked.get("role", ""),
        status=visit.asked.get("status", ""),
        by_due=visit.asked.get("order", "") == "due",
        due_before=visit.cases.now() if visit.asked.get("late", "") else None,
        after=visit.asked.get("after", ""),
        limit=_IN_A_FILE if visit.suffix else _SHOWN,
    )


def _page(visit: Visit, wanted: Wanted, found: Sequence[Standing]) -> Response:
    is_full = len(found) == wanted.limit
    return visit.html(
        "live/cases.html",
        Head(
            title="Cases",
            topics="cases",
            meaning="Every case that you may see for the side you act for.",
            section="Work",
            crumbs=(Crumb("Work", "/work"),),
            downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
        ),
        cases=found,
        filters=tuple(_filters(visit, wanted)),
        further=visit.other(after=found[-1].case_id) if is_full else "",
        nothing=_nothing(wanted),
    )


def _filters(visit: Visit, wanted: Wanted) -> Iterator[Filter]:
    models = visit.cases.models
    yield Filter(name="stream", words="Value stream", choices=stream_choices(visit, models))
    if wanted.stream_id:
        stages = models.current(wanted.stream_id).stages
        choices = [(each.id, f"{each.id} {each.name}") for each in stages]
        yield Filter(name="stage", words="Stage", choices=choices)
    yield Filter(name="status", words="Status", choices=[(each, each) for each in Status])
    yield Filter(name="late", words="Late", choices=[("yes", "only late ones")])
    yield Filter(name="order", words="Order", choices=[("due", "the first due first")])


def stream_choices(visit: Visit, models: Models) -> Sequence[tuple[str, str]]:
    """Return the streams to choose from, each with its name."""
    names = visit.edition.names
    return [
        (each, f"{each} {names.get(Ref(Kind.VALUE_STREAM, each), '')}".strip())
        for each in models.stream_ids
    ]


def _nothing(wanted: Wanted) -> str:
    if wanted.after:
        return "There are no more."
    if wanted == Wanted(limit=wanted.limit):
        return "There are no cases that you may see yet. They appear when somebody opens one."
    return "No case that you may see is so. Choose “any” in a field above to see more."


def _row(each: Standing) -> Sequence[Cell]:
    due = min((deadline.due for deadline in each.deadlines if deadline.due), default="")
    late = any(deadline.overdue for deadline in each.deadlines)
    return (
        each.case_id,
        each.stream_id,
        each.stage_id,
        each.status,
        each.phase,
        each.assignee,
        each.customer,
        due,
        "yes" if late else "no",
    )
