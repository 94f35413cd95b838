"""A million cost lines to six receivers: how long it takes, and whether every cent is right."""

import gc
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from time import process_time
from typing import TypeVar

from benchmarks.common.goals import Figure
from penstock.governance.allocation.rounding import apportion
from penstock.governance.allocation.run_files import written
from penstock.governance.allocation.running import run
from penstock.governance.allocation.shares import effective_shares

LINES = 1_000_000
GOAL_S = 5.0
SEED = 4
POOLS = ("IT", "HR", "FINANCE", "LEGAL")
RECEIVERS = ("AES", "ELECTRIC", "GAS", "PARENT", "STEAM", "WATER")
PERIOD = "2026-09"
_T = TypeVar("_T")


def figures(lines: int = LINES) -> Iterator[Figure]:
    """Yield the figures; goals are those of a million lines."""
    draw = random.Random(SEED)
    # One in fifty is a credit; the smallest is a cent.
    cents = [draw.randrange(1, 10**8) * (1 if draw.random() > 0.02 else -1) for _ in range(lines)]
    yield from _shared(f"{lines:,} lines to 6, even shares", cents, _even())
    yield from _shared(f"{lines:,} lines to 6, reciprocal shares", cents, _reciprocal(draw))
    yield from _whole_run(cents, draw)


def _shared(name: str, cents: Sequence[int], shares: Sequence[Fraction]) -> Iterator[Figure]:
    charged, took_s = timed(lambda: list(apportion(cents, shares)))
    faults = counted_faults(cents, shares, charged)
    yield Figure(name=name, value=took_s, unit="s", at_most=GOAL_S)
    yield Figure(
        name="  lines whose charges differ from them", value=faults.lines, unit="", at_most=0
    )
    yield Figure(name="  times a receiver was a cent off", value=faults.times, unit="", at_most=0)
    yield Figure(name="  the most a receiver was off, cents", value=float(faults.worst), unit="c")


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is wrong with charges: lines that differ, times off by a cent, and the worst error."""

    lines: int
    times: int
    worst: Fraction


def counted_faults(
    cents: Sequence[int], shares: Sequence[Fraction], charged: Sequence[Sequence[int]]
) -> Faults:
    """Hold charges against the exact shares of all lines so far, in whole numbers."""
    lines = sum(sum(each) != line for each, line in zip(charged, cents, strict=True))
    times, worst = 0, Fraction(0)
    for place, share in enumerate(shares):
        owed = paid = most = 0
        whole, part = share.denominator, share.numerator
        for line, each in zip(cents, charged, strict=True):
            owed += part * line
            paid += whole * each[place]
            error = abs(owed - paid)
            times += error >= whole
            most = max(most, error)
        worst = max(worst, Fraction(most, whole))
    return Faults(lines=lines, times=times, worst=worst)


def _even() -> list[Fraction]:
    return [Fraction(percent, 100) for percent in (40, 25, 15, 10, 6, 4)]


def _reciprocal(draw: random.Random) -> list[Fraction]:
    """Return the shares of a pool that four pools pass on to each other, by long readings."""
    consumers = (*POOLS, *RECEIVERS)
    readings = {
        pool: {to: draw.randrange(1, 10**9) for to in consumers if to != pool} for pool in POOLS
    }
    given = {
        pool: {to: Fraction(value, sum(row.values())) for to, value in row.items()}
        for pool, row in readings.items()
    }
    row = effective_shares(given)["IT"]
    return [row[receiver] for receiver in RECEIVERS]


def _whole_run(cents: Sequence[int], draw: random.Random) -> Iterator[Figure]:
    files = _manual(cents, draw)
    made, took_s = timed(lambda: run(files, PERIOD))
    name = f"{len(cents):,} lines of CSV, read, checked, charged, posted"
    yield Figure(name=name, value=took_s, unit="s")
    wrong = sum(sum(charge.by_receiver) != charge.cents for charge in made.charges)
    left = abs(sum(cents) - sum(sum(charge.by_receiver) for charge in made.charges))
    yield Figure(name="  lines whose charges differ from them", value=wrong, unit="", at_most=0)
    yield Figure(name="  the total differs, cents", value=left, unit="c", at_most=0)
    sealed, took_s = timed(lambda: written(made, files))
    yield Figure(name="  written as files with their hashes", value=took_s, unit="s")
    again = written(run(files, PERIOD), files)
    differ = sum(again[name] != data for name, data in sealed.items())
    yield Figure(
        name="  files that a second run writes differently", value=differ, unit="", at_most=0
    )


def _manual(cents: Sequence[int], draw: random.Random) -> dict[str, bytes]:
    """Return a manual of four pools and six receivers, and its cost lines as a ledger has them."""
    entities = ["entity,name,side,kind,income_account,expense_account"]
    entities += [f"{each},{each},regulated,utility,456,923" for each in RECEIVERS]
    entities += ["SERVICES,Services,enterprise,service company,457.2,923"]
    centres = ["cost_centre,name,entity,pool", *(f"{p}-1,{p},SERVICES,{p}" for p in POOLS)]
    readings = ["driver,consumer,value"]
    readings += [
        f"{pool},{to},{draw.randrange(1, 10**9)}"
        for pool in POOLS
        for to in (*POOLS, *RECEIVERS)
        if to != pool
    ]
    costs = ["line,posted,cost_centre,account,amount,receiver,benefits,text"]
    costs += [
        f"N{place:07},{PERIOD}-{1 + place % 30:02},{POOLS[place % 4]}-1,921,{_written(each)},,,Cost"
        for place, each in enumerate(cents)
    ]
    tables = {
        "entities.csv": entities,
        "cost-centres.csv": centres,
        f"readings/{PERIOD}.csv": readings,
        f"costs/{PERIOD}.csv": costs,
        "methods/1.toml": [_METHOD, *map(_POOL.format, POOLS), *map(_DRIVER.format, POOLS)],
    }
    return {name: "\n".join(rows).encode() for name, rows in tables.items()}


_METHOD = """version = "1"
effective = 2026-01-01
procedure = "reciprocal"
owner = "Controller"
approved_by = ["CFO"]
reason = "To be measured."
"""
_POOL = """[pools.{0}]
name = "{0}"
principle = "cost causation"
weights = {{ {0} = "1" }}
"""
_DRIVER = """[drivers.{0}]
name = "{0}"
unit = "hours"
source = "made up"
"""


def _written(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def timed(work: Callable[[], _T]) -> tuple[_T, float]:
    """Return what work gives and its CPU seconds, as the program runs it: without collecting."""
    with _uncollected():
        begun = process_time()
        return work(), process_time() - begun


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
