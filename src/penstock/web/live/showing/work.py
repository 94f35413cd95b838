"""`/work`: what somebody has claimed, what waits for their roles, and what they may decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.cases import NoSuchCaseError, Standing, new_key
from penstock.app.cases.queues import open_tasks, waiting_gates
from penstock.app.field import Holding
from penstock.delivery.ports import Wanted
from penstock.web.live.answers import csv_answer, json_answer, own, to
from penstock.web.live.doing import DONE, REFUSALS, Deed
from penstock.web.live.pages import Page
from penstock.web.live.showing.cases import stream_choices
from penstock.web.live.showing.filters import Filter
from penstock.web.live.troubles import sentence_of, status_of
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_SHOWN = 50
_COLUMNS = ("case", "stream", "stage", "waits for", "assignee", "customer", "due", "overdue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What somebody has to do.

    Args:
        mine: What they have claimed.
        waiting: What waits for their roles, the first due first.
        gates: What waits for their decision.
    """

    mine: Sequence[Standing]
    waiting: Sequence[Standing]
    gates: Sequence[Standing]


def pages() -> tuple[Page, ...]:
    """Return the work of whoever is signed in."""
    return (
        Page(
            path="/work",
            name="work",
            show=show,
            take=take,
            section="Work",
            leads=True,
            called="Work: claim the next task",
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return what is there to do for somebody."""
    queue = _queue(visit)
    every = (*queue.mine, *queue.waiting, *queue.gates)
    match visit.suffix:
        case "json":
            return json_answer({"cases": [asdict(each) for each in every]})
        case "csv":
            return csv_answer("work", _COLUMNS, map(_row, every))
    return _page(visit, queue)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Claim, give back or complete a task, and return to the queue as it was narrowed."""
    deed = Deed(visit=visit, case_id=form.get("case", ""), form=form)
    try:
        deed.be_done()
    except REFUSALS as error:
        return _page(visit, _queue(visit), wrong=sentence_of(error, visit), status=status_of(error))
    back = own(form.get("back", "/work"))
    told = urlencode({"done": deed.what, "on": deed.case_id})
    return to(f"{back}{'&' if '?' in back else '?'}{told}")


def _page(visit: Visit, queue: Queue, *, wrong: str = "", status: int = 200) -> Response:
    roles = sorted(visit.who.roles)
    done = DONE.get(visit.asked.get("done", ""), "")
    return visit.html(
        "live/work.html",
        Head(
            title="Work",
            meaning=f"What waits for you as {', '.join(roles)}.",
            section="Work",
            topics="cases",
            downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
        ),
        status=status,
        queue=queue,
        shown=_SHOWN,
        held=len(Holding(cases=visit.cases, person=visit.who.person).theirs()),
        filters=tuple(_filters(visit, roles)),
        wrong=wrong,
        said="" if wrong else done,
        on=_spoken_of(visit) if done else None,
        back=visit.other(done="", on=""),
        new_key=new_key,
    )


def _queue(visit: Visit) -> Queue:
    cases, asked = visit.cases, visit.asked
    roles = [each for each in sorted(visit.who.roles) if asked.get("role", "") in {"", each}]
    wanted = Wanted(
        stream_id=asked.get("stream", ""),
        status="open",
        due_before=cases.now() if asked.get("late") else None,
        # One more tells that there are more.
        limit=_SHOWN + 1,
    )
    return Queue(
        mine=cases.find(_of(wanted, assignee=visit.who.person)),
        waiting=open_tasks(cases, roles, wanted),
        gates=waiting_gates(cases, frozenset(roles), wanted),
    )


def _of(wanted: Wanted, **narrower: str) -> Wanted:
    return replace(wanted, **narrower)  # type: ignore[arg-type]  # texts, all of them


def _filters(visit: Visit, roles: Sequence[str]) -> Iterator[Filter]:
    streams = stream_choices(visit, visit.cases.models)
    yield Filter(name="role", words="Role", choices=[(each, each) for each in roles])
    yield Filter(name="stream", words="Value stream", choices=streams)
    yield Filter(name="late", words="Late", choices=[("yes", "only late ones")])


def _spoken_of(visit: Visit) -> Standing | None:
    """Return the case that was just worked on; none where there is none that they may see."""
    try:
        return visit.cases.explain(visit.asked.get("on", ""))
    except NoSuchCaseError:
        return None


def _row(each: Standing) -> tuple[str, ...]:
    due = min((deadline.due for deadline in each.deadlines if deadline.due), default="")
    late = any(deadline.overdue for deadline in each.deadlines)
    return (
        each.case_id,
        each.stream_id,
        each.stage_id,
        " or ".join(each.roles),
        each.assignee,
        each.customer,
        due,
        "yes" if late else "no",
    )
