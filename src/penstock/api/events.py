"""`GET /events`: one stream of server-sent events, for all that somebody wants to hear of."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from penstock.api import problem_types as kinds
from penstock.api.documenting import Responses, problems
from penstock.api.entrance import AtDesk, Desk, Entrance, known
from penstock.api.links import path
from penstock.api.problems import Fault, ProblemError
from penstock.app.cases import Cases
from penstock.app.cases.wording import sentence
from penstock.app.live.listening import HEADERS, TYPE, Listener
from penstock.app.live.topics import (
    Topics,
    UnfitTopicsError,
    UnknownMarkError,
    position_behind,
    topics_of,
)
from penstock.delivery.case import Case
from penstock.delivery.ports import Followed, Position

router = APIRouter(tags=["events"])
_STREAM: Responses = {
    200: {
        "description": "Events as they happen, until the server or the listener stops.",
        "content": {TYPE: {"schema": {"type": "string"}}},
    }
}
_Topics = Annotated[
    str,
    Query(
        max_length=4000,
        description="`cases`, `stream:ID` or `case:ID`, with commas between them.",
        examples=["stream:NCV-03,case:NCV-03-1001"],
    ),
]
_Last = Annotated[
    str | None,
    Header(alias="Last-Event-ID", description="What was heard last: all since then comes first."),
]


@router.get("/events", response_class=Response, responses={**problems(400), **_STREAM})
async def listen(
    request: Request, desk: AtDesk, topics: _Topics = "cases", last: _Last = None
) -> Response:
    """Tell what happens in cases while it happens, as far as you may see them."""
    entrance: Entrance = request.app.state.entrance

    def cases() -> Cases | None:
        found = known(entrance, desk.token, desk.asker)
        return found.cases if found else None

    listener = Listener(
        cases=cases,
        tell=_told,
        topics=_wanted(topics),
        newsroom=request.app.state.newsroom,
        store=desk.cases.store,
    )
    after = await run_in_threadpool(_behind, last, desk) if last else None
    return StreamingResponse(listener.hear(after), media_type=TYPE, headers=dict(HEADERS))


def _wanted(topics: str) -> Topics:
    try:
        return topics_of(topics)
    except UnfitTopicsError as error:
        fault = Fault(pointer="#/query/topics", detail=error.detail)
        raise ProblemError(kinds.UNFIT, str(error), errors=[fault]) from error


def _behind(mark: str, desk: Desk) -> Position:
    try:
        return position_behind(mark, desk.cases)
    except UnknownMarkError as error:
        detail = "Last-Event-ID is no id that was given out here."
        raise ProblemError(kinds.MALFORMED, detail) from error


def _told(followed: Followed, case: Case) -> dict[str, object]:
    logged = followed.logged
    return {
        "case_id": case.case_id,
        "stream_id": case.stream_id,
        "stage_id": logged.stage_id or None,
        "seq": logged.seq,
        "at": logged.stamp.at.isoformat(),
        "actor": logged.stamp.actor,
        "event": type(logged.event).__name__,
        "sentence": sentence(logged.event),
        "case": path("cases", case.case_id),
    }
