"""Consents in a database: does finding a customer's take longer among many than among few?"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.common.goals import Figure
from benchmarks.governance.boundary import consent_of, question_about
from penstock.delivery.canonical import writer
from penstock.governance.consent.changing import narrowed
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import ConsentRegister
from penstock.store import open_store

FEW, MANY, ASKED, ROUNDS = 5_000, 100_000, 5_000, 5
# How much longer among twenty times as many; the tree of an index is a level deeper at the most.
GROWTH_GOAL = 1.5
_STRIDE = 7_919


def figures() -> Iterator[Figure]:
    """Yield all figures."""
    with TemporaryDirectory() as folder:
        few = finding(Path(folder) / "few.db", consents=FEW)
        many = finding(Path(folder) / "many.db", consents=MANY)
    for consents, runs in ((FEW, few), (MANY, many)):
        name = f"a customer's consent, found in SQLite among {consents:,}"
        yield Figure(name=name, value=median(runs), unit="ms", runs=runs)
    growth = min(many) / min(few)
    yield Figure(name="  times as long", value=growth, unit="x", at_most=GROWTH_GOAL)


def finding(file: Path, *, consents: int, asked: int = ASKED) -> tuple[float, ...]:
    """Return what it takes to find the candidate for a question, in each round. [ms]

    Every consent has two versions, so that the latest has to be told from the one before.
    """
    with closing(open_store(f"sqlite:///{file}")) as store:
        _fill(file, consents)
        return tuple(_round(store.consents.of_customer, consents, asked) for _ in range(ROUNDS))


def _round(of_customer: Callable[[str], Sequence[Consent]], consents: int, count: int) -> float:
    asked = [question_about(number * _STRIDE % consents) for number in range(count)]
    begun = process_time()
    for each in asked:
        found = ConsentRegister(of_customer(each.object.subject)).candidate(each)
        assert found is not None
        assert found.version == 2
    return (process_time() - begun) / count * 1000


def _fill(file: Path, consents: int) -> None:
    """Write consents past the store: one by one, each its own COMMIT, would take minutes."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany("insert into consent values (?, ?, ?, ?)", _rows(consents))


def _rows(consents: int) -> Iterator[tuple[str, int, str, str]]:
    for number in range(consents):
        first = replace(consent_of(number), version=1)
        for each in (first, narrowed(first, end=first.end)):
            yield each.id, each.version, each.customer, _write(each)


_write = writer(Consent)
