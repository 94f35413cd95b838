"""How late timers fire when a hundred come due each second: 99 of 100, and the latest.

python -m benchmarks.timers.lateness sqlite:///FILE [SECONDS]
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from statistics import quantiles
from threading import Timer as After

from sqlalchemy import create_engine, select

from penstock.app import clock
from penstock.app.bell import Bell
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.crew import crew
from penstock.app.cases.models import Models
from penstock.app.cases.opening import clearance_before
from penstock.app.cases.sources import Source
from penstock.app.cases.usecases import Cases
from penstock.app.loading import load, reference_company
from penstock.delivery import commands as do
from penstock.delivery.handling import Request, Rules, handle
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.ports import Store
from penstock.governance.service_levels.calendars import MINUTES_OF_A_DAY, Calendar, Hours
from penstock.governance.service_levels.deadlines import DueBreached
from penstock.store import open_store
from penstock.store.tables import CASE_EVENT

A_SECOND = 100
ALWAYS = Calendar(
    id="always",
    version=1,
    zone="UTC",
    week=((Hours(opens=0, closes=MINUTES_OF_A_DAY),),) * 7,
    holidays=frozenset(),
    first_year=2020,
    last_year=2100,
)
MODEL = StreamModel(
    stream_id="T-01",
    name="Timed",
    stages=(StageModel(id="T-01.1", name="Wait", inputs=("Never",), service_level="1 minute"),),
    calendar=ALWAYS,
)


def _fill(store: Store, first_due: datetime, seconds: int) -> None:
    rules = Rules(current=lambda _: MODEL, bound=frozenset(), answer=lambda case: case.case_id)
    request = Request(command_id="", case_id="", command=do.Close(), actor="bench", at=first_due)
    for number in range(seconds * A_SECOND):
        case_id = f"T-{number:06}"
        opened = first_due - timedelta(minutes=1) + timedelta(seconds=number / A_SECOND)
        command = do.Open(case_id=case_id, product="", customer="")
        asked = replace(request, command_id=case_id, case_id=case_id, command=command, at=opened)
        handle(asked, store, rules, stream_id=MODEL.stream_id)


def _late_s(address: str) -> Iterator[float]:
    """Yield by how many seconds each breach was late when the database had it."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    told = select(CASE_EVENT.c.recorded_at, CASE_EVENT.c.content)
    with engine.connect() as connection:
        for row in connection.execute(told.where(CASE_EVENT.c.type == DueBreached.__name__)):
            due = datetime.fromisoformat(json.loads(row.content)["at"])
            yield (row.recorded_at - due).total_seconds()
    engine.dispose()


def main() -> None:
    address, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 30
    with closing(open_store(address)) as store:
        cases = Cases(
            store=store,
            models=Models(read=lambda: load(reference_company()).architecture),
            blobs=MemoryBlobs(),
            now=clock.now,
            clearance=partial(
                clearance_before,
                address,
                store,
                source=Source(None),
                item_type=lambda _stream, _item: None,
            ),
        )
        # Filling takes a while, and the warnings that come first are fired like the rest.
        first_due = clock.now() + timedelta(seconds=seconds * A_SECOND / 100 + 5)
        _fill(store, first_due, seconds)
        bell = Bell()
        wait_s = (first_due - clock.now()).total_seconds() + seconds + 3
        print(f"filled; firing for {wait_s:.0f} s", flush=True)
        After(wait_s, bell.stop).start()
        crew(cases, work={}, bell=bell, name="bench", tell=print).until_stopped()
    late = sorted(_late_s(address))
    p50, p99 = quantiles(late, n=100)[49], quantiles(late, n=100)[98]
    print(
        f"{len(late)} timers, {A_SECOND} due each second: late by {p50:.3f} s (p50), "
        f"{p99:.3f} s (p99), {late[-1]:.3f} s (most)"
    )


if __name__ == "__main__":
    main()
