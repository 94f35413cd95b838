"""Kills clients of each database for as long as is asked, and says what was lost.

python3 dev.py chaos --kills 10000
"""

import argparse
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from tests.chaos.faults import FAULTS
from tests.chaos.killing import killed
from tests.contract.places import SERVER, own_database


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 dev.py chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="on each database; 200")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="any; printed")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], help="one database alone")
    parser.add_argument("--fault", default="", help=f"plant one of: {', '.join(FAULTS)}")
    given = parser.parse_args()
    wrong = 0
    for kind in [given.on] if given.on else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as folder:
            wrong += _round(kind, Path(folder), given)
    return 1 if wrong else 0


def _round(kind: str, folder: Path, given: argparse.Namespace) -> int:
    if kind == "sqlite":
        return _judge(f"sqlite:///{folder / 'cases.db'}", folder, given)
    try:
        with own_database(SERVER, f"penstock_chaos_{os.getpid()}") as address:
            return _judge(address, folder, given)
    except psycopg.OperationalError as error:
        print(f"PostgreSQL is left out: {str(error).strip()}")
        return 1


def _judge(address: str, folder: Path, given: argparse.Namespace) -> int:
    started = time.monotonic()
    verdict = killed(address, folder, kills=given.kills, seed=given.seed, fault=given.fault)
    print(
        f"{address.partition(':')[0]}: {given.kills} kills, {verdict.answered} answers, "
        f"{verdict.cases} cases, {verdict.events} events, {len(verdict.wrong)} wrong; "
        f"seed {given.seed}, {time.monotonic() - started:.0f} s",
        flush=True,
    )
    for sentence in verdict.wrong[:20]:
        print(f"  {sentence}")
    return len(verdict.wrong)


if __name__ == "__main__":
    sys.exit(main())
