"""Cases through seven stages: this engine, raw inserts and peers, side by side.

python3 dev.py bench delivery [--check] [--cases N] [--rounds N] [--json]
"""

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.common import report
from benchmarks.common.environments import ensure
from benchmarks.common.goals import Figure, missed
from benchmarks.common.measuring import FailedRunError
from benchmarks.delivery.contenders import DBOS, PROCRASTINATE, SPIFF
from benchmarks.delivery.event_rows import median_bytes
from benchmarks.delivery.figures import on_postgresql, on_sqlite
from benchmarks.delivery.places import SERVER, SERVER_VARIABLE, server_version
from benchmarks.delivery.proofs import UnfairError
from benchmarks.delivery.rounds import measure

CASES = 30
ROUNDS = 5


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked."""
    chosen = _parser().parse_args(arguments)
    for environment in (DBOS, PROCRASTINATE, SPIFF):
        ensure(environment)
    try:
        figures = _measured(cases=chosen.cases, rounds=chosen.rounds)
    except (FailedRunError, UnfairError) as error:
        print(error, file=sys.stderr)
        return 2
    write = report.as_json if chosen.json else report.as_text
    print(write(_title(chosen.cases, chosen.rounds), figures))
    return 1 if chosen.check and missed(figures) else 0


def _measured(*, cases: int, rounds: int) -> list[Figure]:
    row_bytes = median_bytes()
    sqlite, postgresql = on_sqlite(row_bytes=row_bytes), on_postgresql(row_bytes=row_bytes)
    if server_version():
        samples = measure([*sqlite.all, *postgresql.all], cases=cases, rounds=rounds)
        return [*sqlite.figures(samples), *postgresql.figures(samples)]
    print(
        f"No PostgreSQL answers at {SERVER}, so only SQLite is measured. "
        f"{SERVER_VARIABLE} names another.",
        file=sys.stderr,
    )
    return list(sqlite.figures(measure(sqlite.all, cases=cases, rounds=rounds)))


def _title(cases: int, rounds: int) -> str:
    peers = (
        f"DBOS {DBOS.version('dbos')}, procrastinate {PROCRASTINATE.version('procrastinate')}, "
        f"SpiffWorkflow {SPIFF.version('spiffworkflow')}"
    )
    return (
        f"{cases} cases through 7 stages, transitions a second, median of {rounds} rounds\n"
        f"Penstock {version('penstock')}, SQLite {sqlite3.sqlite_version}, "
        f"PostgreSQL {server_version() or 'none'}, {peers}\n"
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench delivery", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    parser.add_argument("--cases", type=int, default=CASES, help="how many cases a turn has")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often all take a turn")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
