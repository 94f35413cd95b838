"""Telling one listener what happens, as far as they may see it, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from random import randrange

from penstock.app.cases import Cases
from penstock.app.live.newsroom import QUIET, Batch, News, Newsroom, Post
from penstock.app.live.topics import Topics, mark_of
from penstock.delivery.case import Case
from penstock.delivery.ports import Followed, Position, Store
from penstock.measurement.alerts.alert import Alert

TYPE = "text/event-stream"
# A proxy that gathers what it passes on would keep it back.
HEADERS: Mapping[str, str] = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
HEARTBEAT_S = 15.0
_LOOK_S = 0.5
# What somebody may see, and whether they are still let in, is asked again after so long.
_ASK_AGAIN_S = 60.0
RETRY_MS = 3000
_PAGE = 500
_STILL_HERE = ": still here\n\n"
_ALERTED = "event: alert\ndata: {}\n\n"


def _of_no_alert(_cases: Cases, _alerts: tuple[Alert, ...]) -> bool:
    return False


@dataclass(kw_only=True)
class Listener:
    """Somebody who listens.

    Args:
        cases: Returns the cases as they see them; None when they are no longer let in.
        tell: Returns what they are told of an event in a case, as values for JSON.
        topics: What they want to hear of.
        newsroom: Hands out what is new.
        store: Where the log is.
        hears: Tells whether they hear that something became of alerts; of none unless said.
        apart_ms: They are asked to come back within so many milliseconds more, each at another
            moment, so that not all come at once after the server was away.
    """

    cases: Callable[[], Cases | None]
    tell: Callable[[Followed, Case], Mapping[str, object]]
    topics: Topics
    newsroom: Newsroom
    store: Store
    hears: Callable[[Cases, tuple[Alert, ...]], bool] = _of_no_alert
    apart_ms: int = 0
    _at: Cases | None = field(default=None, init=False)
    _asked: float = field(default=0.0, init=False)
    _seen: dict[str, Case | None] = field(default_factory=dict, init=False)

    async def hear(self, after: Position | None) -> AsyncIterator[str]:
        """Yield events: first those behind a position, then what is new."""
        async with self.newsroom.listening(self.store) as (post, start):
            position = after or start
            yield f"retry: {RETRY_MS + randrange(self.apart_ms + 1)}\n\n"  # noqa: S311  # no secret
            while after and (batch := await self._since(position)):
                position = batch[-1].position
                yield await self._told(batch)
            async for news in self._news(post):
                if not await self._is_let_in():
                    return
                new = tuple(each for each in news.batch if each.position > position)
                # What they may not see is not even told by a sign of life.
                told = _STILL_HERE if news == QUIET else await self._all_told(new, news.alerts)
                if told:
                    yield told

    async def _since(self, position: Position) -> Batch:
        return await asyncio.to_thread(self.store.since, position, limit=_PAGE)

    async def _news(self, post: Post) -> AsyncIterator[News]:
        """Yield what is new, and nothing at each heartbeat, until the server stops."""
        clock = asyncio.get_running_loop().time
        quiet_since = clock()
        while self.newsroom.has(post):
            try:
                news = await asyncio.wait_for(post.get(), _LOOK_S)
            except TimeoutError:
                if clock() - quiet_since < HEARTBEAT_S:
                    continue
                news = QUIET
            quiet_since = clock()
            yield news

    async def _is_let_in(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._at is None or now - self._asked > _ASK_AGAIN_S:
            self._asked, self._at = now, await asyncio.to_thread(self.cases)
            self._seen.clear()
        return self._at is not None

    async def _all_told(self, batch: Batch, alerts: tuple[Alert, ...]) -> str:
        told = await self._told(batch)
        if not alerts:
            return told
        heard = await asyncio.to_thread(self._hears_of, alerts)
        return told + _ALERTED if heard else told

    def _hears_of(self, alerts: tuple[Alert, ...]) -> bool:
        return self._at is not None and self.hears(self._at, alerts)

    async def _told(self, batch: Batch) -> str:
        if not batch or not await self._is_let_in():
            return ""
        await asyncio.to_thread(self._look_at, {each.case_id for each in batch})
        told = ((each, case) for each in batch if (case := self._seen[each.case_id]))
        return "".join(self._event(each, case) for each, case in told)

    def _look_at(self, case_ids: set[str]) -> None:
        """Ask once for each case whether they may see it; cases come to be seen by all at once."""
        new = sorted(case_ids - self._seen.keys())
        self._seen |= dict.fromkeys(new)
        door = self._at.door if self._at else None
        if door and new:
            self._seen |= {each.case_id: each for each in door.seen(new) if self.topics.want(each)}

    def _event(self, followed: Followed, case: Case) -> str:
        data = json.dumps(self.tell(followed, case), ensure_ascii=False)
        return f"event: case\nid: {mark_of(followed)}\ndata: {data}\n\n"
