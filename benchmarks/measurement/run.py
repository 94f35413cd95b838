"""Four questions to a log of very many events: Penstock, a bare scan and pm4py, side by side.

python3 dev.py bench measurement [--events N] [--rounds N] [--check] [--json]
"""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.common import report
from benchmarks.common.environments import ensure
from benchmarks.common.goals import missed
from benchmarks.common.measuring import FailedRunError
from benchmarks.measurement.contenders import MOST_FOR_METRICS, PM4PY, contenders
from benchmarks.measurement.figures import on_questions
from benchmarks.measurement.logs.folders import MOST_FOR_PEERS, Made, made
from benchmarks.measurement.proofs import OtherAnswersError
from benchmarks.measurement.recorded.facts import write_facts
from benchmarks.measurement.rounds import measure, warm_up

EVENTS, ROUNDS, SMALL = 1_000_000, 3, 10_000


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked, 2 where it failed."""
    chosen = _parser().parse_args(arguments)
    asked = contenders(chosen.events)
    if chosen.events <= MOST_FOR_PEERS:
        ensure(PM4PY)
    small, log = _prepared(SMALL), _prepared(chosen.events)
    try:
        warm_up(log, small, asked)
        rounds = measure(log, asked, rounds=chosen.rounds)
        figures = list(on_questions(rounds, chosen.events))
    except (FailedRunError, OtherAnswersError) as error:
        print(error, file=sys.stderr)
        return 2
    write = report.as_json if chosen.json else report.as_text
    print(write(_title(log, chosen.rounds), figures))
    return 1 if chosen.check and missed(figures) else 0


def _prepared(events: int) -> Made:
    """Return a log of so many events, with all that those need who are asked about it."""
    print(f"Making a log of {events:,} events ...", file=sys.stderr, flush=True)
    log = made(events)
    if events <= MOST_FOR_METRICS:
        write_facts(log)
    return log


def _title(log: Made, rounds: int) -> str:
    peer = f"pm4py {PM4PY.version('pm4py')}, " if log.visits <= MOST_FOR_PEERS else ""
    return (
        f"{log.visits:,} visits of seven stages; seconds on the clock, "
        f"median of {rounds} rounds\n"
        f"Penstock {version('penstock')}, DuckDB {version('duckdb')}, {peer}"
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench measurement", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    told = f"how many events; {EVENTS} unless said otherwise, and pm4py only up to {MOST_FOR_PEERS}"
    parser.add_argument("--events", type=int, default=EVENTS, metavar="N", help=told)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often all take a turn")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
