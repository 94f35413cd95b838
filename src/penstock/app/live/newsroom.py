"""The newsroom: reads the log once for all who listen, and hands everybody what is new."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from penstock.delivery.ports import Followed, Position, Store

PAUSE_S = 0.5
_PAGE = 500
# Who reads more slowly than so many pages come is let go, and comes again with a Last-Event-ID.
_BEHIND = 20

Batch = tuple[Followed, ...]
Post = asyncio.Queue[Batch]


def _never() -> bool:
    return False


@dataclass(kw_only=True)
class Newsroom:
    """Follows the log while anybody listens.

    Args:
        leaving: Tells whether the server is about to stop.
    """

    leaving: Callable[[], bool] = _never
    _is_closed: bool = field(default=False, init=False)
    _posts: set[Post] = field(default_factory=set, init=False)
    _follower: asyncio.Task[None] | None = field(default=None, init=False)

    @asynccontextmanager
    async def listening(self, store: Store) -> AsyncIterator[tuple[Post, Position]]:
        """Yield where news come, and the position behind which all of them will be."""
        post: Post = asyncio.Queue(_BEHIND)
        # What happens while the end is looked up comes by post; what came before is behind it.
        self._posts.add(post)
        try:
            start = await asyncio.to_thread(store.end)
            if self._follower is None or self._follower.done():
                self._follower = asyncio.create_task(self._follow(store, start))
            yield post, start
        finally:
            self._posts.discard(post)

    @property
    def listeners(self) -> int:
        """How many listen now."""
        return len(self._posts)

    def has(self, post: Post) -> bool:
        """Tell whether somebody still gets what is new."""
        return post in self._posts and not self._is_over()

    def close(self) -> None:
        """Let everybody go who listens: the server stops, and would wait for them."""
        self._is_closed = True

    def _is_over(self) -> bool:
        return self._is_closed or self.leaving()

    async def _follow(self, store: Store, position: Position) -> None:
        while self._posts and not self._is_over():
            batch = await asyncio.to_thread(store.since, position, limit=_PAGE)
            if not batch:
                await asyncio.sleep(PAUSE_S)
                continue
            position = batch[-1].position
            for post in tuple(self._posts):
                self._hand(post, batch)

    def _hand(self, post: Post, batch: Batch) -> None:
        try:
            post.put_nowait(batch)
        except asyncio.QueueFull:
            self._posts.discard(post)
