"""Played homes on a broker of a test, in a thread beside it."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from penstock.app.devices.simulating.playing import Play, Played, played
from penstock.app.telemetry.broker import Broker
from penstock.simulation.homes.drawing import DrawnHome
from penstock.simulation.homes.playing import PlayedHome
from tests.brokers import RunningBroker


def played_homes(
    drawn: Sequence[DrawnHome],
    *,
    begins_at: datetime | None = None,
    kind: type[PlayedHome] = PlayedHome,
) -> list[PlayedHome]:
    """Return homes that say in a second what others say in ten minutes."""
    begin = begins_at or datetime.now(tz=UTC)
    return [kind(each, seed=5, begins_at=begin, pace=600.0) for each in drawn]


@contextmanager
def playing(broker: RunningBroker, homes: Sequence[PlayedHome]) -> Iterator[Callable[[], Played]]:
    """Play homes meanwhile; call what is given to end, and to hear what came of it."""
    began, ended, outcome = threading.Event(), threading.Event(), list[Played]()
    where = Broker(host="127.0.0.1", port=broker.port, topic="")

    async def work() -> None:
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        waiting = loop.run_in_executor(None, ended.wait)
        waiting.add_done_callback(lambda _: over.set())
        began.set()
        play = Play(homes=homes, broker=where, passwords=broker.passwords, until=over)
        outcome.append(await played(play))

    thread = threading.Thread(target=lambda: asyncio.run(work()))
    thread.start()
    began.wait()

    def end() -> Played:
        ended.set()
        thread.join()
        return outcome[0]

    try:
        yield end
    finally:
        ended.set()
        thread.join()
