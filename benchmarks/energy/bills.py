"""Bills: how many cents they differ from SAM's, and how fast many homes are billed beside others.

PySAM bills home after home; DuckDB bills rows of a meter and an hour each, already in its tables.
Seconds are those of all cores together. Ours end with every line in cents.
"""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.common.environments import PeerEnvironment, ensure
from benchmarks.common.goals import Figure
from benchmarks.common.measuring import median
from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.charging import Charges, charge_meters
from penstock.engineering.tariffs.clock import wall_clock
from penstock.engineering.tariffs.reading import read_urdb
from penstock.engineering.tariffs.tariff import Tariff
from tests.utilityrate5 import LINES, SAM_YEAR, cases, exact_dollars, rates_of

ROOT = Path(__file__).resolve().parents[2]
CHILDREN = Path(__file__).resolve().parent / "children"
PYSAM = ROOT / ".venv-pysam" / "bin" / "python"
DUCKDB = PeerEnvironment(benchmark="energy", name="duckdb")
HOMES, DISTINCT, METERS = 1_000, 20, 10_000
_AFTERNOON = [[0] * 14 + [1] * 5 + [0] * 5] * 12
DOCUMENT = {
    "label": "TOU",
    "fixedchargefirstmeter": 12.0,
    "energyratestructure": [[{"rate": 0.18081}], [{"rate": 0.39404}]],
    "energyweekdayschedule": _AFTERNOON,
    "energyweekendschedule": [[0] * 24] * 12,
}


def figures(homes: int = HOMES, meters: int = METERS) -> Iterator[Figure]:
    """Yield the figures; without PySAM's environment, those of DuckDB alone."""
    if PYSAM.exists():
        yield from exactness()
        yield from homes_beside_pysam(homes)
    yield from meters_beside_duckdb(meters)


def exactness() -> Iterator[Figure]:
    """Bill the reference cases as they are, and ask PySAM anew."""
    all_cases = list(cases())
    script = ROOT / "tests" / "oracles" / "pysam" / "utilityrate5.py"
    answers = _ask(str(PYSAM), script, [case.question for case in all_cases])
    far = []
    for case, answer in zip(all_cases, answers, strict=True):
        bill = bill_year(read_urdb(case.tariff), SAM_YEAR, *case.flows)
        ours = np.array([exact_dollars(bill, name) for name in LINES])
        theirs = np.array([answer["outputs"][name] for name in LINES])
        far.append(float(np.max(np.abs(ours - theirs)) * 100))
    name = f"Months of {len(far)} tariffs, furthest from PySAM"
    yield Figure(name=name, value=max(far), unit="c", at_most=0.5)


def homes_beside_pysam(homes: int) -> Iterator[Figure]:
    """Bill homes again and again, as somebody does who tries tariffs on all customers."""
    loads = np.round(np.random.default_rng(1).gamma(1.5, 0.7, (DISTINCT, 8760)), 3)
    repeat = homes // DISTINCT
    question = {"loads_kw": loads.tolist(), "rates": rates_of(DOCUMENT), "repeat": repeat}
    theirs = _ask(str(PYSAM), CHILDREN / "utilityrate5_loop.py", question)
    many = np.tile(loads, (repeat, 1))
    ours, charges = _timed(lambda tariff: charge_meters(tariff, SAM_YEAR, many))
    yield from _beside("homes", homes, "a loop over PySAM", (ours, theirs), at_least=20)
    yield _furthest("PySAM", charges, np.array(theirs["dollars"]))


def meters_beside_duckdb(meters: int) -> Iterator[Figure]:
    """Bill meters whose loads both sides make by one formula."""
    ensure(DUCKDB)
    clock, tariff = wall_clock(SAM_YEAR), read_urdb(DOCUMENT)
    period = clock.period(tariff.energy)
    prices = np.array([0.18081, 0.39404])[period]
    hours = list(zip(clock.month.tolist(), period.tolist(), prices.tolist(), strict=True))
    question = {"meters": meters, "hours": hours}
    theirs = _ask(DUCKDB.program("python"), CHILDREN / "duckdb_bills.py", question)
    numbers = np.arange(meters)[:, None] * 7919 + np.arange(8760)[None, :] * 104729
    load = (numbers % 1000) / 1000
    del numbers
    ours, charges = _timed(lambda tariff: charge_meters(tariff, SAM_YEAR, load))
    yield from _beside("meters", meters, "DuckDB", (ours, theirs), at_least=10)
    yield _furthest("DuckDB", charges, np.array(theirs["dollars"]))


def _timed(bill: Callable[[Tariff], Charges]) -> tuple[list[float], Charges]:
    tariff, runs = read_urdb(DOCUMENT), []
    charges = bill(tariff)
    for _ in range(3):
        begun = process_time()
        charges = bill(tariff)
        runs.append(process_time() - begun)
    return runs, charges


def _beside(
    what: str, count: int, peer: str, took: tuple[list[float], Any], *, at_least: float
) -> Iterator[Figure]:
    runs, theirs = took
    ours_s, theirs_s = median(runs), theirs["seconds"]
    yield Figure(
        name=f"{count:,} {what} x 8,760 hours",
        value=ours_s,
        unit="s",
        runs=tuple(runs),
    )
    yield Figure(name=f"  the same in {peer}", value=theirs_s, unit="s")
    ratio = theirs_s / ours_s
    yield Figure(name=f"  faster than {peer}", value=ratio, unit="x", at_least=at_least)


def _furthest(peer: str, charges: Charges, dollars: NDArray[np.float64]) -> Figure:
    """Return how far a year is off at most; what is rounded by line may differ by half a cent."""
    cents = charges.cents.sum(axis=1)[: len(dollars)]
    far = float(np.max(np.abs(cents - dollars * 100)))
    # Twelve months of two periods, each line rounded to the cent.
    return Figure(name=f"  a year, furthest from {peer}", value=far, unit="c", at_most=12.0)


def _ask(python: str, script: Path, question: object) -> Any:
    done = subprocess.run(
        [python, str(script)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
