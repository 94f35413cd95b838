"""`/board/…`: the open cases of a stream in columns by stage, with the ways on and back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from penstock.app.cases import Cases, Standing
from penstock.app.cases.counting import crowds
from penstock.architecture.model import Kind, Ref
from penstock.delivery.case import Phase, Status
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Wanted
from penstock.web.live.answers import json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_CARDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A stage that a case can be moved to, and where that is decided."""

    stage_id: str
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A case on the board."""

    standing: Standing
    moves: Sequence[Move]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A stage, how many open cases stand in it, and the first of them."""

    stage_id: str
    stage: str
    cases: int
    cards: Sequence[Card]


def pages() -> tuple[Page, ...]:
    """Return the boards, for everybody who is signed in."""
    return (
        Page(
            path="/board",
            name="boards",
            show=show_all,
            section="Work",
            is_dated=True,
            called="Boards",
        ),
        Page(
            path="/board/{stream}",
            name="board",
            show=show,
            section="Work",
            suffixes=("json",),
            is_dated=True,
        ),
    )


def show_all(visit: Visit) -> Response:
    """Return the streams with open cases that somebody may see, each with the way to its board."""
    number: Counter[str] = Counter()
    for each in crowds(visit.cases):
        if each.status == Status.OPEN:
            number[each.stream_id] += each.cases
    names = visit.edition.names
    return visit.html(
        "live/boards.html",
        Head(
            title="Boards",
            meaning="Value streams with open cases that you may see.",
            section="Work",
            crumbs=(Crumb("Work", "/work"),),
        ),
        streams=[
            (each, names.get(Ref(Kind.VALUE_STREAM, each), ""), number[each]) for each in number
        ],
    )


def show(visit: Visit) -> Response:
    """Return the board of a stream, with the cases that somebody may see."""
    model = visit.cases.models.current(visit.part("stream"))
    columns = tuple(
        _columns(visit.cases_of(model.stream_id), model, is_late=bool(visit.asked.get("late")))
    )
    if visit.suffix:
        return json_answer({"stream": model.stream_id, "columns": columns})
    late = Filter(name="late", words="Late", choices=[("yes", "only late ones")])
    return visit.html(
        "live/board.html",
        Head(
            title=model.name,
            identifier=model.stream_id,
            kind="Board",
            topics=f"stream:{model.stream_id}",
            meaning="The open cases that you may see, in the stages in which they stand.",
            section="Work",
            crumbs=(Crumb("Work", "/work"), Crumb("Boards", "/board")),
            downloads=(Download("JSON", visit.form("json")),),
        ),
        stream=model.stream_id,
        columns=columns,
        filters=(late,),
    )


def _columns(cases: Cases, model: StreamModel, *, is_late: bool) -> Iterator[Column]:
    names = {stage.id: stage.name for stage in model.stages}
    number = dict.fromkeys(names, 0)
    for each in crowds(cases, late=is_late):
        if (each.stream_id, each.status) == (model.stream_id, Status.OPEN):
            # What runs by an earlier model, or by a procedure, may stand in a stage of its own.
            names.setdefault(each.stage_id, each.stage)
            number[each.stage_id] = number.get(each.stage_id, 0) + each.cases
    for stage_id, name in names.items():
        wanted = Wanted(
            stream_id=model.stream_id,
            stage_id=stage_id,
            status="open",
            due_before=cases.now() if is_late else None,
            limit=_CARDS,
        )
        found = cases.find(wanted) if number[stage_id] else ()
        cards = [Card(standing=each, moves=tuple(_moves(each, model))) for each in found]
        yield Column(stage_id=stage_id, stage=name, cases=number[stage_id], cards=cards)


def _moves(standing: Standing, model: StreamModel) -> Iterator[Move]:
    """Yield the stages that a case can go to now: the next by its gate, earlier ones by rework."""
    ids = [stage.id for stage in model.stages]
    if standing.stage_id not in ids:
        return
    at, case = ids.index(standing.stage_id), f"/cases/{standing.case_id}"
    if standing.phase == Phase.WORKED and at + 1 < len(ids):
        words = f"{ids[at + 1]}: close {ids[at]}"
        yield Move(stage_id=ids[at + 1], words=words, href=f"{case}#pass")
    if "reopen" in standing.possible:
        for each in ids[:at]:
            words = f"back to {each}"
            yield Move(stage_id=each, words=words, href=f"{case}?stage={each}#reopen")
