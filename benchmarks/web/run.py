"""The web application under load: pages, listeners, memory, and an orderly end.

python3 dev.py bench web [--postgresql] [--check] [--cases N] [--seconds N] [--json]
"""

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.common import report
from benchmarks.common.environments import variables
from benchmarks.common.goals import Figure, missed
from benchmarks.common.measuring import FailedRunError
from benchmarks.delivery.large.measuring import nothing
from benchmarks.delivery.places import Kind, server_version
from benchmarks.web.making import made
from benchmarks.web.measuring import Load, UnfairError, figures

CASES, RATE, SECONDS, LISTENERS = 300_000, 20.0, 600.0, 500


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and return 1 where a goal is missed and somebody asked."""
    chosen = _parser().parse_args(arguments)
    kind: Kind = "postgresql" if chosen.postgresql else "sqlite"
    if kind == "postgresql" and not server_version():
        print("No PostgreSQL answers. PENSTOCK_BENCH_SERVER names one.", file=sys.stderr)
        return 2
    # Whoever signs in here and whoever serves write to one audit log.
    os.environ["PENSTOCK_AUDIT_KEY"] = variables()["PENSTOCK_AUDIT_KEY"]
    load = Load(rate=chosen.rate, seconds=chosen.seconds, listeners=chosen.listeners)
    try:
        found = [nothing(), *figures(made(kind, chosen.cases), load)]
    except (FailedRunError, UnfairError) as error:
        print(error, file=sys.stderr)
        return 2
    return _told(found, chosen)


def _told(found: Sequence[Figure], chosen: argparse.Namespace) -> int:
    title = f"{chosen.cases:,} open cases\n{_machine()}"
    write = report.as_json if chosen.json else report.as_text
    print(write(title, found))
    return 1 if chosen.check and missed(found) else 0


def _machine() -> str:
    return (
        f"Penstock {version('penstock')}, SQLite {sqlite3.sqlite_version}, "
        f"PostgreSQL {server_version() or 'none'}\n"
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench web", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    parser.add_argument("--postgresql", action="store_true", help="keep the cases there")
    parser.add_argument("--cases", type=int, default=CASES, help="how many are open")
    parser.add_argument("--rate", type=float, default=RATE, help="looks a second")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for how long")
    parser.add_argument("--listeners", type=int, default=LISTENERS, help="how many listen")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
