"""All devices in one process: they connect, wait for the word, and say what they have to say.

python devices.py PORT HOMES DEVICES STATES RATE < passwords as JSON, then a line for the word

Prints a line when all have connected, and one with what was acknowledged when they are done.
"""

import asyncio
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from penstock.app.devices.simulating.link import Link, LinkClient, LinkCounts
from penstock.app.telemetry.broker import Broker
from penstock.casework.device.identity import Channel, heard
from penstock.simulation.homes.drawing import HONEST, drawn_homes
from penstock.simulation.homes.playing import PlayedHome
from penstock.simulation.homes.speaking import Said

SEED, TOGETHER = 1, 100


class Speaker:
    """A home that says a number of states as fast as it may."""

    def __init__(self, home: PlayedHome, port: int, password: str, counts: LinkCounts) -> None:
        self.home = home
        self.last: Counter[str] = Counter()
        broker = Broker(host="127.0.0.1", port=port, topic="", user=home.name)
        client = LinkClient(name=f"{home.name}_hub", password=password, filters=(home.heard,))
        self.link = Link(broker, client, hearer=self, counts=counts)
        self._is_introduced = False

    def connected(self) -> None:
        for each in self.home.introduction() if not self._is_introduced else ():
            self.link.send_now(each.topic, each.payload, is_retained=each.is_retained)
        self._is_introduced = True

    def heard(self, _topic: str, _payload: bytes) -> None:
        raise AssertionError("Nobody tells these devices anything.")

    async def speak(self, states: int, every_s: float) -> None:
        began_s = time.monotonic()
        for number, each in enumerate(islice(self._states(), states)):
            await self.link.send(each.topic, each.payload)
            self.last[each.topic] += 1
            await asyncio.sleep(max(0.0, began_s + (number + 1) * every_s - time.monotonic()))

    def _states(self) -> Iterator[Said]:
        for each in self.home.goes_on():
            if isinstance(each, Said) and heard(each.topic).channel is Channel.STATE:
                yield each


async def main(port: int, homes: int, devices: int, states: int, *, rate: float) -> None:
    passwords = json.loads(sys.stdin.readline())
    counts = LinkCounts()
    drawn = drawn_homes(seed=SEED, homes=homes, devices=devices, shares=HONEST)
    # Devices speak faster than life here; none of them may seem to speak of tomorrow.
    begins_at = datetime.now(tz=UTC) - timedelta(hours=6)
    speakers = [
        Speaker(
            PlayedHome(each, seed=SEED, begins_at=begins_at), port, passwords[each.name], counts
        )
        for each in drawn
    ]
    staying = []
    for number, each in enumerate(speakers, start=1):
        staying.append(asyncio.create_task(each.link.stay()))
        if number % TOGETHER == 0:
            await settled(speakers[:number], counts)
    await settled(speakers, counts)
    print(json.dumps({"ready": counts.connected}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    began_s = time.monotonic()
    every_s = homes / rate if rate else 0.0
    await asyncio.gather(*(each.speak(states * devices, every_s) for each in speakers))
    await settled(speakers, counts)
    last = {topic: number for each in speakers for topic, number in each.last.items()}
    took_s = time.monotonic() - began_s
    print(json.dumps({"began_s": began_s, "took_s": took_s, "last": last}), flush=True)
    for task in staying:
        task.cancel()


async def settled(speakers: list[Speaker], counts: LinkCounts) -> None:
    """Wait until all have connected, and all they said is acknowledged."""
    while counts.connected < len(speakers) or any(each.link.under_way for each in speakers):
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    many = [int(each) for each in sys.argv[1:5]]
    asyncio.run(main(many[0], many[1], many[2], many[3], rate=float(sys.argv[5])))
