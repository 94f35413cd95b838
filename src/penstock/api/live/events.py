"""`GET /events`: one stream of server-sent events, for all that somebody wants to hear of."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from penstock.api.documenting import Responses, problems
from penstock.api.entrance import AtDesk, Entrance, known
from penstock.api.live.telling import Listener
from penstock.api.live.topics import position_behind, topics_of

router = APIRouter(tags=["events"])
_TYPE = "text/event-stream"
_STREAM: Responses = {
    200: {
        "description": "Events as they happen, until the server or the listener stops.",
        "content": {_TYPE: {"schema": {"type": "string"}}},
    }
}
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
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
    listener = Listener(
        desk=lambda: known(entrance, desk.token, desk.asker),
        topics=topics_of(topics),
        newsroom=request.app.state.newsroom,
        store=desk.cases.store,
    )
    after = await run_in_threadpool(position_behind, last, desk) if last else None
    return StreamingResponse(listener.hear(after), media_type=_TYPE, headers=_HEADERS)
