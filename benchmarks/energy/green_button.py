"""Green Button files: readings a second beside greenbutton-objects, and a file made a load."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from benchmarks.common import environments
from benchmarks.common.goals import Figure
from penstock.app.energy.usage.asking import Asked
from penstock.app.energy.usage.reading import Wanted
from penstock.app.energy.usage.reporting import usage_year
from penstock.engineering.usage.espi.reading import read_green_button
from penstock.engineering.usage.espi.values import (
    Feed,
    LocalTime,
    MeterReading,
    Readings,
    ReadingType,
    UsagePoint,
)
from penstock.engineering.usage.espi.writing import write_green_button

PEER = environments.PeerEnvironment(benchmark="energy", name="greenbutton-objects")
CHILD = Path(__file__).with_name("children") / "green_button_objects.py"
START_S = 1735707600
GOAL_PER_S = 50_000
RUNS = 5


def figures(days: int = 365, *, peer: bool = True) -> Iterator[Figure]:
    """Yield the figures of a year of quarter hours; goals are those of a whole year."""
    count = days * 96
    feed = _feed(count)
    data = write_green_button(feed)
    writing = _timed(lambda: write_green_button(feed))
    reading = _timed(lambda: read_green_button(data))
    name = f"{count:,} readings of a Green Button file, read"
    yield Figure(name=name, value=count / reading, unit="/s", at_least=GOAL_PER_S)
    differ = int(read_green_button(data) != feed)
    yield Figure(name="  files read otherwise than written", value=differ, unit="", at_most=0)
    yield Figure(name="  the same, written", value=count / writing, unit="/s")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "year.xml"
        file.write_bytes(data)
        if peer:
            yield from _peer(file, feed, ours_s=reading)
        if days >= 365:
            yield from _whole(file, feed)


def _peer(file: Path, feed: Feed, *, ours_s: float) -> Iterator[Figure]:
    environments.ensure(PEER)
    readings = feed.points[0].series[0].readings
    asked = [PEER.program("python"), str(CHILD), str(file)]
    took: list[float] = []
    for _ in range(RUNS):
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        seconds, count, total = json.loads(done.stdout)
        assert count == len(readings), "the peer read every reading"
        assert abs(total - readings.value.sum()) < 1, "the peer read the same values"
        took.append(seconds)
    rate = len(readings) / median(took)
    yield Figure(name="  the same in greenbutton-objects", value=rate, unit="/s")
    yield Figure(name="  ours to theirs", value=median(took) / ours_s, unit="x", at_least=2)


def _whole(file: Path, feed: Feed) -> Iterator[Figure]:
    asked = Asked(year=2026, minutes=15)
    took_s = _timed(lambda: usage_year(file, Wanted(), asked))
    load = usage_year(file, Wanted(), Asked(year=2025, minutes=15))
    differ = abs(load.total_kwh - feed.points[0].series[0].readings.value.sum() / 1000)
    name = "  read, cleaned and laid onto another year"
    yield Figure(name=name, value=took_s, unit="s", at_most=1.0)
    yield Figure(name="  energy lost on the way, kWh", value=differ, unit="", at_most=1e-6)


def _timed(work: Callable[[], object]) -> float:
    """Return the median of processor seconds, after one run that is not counted."""
    work()
    took: list[float] = []
    for _ in range(RUNS):
        began = process_time()
        work()
        took.append(process_time() - began)
    return median(took)


def _feed(count: int) -> Feed:
    hours = np.arange(count) / 4
    readings = Readings(
        start_s=START_S + 900 * np.arange(count),
        duration_s=np.full(count, 900),
        value=np.rint(300 + 200 * np.sin(hours * 2 * np.pi / 24) + hours % 7),
        cost=np.full(count, 4000.0),
        quality=np.full(count, 17),
    )
    kind = ReadingType(unit_code=72, commodity=1, flow=1, accumulation=4, currency=840)
    series = MeterReading(name="Quarter hours", type=kind, readings=readings)
    clock = LocalTime(
        offset_s=-18000, daylight_saving_s=3600, start_rule="360E2000", end_rule="B40E2000"
    )
    point = UsagePoint(name="House", service=0, series=(series,))
    return Feed(points=(point,), local_time=clock)
