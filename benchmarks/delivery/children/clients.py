"""Clients, each a thread, that bring cases of their own from the first command to the last.

python -m benchmarks.delivery.children.clients ADDRESS CASES CLIENTS (handle | use-cases)
"""

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import perf_counter

from benchmarks.delivery.children.turn import take
from benchmarks.delivery.journey import journey, model
from penstock.app import clock
from penstock.app.cases import By, Cases
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.clerk import Clerk
from penstock.app.cases.models import Models
from penstock.app.loading import load, reference_company
from penstock.delivery import commands as do
from penstock.delivery.handling import Request, handle
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store
from penstock.store import open_store

HandIn = Callable[[do.Command, str, str], object]


def main(address: str, cases: int, clients: int, way: str) -> None:
    store = open_store(address)
    of = model()
    hand_in = {"handle": _by_handle, "use-cases": _by_use_cases}[way](store, of)
    ids = [f"C-{number}" for number in range(cases)]
    shares = [ids[client::clients] for client in range(clients)]

    def work() -> dict[str, float]:
        with ThreadPoolExecutor(clients) as threads:
            answered = threads.map(partial(_client, hand_in, of), shares)
            seconds = sorted(each for client in answered for each in client)
        return {
            "p50_ms": _percentile(seconds, 0.50) * 1000,
            "p99_ms": _percentile(seconds, 0.99) * 1000,
        }

    take(work)
    store.close()


def _client(hand_in: HandIn, of: StreamModel, case_ids: Sequence[str]) -> list[float]:
    """Work cases one after another, and return how long each command took. [s]"""
    seconds = []
    for case_id in case_ids:
        for number, command in enumerate(journey(case_id, of)):
            begun = perf_counter()
            hand_in(command, case_id, f"{case_id}/{number}")
            seconds.append(perf_counter() - begun)
    return seconds


def _by_handle(store: Store, of: StreamModel) -> HandIn:
    """Return what every interface comes to in the end: one command, one transaction."""
    rules = Clerk(store=store, now=clock.now, bound=frozenset()).rules(of)

    def hand_in(command: do.Command, case_id: str, key: str) -> object:
        request = Request(
            command_id=key, case_id=case_id, command=command, actor="Ada", at=clock.now()
        )
        return handle(request, store, rules, stream_id=of.stream_id)

    return hand_in


def _by_use_cases(store: Store, of: StreamModel) -> HandIn:
    """Return the use cases that the command line and the pages call."""
    clerk = Clerk(store=store, now=clock.now, bound=frozenset())
    models = Models(read=lambda: load(reference_company()).architecture)
    cases = Cases(store=store, models=models, blobs=MemoryBlobs(), now=clock.now)

    def hand_in(command: do.Command, case_id: str, key: str) -> object:
        by = By(actor="Ada", key=key)
        if isinstance(command, do.Open):
            # Use cases open what the documents say, and this model says less.
            return clerk.hand_in(command, case_id, by, of)
        return cases.act(case_id, command, by)

    return hand_in


def _percentile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
