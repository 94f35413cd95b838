"""A worker that has just been started: says when it does its first job, and goes on for a while.

It ends with the most memory it has used, in KiB.

python -m benchmarks.delivery.children.first_claim ADDRESS BATCHES
"""

import resource
import sys
from collections.abc import Mapping
from contextlib import closing

from benchmarks.delivery.large.filling import CONTENT
from penstock.app import clock
from penstock.app.bell import Bell
from penstock.app.cases import Cases
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.crew import crew
from penstock.app.cases.models import Models
from penstock.app.cases.working import Facts
from penstock.app.loading import load, reference_company
from penstock.store import open_store


class Telling:
    """Work that makes nothing, and says when it is called for the first time."""

    def __init__(self) -> None:
        self._is_first = True

    def __call__(self, _facts: Facts) -> Mapping[str, bytes]:
        if self._is_first:
            print("claimed", flush=True)
            self._is_first = False
        return {}


def main(address: str, batches: int) -> None:
    blobs = MemoryBlobs()
    blobs.put(CONTENT)
    with closing(open_store(address)) as store:
        cases = Cases(
            store=store,
            models=Models(read=lambda: load(reference_company()).architecture),
            blobs=blobs,
            now=clock.now,
        )
        work = dict.fromkeys((count.stage_id for count in store.counts()), Telling())
        workers = crew(cases, work=work, bell=Bell(), name="worker-1", tell=print)
        for _ in range(batches):
            workers.once()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
