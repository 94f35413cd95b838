"""The newsroom keeps no seat for who has left."""

import asyncio
from threading import Event

import pytest

from penstock.app.live.newsroom import Newsroom
from penstock.delivery.ports import Position, Store
from penstock.store.memory import MemoryStore


class SlowStore(MemoryStore):
    """A store that takes its time to tell where its log ends."""

    def __init__(self) -> None:
        super().__init__()
        self.is_asked, self.may_answer = Event(), Event()

    def end(self) -> Position:
        """Answer when told to."""
        self.is_asked.set()
        self.may_answer.wait(20)
        return super().end()


async def _listen(newsroom: Newsroom, store: Store) -> None:
    async with newsroom.listening(store):
        await asyncio.Event().wait()


async def _leave_early(newsroom: Newsroom, store: SlowStore) -> None:
    listener = asyncio.create_task(_listen(newsroom, store))
    await asyncio.to_thread(store.is_asked.wait, 20)
    listener.cancel()
    store.may_answer.set()
    with pytest.raises(asyncio.CancelledError):
        await listener


def test_who_leaves_before_the_first_word_is_no_listener() -> None:
    newsroom = Newsroom()

    asyncio.run(_leave_early(newsroom, SlowStore()))

    assert newsroom.listeners == 0
