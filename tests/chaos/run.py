"""Kills clients and served sites, stops servers, fills disks, and says what was lost.

python3 dev.py chaos --kills 10000 --serve-kills 200 --stops 50 --full-disks 100
python3 dev.py chaos --kills 0 --serve-kills 0 --tamper 10000
"""

import argparse
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

import psycopg

from tests.chaos.faults import FAULTS
from tests.chaos.full_disk import filled, small_disk
from tests.chaos.killing import killed
from tests.chaos.killing_the_audit_log import killed as killed_recording
from tests.chaos.own_server import own_server
from tests.chaos.serving import served
from tests.chaos.stopping import stopped
from tests.chaos.tampering import tallied
from tests.chaos.tending import FAULTS as FAULTS_OF_TENDING
from tests.chaos.tending import KILLS_A_TOWN, tended
from tests.chaos.verdict import Verdict
from tests.contract.places import SERVER, own_database

Judge = Callable[[str, Path, argparse.Namespace], int]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 dev.py chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="on each database; 200")
    parser.add_argument("--serve-kills", type=int, default=20, help="of penstock serve; 20")
    parser.add_argument("--audit-kills", type=int, default=0, help="of programs that record; 0")
    parser.add_argument("--tend-kills", type=int, default=0, help="of who looks after homes; 0")
    parser.add_argument("--stops", type=int, default=0, help="of a PostgreSQL server; 0")
    parser.add_argument("--full-disks", type=int, default=0, help="that hold a SQLite file; 0")
    parser.add_argument("--tamper", type=int, default=0, help="with an audit log, so often; 0")
    parser.add_argument("--entries", type=int, default=100_000, help="of that log; 100000")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="any; printed")
    parser.add_argument("--on", choices=["sqlite", "postgresql"], help="one database alone")
    parser.add_argument("--fault", default="", help=f"plant one of: {', '.join(FAULTS)}")
    given = parser.parse_args()
    wrong = 0
    for kind in [given.on] if given.on else ["sqlite", "postgresql"]:
        rounds = (
            (_clients, given.kills),
            (_served, given.serve_kills),
            (_recording, given.audit_kills),
        )
        wrong += sum(_round(each, kind, given) for each, kills in rounds if kills)
        for first in range(0, given.tend_kills, KILLS_A_TOWN):
            wrong += _round(partial(_tended, first=first), kind, given)
    if given.stops:
        wrong += _stops(given)
    for number in range(given.full_disks):
        wrong += _full_disk(number, given)
    if given.tamper:
        wrong += _tampered(given)
    return 1 if wrong else 0


def _stops(given: argparse.Namespace) -> int:
    started = time.monotonic()
    with own_server() as server, tempfile.TemporaryDirectory() as folder:
        verdict = stopped(server, Path(folder), stops=given.stops, seed=given.seed)
    return _said(f"{given.stops} stops of PostgreSQL", verdict, given, started)


def _full_disk(number: int, given: argparse.Namespace) -> int:
    started, spare_bytes = time.monotonic(), 40_000 + number * 4_096
    with tempfile.TemporaryDirectory() as notes, small_disk() as disk:
        verdict, _ = filled(disk, Path(notes), spare_bytes=spare_bytes, seed=given.seed + number)
    return _said(f"a disk with {spare_bytes} bytes", verdict, given, started)


def _tampered(given: argparse.Namespace) -> int:
    started = time.monotonic()
    tally = tallied(
        given.entries, count=given.tamper, seed=given.seed, processes=os.cpu_count() or 1
    )
    print(
        f"{tally.rounds} tamperings with an audit log of {given.entries} entries, "
        f"{len(tally.unfound)} not found; seed {given.seed}, {time.monotonic() - started:.0f} s",
        flush=True,
    )
    for what in tally.unfound[:20]:
        print(f"  {what}")
    return len(tally.unfound)


def _round(judge: Judge, kind: str, given: argparse.Namespace) -> int:
    try:
        with tempfile.TemporaryDirectory() as folder, _address(kind, folder) as address:
            return judge(address, Path(folder), given)
    except psycopg.OperationalError as error:
        print(f"PostgreSQL is left out: {str(error).strip()}")
        return 1


def _address(kind: str, folder: str) -> AbstractContextManager[str]:
    if kind == "sqlite":
        return nullcontext(f"sqlite:///{folder}/cases.db")
    return own_database(SERVER, f"penstock_chaos_{os.getpid()}")


def _clients(address: str, folder: Path, given: argparse.Namespace) -> int:
    started = time.monotonic()
    verdict = killed(address, folder, kills=given.kills, seed=given.seed, fault=given.fault)
    what = f"{address.partition(':')[0]}: {given.kills} kills of clients"
    return _said(what, verdict, given, started)


def _served(address: str, folder: Path, given: argparse.Namespace) -> int:
    started = time.monotonic()
    kills, seed, fault = given.serve_kills, given.seed, given.fault
    verdict, house = served(address, folder, kills=kills, seed=seed, fault=fault)
    what = f"{address.partition(':')[0]}: {kills} kills of penstock, {house.left} amid work"
    return _said(what, verdict, given, started)


def _tended(address: str, folder: Path, given: argparse.Namespace, *, first: int) -> int:
    """Kill who looks after homes: each town has work for so many kills, and no more."""
    started, kills = time.monotonic(), min(KILLS_A_TOWN, given.tend_kills - first)
    fault = given.fault if given.fault in FAULTS_OF_TENDING else ""
    verdict = tended(address, folder, kills=kills, seed=given.seed + first, fault=fault)
    what = f"{address.partition(':')[0]}: {kills} kills of devices listen and tend"
    return _said(f"{what}, {verdict.left} amid work", verdict, given, started)


def _recording(address: str, folder: Path, given: argparse.Namespace) -> int:
    started, notes = time.monotonic(), folder / "notes"
    notes.mkdir()
    judged = killed_recording(address, notes, kills=given.audit_kills, seed=given.seed)
    print(
        f"{address.partition(':')[0]}: {given.audit_kills} kills of programs that record, "
        f"{judged.answered} answers, {judged.entries} entries, {len(judged.wrong)} wrong; "
        f"seed {given.seed}, {time.monotonic() - started:.0f} s",
        flush=True,
    )
    for sentence in judged.wrong[:20]:
        print(f"  {sentence}")
    return len(judged.wrong)


def _said(what: str, verdict: Verdict, given: argparse.Namespace, started: float) -> int:
    print(
        f"{what}, {verdict.answered} answers, "
        f"{verdict.cases} cases, {verdict.events} events, {len(verdict.wrong)} wrong; "
        f"seed {given.seed}, {time.monotonic() - started:.0f} s",
        flush=True,
    )
    for sentence in verdict.wrong[:20]:
        print(f"  {sentence}")
    return len(verdict.wrong)


if __name__ == "__main__":
    sys.exit(main())
