"""Telling one listener what happens, as far as they may see it, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

from penstock.api.entrance import Desk
from penstock.api.links import path
from penstock.api.live.newsroom import Batch, Newsroom, Post
from penstock.api.live.topics import Topics, mark_of
from penstock.app.cases.wording import sentence
from penstock.delivery.case import Case
from penstock.delivery.ports import Followed, Position, Store

HEARTBEAT_S = 15.0
_LOOK_S = 0.5
# What somebody may see, and whether their token still counts, is asked again after so long.
_ASK_AGAIN_S = 60.0
_RETRY_MS = 3000
_PAGE = 500
_STILL_HERE = ": still here\n\n"


@dataclass(kw_only=True)
class Listener:
    """Somebody who listens.

    Args:
        desk: Returns their desk; None when they are no longer let in.
        topics: What they want to hear of.
        newsroom: Hands out what is new.
        store: Where the log is.
    """

    desk: Callable[[], Desk | None]
    topics: Topics
    newsroom: Newsroom
    store: Store
    _at: Desk | None = field(default=None, init=False)
    _asked: float = field(default=0.0, init=False)
    _seen: dict[str, Case | None] = field(default_factory=dict, init=False)

    async def hear(self, after: Position | None) -> AsyncIterator[str]:
        """Yield events: first those behind a position, then what is new."""
        async with self.newsroom.listening(self.store) as (post, start):
            position = after or start
            yield f"retry: {_RETRY_MS}\n\n"
            while after and (batch := await self._since(position)):
                position = batch[-1].position
                yield await self._told(batch)
            async for batch in self._news(post):
                if not await self._is_let_in():
                    return
                new = tuple(each for each in batch if each.position > position)
                # What they may not see is not even told by a sign of life.
                told = await self._told(new) if batch else _STILL_HERE
                if told:
                    yield told

    async def _since(self, position: Position) -> Batch:
        return await run_in_threadpool(self.store.since, position, limit=_PAGE)

    async def _news(self, post: Post) -> AsyncIterator[Batch]:
        """Yield what is new, and nothing at each heartbeat, until the server stops."""
        clock = asyncio.get_running_loop().time
        quiet_since = clock()
        while self.newsroom.has(post):
            try:
                batch = await asyncio.wait_for(post.get(), _LOOK_S)
            except TimeoutError:
                if clock() - quiet_since < HEARTBEAT_S:
                    continue
                batch = ()
            quiet_since = clock()
            yield batch

    async def _is_let_in(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._at is None or now - self._asked > _ASK_AGAIN_S:
            self._asked, self._at = now, await run_in_threadpool(self.desk)
            self._seen.clear()
        return self._at is not None

    async def _told(self, batch: Batch) -> str:
        if not batch or not await self._is_let_in():
            return ""
        await run_in_threadpool(self._look_at, {each.case_id for each in batch})
        return "".join(_event(each, case) for each in batch if (case := self._seen[each.case_id]))

    def _look_at(self, case_ids: set[str]) -> None:
        """Ask once for each case whether they may see it; cases come to be seen by all at once."""
        new = sorted(case_ids - self._seen.keys())
        self._seen |= dict.fromkeys(new)
        door = self._at.cases.door if self._at else None
        if door and new:
            self._seen |= {each.case_id: each for each in door.seen(new) if self.topics.want(each)}


def _event(followed: Followed, case: Case) -> str:
    logged = followed.logged
    told = {
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
    data = json.dumps(told, ensure_ascii=False)
    return f"event: case\nid: {mark_of(followed)}\ndata: {data}\n\n"
