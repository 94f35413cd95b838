"""Very many open cases: work lists, counts, a worker's start and memory, migration."""

import sys
from collections.abc import Iterator
from contextlib import closing

import psycopg

from benchmarks.common.goals import Figure
from benchmarks.delivery.large.filling import fill
from benchmarks.delivery.large.measuring import Full, figures, nothing
from benchmarks.delivery.places import Kind, fresh
from penstock.app.cases.models import Models
from penstock.app.loading import load, reference_company
from penstock.delivery.models import StreamModel
from penstock.store import open_store

OPEN_CASES = 300_000
FEW_CASES = 3_000


def measured(kinds: tuple[Kind, ...], count: int) -> Iterator[Figure]:
    """Yield the figures for databases of some kinds, each filled anew."""
    models = Models(read=lambda: load(reference_company()).architecture)
    streams = [models.current(stream_id) for stream_id in models.stream_ids]
    for kind in kinds:
        with fresh(kind) as address, fresh(kind) as small:
            _fill(small, streams, FEW_CASES)
            _fill(address, streams, count)
            full = Full(kind=kind, address=address, small=small, models=streams, count=count)
            with closing(open_store(address)) as store:
                yield nothing()
                yield from figures(full, store)


def _fill(address: str, models: list[StreamModel], count: int) -> None:
    kind = address.partition(":")[0]
    print(f"Filling {kind} with {count} cases ...", file=sys.stderr, flush=True)
    with closing(open_store(address)) as store:
        fill(store, models, count)
    if address.startswith("postgresql:"):
        # The server does it by itself some minutes later, and from then on.
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("vacuum (analyze)")
