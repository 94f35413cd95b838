"""The store that is measured: made once, and kept for the next call."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from benchmarks.common.environments import SCRATCH
from benchmarks.delivery.places import SERVER, Kind
from benchmarks.web import filling
from penstock.app.cases.opening import opened
from penstock.app.cases.usecases import Cases
from penstock.app.loading import reference_company
from penstock.app.signing_in import signing_in_to
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Wanted
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.identity.tokens import Scope
from penstock.store import open_store

FOLDER = SCRATCH / "web"
# Who looks at pages: work on both sides, decisions, and those who serve both sides.
VISITORS = (
    "Sales Consultant - AES",
    "Solar Design Engineer",
    "VP, Operations & Delivery - AES",
    "Customer Service Representative",
    "Billing Specialist",
    "Director of Field Operations",
    "Corporate Accountant",
    "Chief Financial Officer (CFO)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A store with its cases.

    Args:
        kind: What it is kept in.
        address: Where.
        count: How many cases are open.
        models: The streams.
    """

    kind: Kind
    address: str
    count: int
    models: Sequence[StreamModel]


def made(kind: Kind, count: int) -> Made:
    """Return the store with so many open cases, made now unless it was before."""
    with opened("memory:", folder=reference_company()) as cases:
        models = tuple(map(cases.models.current, cases.models.stream_ids))
    name = f"{kind}_{count}_{_mark(models)}"
    address = _sqlite(name) if kind == "sqlite" else f"{SERVER}/penstock_bench_web_{name}"
    found = Made(kind=kind, address=address, count=count, models=models)
    stamp = FOLDER / f"{name}.made"
    if not stamp.exists():
        print(f"Making {count:,} open cases in {kind} ...", file=sys.stderr, flush=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        _empty(found)
        _fill(found)
        stamp.touch()
    return found


def _mark(models: Sequence[StreamModel]) -> str:
    """Return what changes with the streams, and with how their cases are made."""
    said = [Path(filling.__file__).read_text("utf-8"), *(each.fingerprint for each in models)]
    return sha256("".join(said).encode()).hexdigest()[:8]


def _sqlite(name: str) -> str:
    return f"sqlite:///{FOLDER / name / 'cases.db'}"


def _empty(wanted: Made) -> None:
    """Remove what a call that was stopped has left, and make an empty database."""
    if wanted.kind == "sqlite":
        folder = Path(wanted.address.removeprefix("sqlite:///")).parent
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return
    name = sql.Identifier(wanted.address.rpartition("/")[2])
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        connection.execute(sql.SQL("create database {}").format(name))


def _fill(wanted: Made) -> None:
    with closing(open_store(wanted.address)) as store:
        filling.fill(store, wanted.models, wanted.count)
    with opened(wanted.address, folder=reference_company()) as cases:
        _enter_people(cases, filling.people(wanted.models))
    if wanted.kind == "postgresql":
        # The server does it by itself some minutes later, and from then on.
        with psycopg.connect(wanted.address, autocommit=True) as connection:
            connection.execute("vacuum (analyze)")


def _enter_people(cases: Cases, people: Mapping[str, Sequence[str]]) -> None:
    since = filling.UNTIL - timedelta(days=filling.DAYS)
    begun = tuple(
        Holding(person=person, role=role, since=since)
        for role, persons in people.items()
        for person in persons
    )
    cases.store.people.change(Change(begun=begun), by="HR", reason="joined")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is signed in.

    Args:
        name: Who.
        session: What their browser brings along.
        token: What a program of theirs brings along.
        cases: Some open cases that they may see.
    """

    name: str
    session: str
    token: str
    cases: Sequence[str]


def signed_in(store: Made) -> Sequence[Person]:
    """Let people of both sides in, as a provider that vouches for them would."""
    people = filling.people(store.models)
    with opened(store.address, folder=reference_company()) as cases:
        return [_signed_in(cases, people[role][0]) for role in VISITORS]


def _signed_in(cases: Cases, person: str) -> Person:
    signing_in = signing_in_to(cases)
    begun = signing_in.doorkeeper.let_in(person, by="bench")
    token = signing_in.tokens.make(person, name="bench", scope=Scope.READ, lasts=timedelta(days=1))
    own = cases.seen_by(begun.visitor.asker)
    found = own.find(Wanted(status="open", limit=200))
    return Person(
        name=person,
        session=begun.session_id,
        token=token.text,
        cases=tuple(each.case_id for each in found),
    )
