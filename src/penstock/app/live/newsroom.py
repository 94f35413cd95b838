"""The newsroom: reads what is new once for all who listen, and hands it to everybody."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from penstock.app.live.alerting import AlertWatch
from penstock.delivery.ports import Followed, Position, Store
from penstock.measurement.alerts.alert import Alert

PAUSE_S = 0.5
_PAGE = 500
# Who reads more slowly than so many pages come is let go, and comes again with a Last-Event-ID.
_BEHIND = 20

Batch = tuple[Followed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new.

    Args:
        batch: What happened in cases.
        alerts: The alerts that were raised, claimed or ended, as they are now.
    """

    batch: Batch = ()
    alerts: tuple[Alert, ...] = ()


QUIET = News()
"""Nothing."""
Post = asyncio.Queue[News]


def _never() -> bool:
    return False


@dataclass(kw_only=True)
class Newsroom:
    """Follows the log, and what becomes of alerts, while anybody listens.

    Args:
        leaving: Tells whether the server is about to stop.
    """

    leaving: Callable[[], bool] = _never
    _is_closed: bool = field(default=False, init=False)
    _posts: set[Post] = field(default_factory=set, init=False)
    _follower: asyncio.Task[None] | None = field(default=None, init=False)
    _watch: AlertWatch = field(default_factory=AlertWatch, init=False)

    @asynccontextmanager
    async def listening(self, store: Store) -> AsyncIterator[tuple[Post, Position]]:
        """Yield where news come, and the position behind which all of them will be."""
        post: Post = asyncio.Queue(_BEHIND)
        # What happens while the end is looked up comes by post; what came before is behind it.
        self._posts.add(post)
        try:
            start = await asyncio.to_thread(self._begin, store)
            if not self._is_followed:
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

    @property
    def _is_followed(self) -> bool:
        return self._follower is not None and not self._follower.done()

    def _begin(self, store: Store) -> Position:
        if not self._is_followed:
            # What became of alerts before anybody listened is shown by the page that begins to.
            self._watch.new(store.records)
        return store.end()

    async def _follow(self, store: Store, position: Position) -> None:
        while self._posts and not self._is_over():
            news = await asyncio.to_thread(self._news, store, position)
            if news == QUIET:
                await asyncio.sleep(PAUSE_S)
                continue
            position = news.batch[-1].position if news.batch else position
            for post in tuple(self._posts):
                self._hand(post, news)

    def _news(self, store: Store, position: Position) -> News:
        batch = store.since(position, limit=_PAGE)
        return News(batch=batch, alerts=self._watch.new(store.records))

    def _hand(self, post: Post, news: News) -> None:
        try:
            post.put_nowait(news)
        except asyncio.QueueFull:
            self._posts.discard(post)
