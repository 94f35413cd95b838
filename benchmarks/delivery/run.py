"""Cases through seven stages: this engine, raw inserts and peers, side by side.

python3 dev.py bench delivery [--check] [--cases N] [--rounds N] [--json]
python3 dev.py bench delivery --large [--check] [--open N] [--json]
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
from benchmarks.delivery.large import run as large
from benchmarks.delivery.places import SERVER, SERVER_VARIABLE, Kind, server_version
from benchmarks.delivery.proofs import UnfairError
from benchmarks.delivery.rounds import measure

CASES = 100
ROUNDS = 5


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked."""
    chosen = _parser().parse_args(arguments)
    if chosen.large:
        return _large(chosen)
    for environment in (DBOS, PROCRASTINATE, SPIFF):
        ensure(environment)
    try:
        figures = _measured(cases=chosen.cases, rounds=chosen.rounds)
    except (FailedRunError, UnfairError) as error:
        print(error, file=sys.stderr)
        return 2
    what = (
        f"{chosen.cases} cases through 7 stages, transitions a second, "
        f"median of {chosen.rounds} rounds\n{_peers()}"
    )
    return _told(what, figures, chosen)


def _large(chosen: argparse.Namespace) -> int:
    kinds: tuple[Kind, ...] = ("sqlite", "postgresql") if _has_postgresql() else ("sqlite",)
    try:
        figures = list(large.measured(kinds, chosen.open))
    except (FailedRunError, UnfairError) as error:
        print(error, file=sys.stderr)
        return 2
    return _told(f"{chosen.open} open cases", figures, chosen)


def _told(what: str, figures: Sequence[Figure], chosen: argparse.Namespace) -> int:
    write = report.as_json if chosen.json else report.as_text
    print(write(f"{what}\n{_machine()}", figures))
    return 1 if chosen.check and missed(figures) else 0


def _has_postgresql() -> bool:
    if server_version():
        return True
    print(
        f"No PostgreSQL answers at {SERVER}, so only SQLite is measured. "
        f"{SERVER_VARIABLE} names another.",
        file=sys.stderr,
    )
    return False


def _measured(*, cases: int, rounds: int) -> list[Figure]:
    row_bytes = median_bytes()
    sqlite, postgresql = on_sqlite(row_bytes=row_bytes), on_postgresql(row_bytes=row_bytes)
    if _has_postgresql():
        samples = measure([*sqlite.all, *postgresql.all], cases=cases, rounds=rounds)
        return [*sqlite.figures(samples), *postgresql.figures(samples)]
    return list(sqlite.figures(measure(sqlite.all, cases=cases, rounds=rounds)))


def _peers() -> str:
    return (
        f"DBOS {DBOS.version('dbos')}, procrastinate {PROCRASTINATE.version('procrastinate')}, "
        f"SpiffWorkflow {SPIFF.version('spiffworkflow')}"
    )


def _machine() -> str:
    return (
        f"Penstock {version('penstock')}, SQLite {sqlite3.sqlite_version}, "
        f"PostgreSQL {server_version() or 'none'}\n"
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench delivery", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    parser.add_argument("--cases", type=int, default=CASES, help="how many cases a turn has")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often all take a turn")
    parser.add_argument("--large", action="store_true", help="measure very many open cases")
    parser.add_argument("--open", type=int, default=large.OPEN_CASES, help="how many are open")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
