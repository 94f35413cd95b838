"""How large a row of the log is: what raw inserts are given to write."""

import sqlite3
from contextlib import closing
from statistics import median

from benchmarks.delivery.journey import journey, model
from benchmarks.delivery.places import fresh
from penstock.app import clock
from penstock.app.cases import By
from penstock.app.cases.clerk import Clerk
from penstock.store import open_store
from penstock.store.tables import CASE_EVENT

CASE = "C-1"


def median_bytes() -> int:
    """Return the median size of the rows that a case adds to the log. [B]"""
    with fresh("sqlite") as address:
        _work_a_case(address)
        columns = " + ".join(
            f"length(cast({column.name} as blob))" for column in CASE_EVENT.columns
        )
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as file:
            sizes = [size for (size,) in file.execute(f"select {columns} from case_event")]
    return int(median(sizes))


def _work_a_case(address: str) -> None:
    of = model()
    with closing(open_store(address)) as store:
        clerk = Clerk(store=store, now=clock.now, bound=frozenset())
        for number, command in enumerate(journey(CASE, of)):
            clerk.hand_in(command, CASE, By(actor="Ada", key=f"{CASE}/{number}"), of)
