"""What is lost while the broker is stopped and killed, and the server is killed: counted."""

import json
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.dataset as ds

from benchmarks.common.goals import Figure
from benchmarks.smart_home.brokers import BenchBroker, names
from benchmarks.smart_home.passing import PER_HOME, Size
from benchmarks.smart_home.processes import Child

RATE_PER_S = 1_000.0
QUIET_S, LOOK_S = 20.0, 1.0
Said = tuple[str, int]
"""The topic and the number of a state."""
COLUMNS = ["home", "device", "quantity", "sequence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of stopping and killing.

    Args:
        said: What the broker has acknowledged.
        kept: What the server keeps.
        repeated: How many values it keeps twice.
    """

    said: set[Said]
    kept: set[Said]
    repeated: int


def figures(size: Size) -> Iterator[Figure]:
    """Yield the figures of each broker that is there.

    Mosquitto promises nothing over a kill: it may acknowledge what it has not written down. It is
    killed as well, told to write at each change, and what that costs is counted without a goal.
    """
    for name in names():
        is_ours = name != "Mosquitto"
        yield from told(_what(name, is_killed=is_ours), _tried(name, size, is_killed=is_ours))
        if not is_ours:
            what = f"{name} that writes at each change, killed too"
            yield from told(what, _tried(name, size, is_killed=True), has_goal=False)


def _tried(name: str, size: Size, *, is_killed: bool) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="penstock-smart-home-") as folder:
        return _played(name, size, Path(folder), is_killed=is_killed)


def _what(name: str, *, is_killed: bool) -> str:
    return f"{name} {'stopped and killed' if is_killed else 'stopped'}, the server killed"


def told(what: str, outcome: Outcome, *, has_goal: bool = True) -> Iterator[Figure]:
    """Yield what was acknowledged, and how much of that is lost and kept twice."""
    lost, most = len(outcome.said - outcome.kept), 0 if has_goal else None
    yield Figure(name=f"{what}: states acknowledged", value=len(outcome.said), unit="")
    yield Figure(name="  of them lost, by their numbers", value=lost, unit="", at_most=most)
    yield Figure(name="  values that are kept twice", value=outcome.repeated, unit="")


def _played(name: str, size: Size, folder: Path, *, is_killed: bool) -> Outcome:
    homes = size.drawn()
    broker = BenchBroker(name=name, folder=folder / "broker", homes=homes, is_careful=is_killed)
    passwords = broker.prepare()
    broker.start()
    server = _server(broker, size, folder, passwords["penstock"])
    states = max(1, round(RATE_PER_S * size.seconds / (size.homes * PER_HOME)))
    devices = Child("devices", broker.port, size.homes, PER_HOME, states, RATE_PER_S)
    quarter_s = size.seconds / 4
    try:
        devices.tell(json.dumps(passwords))
        devices.hear()
        devices.tell("speak")
        time.sleep(quarter_s)
        broker.end()
        broker.start()
        time.sleep(quarter_s)
        server.end(signal.SIGKILL)
        server = _server(broker, size, folder, passwords["penstock"])
        time.sleep(quarter_s)
        if is_killed:
            broker.end(signal.SIGKILL)
            broker.start()
        said = numbered(devices.hear()["last"])
        kept, repeated = _until_kept(folder, said)
    finally:
        devices.end()
        server.end()
        broker.end()
    return Outcome(said=said, kept=kept, repeated=repeated)


def numbered(last: Mapping[str, int]) -> set[Said]:
    """Return all that devices said, who count from 1, by the last number of each topic."""
    return {(topic, number) for topic, many in last.items() for number in range(1, many + 1)}


def _server(broker: BenchBroker, size: Size, folder: Path, password: str) -> Child:
    server = Child("intake", broker.port, 0, folder / "server", size.homes, PER_HOME)
    server.tell(password)
    server.hear()
    return server


def _until_kept(folder: Path, said: set[Said]) -> tuple[set[Said], int]:
    """Wait until all that was said is kept, or nothing more comes."""
    kept, repeated = _kept(folder)
    quiet_s = time.monotonic()
    while said - kept and time.monotonic() - quiet_s < QUIET_S:
        time.sleep(LOOK_S)
        before = len(kept)
        kept, repeated = _kept(folder)
        if len(kept) > before:
            quiet_s = time.monotonic()
    return kept, repeated


def _kept(folder: Path) -> tuple[set[Said], int]:
    files = [str(each) for each in (folder / "server").rglob("*.parquet")]
    rows: Counter[tuple[str, int, str]] = Counter()
    for each in ds.dataset(files).to_table(columns=COLUMNS).to_pylist() if files else ():
        topic = f"penstock/{each['home']}/{each['device']}/state"
        rows[topic, each["sequence"], each["quantity"]] += 1
    repeated = sum(count - 1 for count in rows.values())
    return {(topic, number) for topic, number, _ in rows}, repeated
