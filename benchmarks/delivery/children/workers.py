"""The product's worker, with work that does nothing; what it has done, it passes the gate of.

It takes so many jobs at once, and passes as many gates at once.

python -m benchmarks.delivery.children.workers ADDRESS NAME MOST
"""

import random
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.delivery.children.turn import take
from benchmarks.delivery.journey import gates, model
from penstock.app import clock
from penstock.app.cases import Cases
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.clerk import Clerk
from penstock.app.cases.models import Models
from penstock.app.cases.opening import clearance_before
from penstock.app.cases.sources import Source
from penstock.app.cases.worker import Worker
from penstock.app.cases.working import Facts
from penstock.app.loading import load, reference_company
from penstock.delivery.handling import Request, handle, handle_all
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store, Wanted
from penstock.store import open_store

_PAUSE_S = 0.002


@dataclass(frozen=True, kw_only=True)
class Gatekeeper:
    """Whoever passes the gates of stages that a worker has just done."""

    store: Store
    clerk: Clerk
    of: StreamModel
    done: list[tuple[str, str]] = field(default_factory=list)

    def work(self, facts: Facts) -> Mapping[str, bytes]:
        """Do nothing, and remember where."""
        self.done.append((facts.case_id, facts.stage_id))
        return {}

    def pass_gates(self, *, at_once: int) -> None:
        rules = self.clerk.rules(self.of)
        requests = [self._gate(*each) for each in sorted(self.done)]
        self.done.clear()
        for start in range(0, len(requests), at_once):
            if at_once == 1:
                handle(requests[start], self.store, rules)
            else:
                handle_all(requests[start : start + at_once], self.store, rules)

    def _gate(self, case_id: str, stage_id: str) -> Request:
        return Request(
            command_id=f"{case_id}/{stage_id}/pass",
            case_id=case_id,
            command=gates(self.of)[stage_id],
            actor="Vera",
            at=clock.now(),
        )


def main(address: str, name: str, most: int) -> None:
    of, store = model(), open_store(address)
    bound = frozenset(stage.id for stage in of.stages)
    clerk = Clerk(store=store, now=clock.now, bound=bound)
    gatekeeper = Gatekeeper(store=store, clerk=clerk, of=of)
    worker = Worker(
        clearance=clearance_before(
            address, store, name, source=Source(None), item_type=lambda _stream, _item: None
        ),
        cases=Cases(
            store=store,
            models=Models(read=lambda: load(reference_company()).architecture),
            blobs=MemoryBlobs(),
            now=clock.now,
            bound=bound,
        ),
        work=dict.fromkeys(bound, gatekeeper.work),
        name=name,
        jitter=random.random,
        most=most,
    )
    take(lambda: _run(worker, gatekeeper))
    store.close()


def _run(worker: Worker, gatekeeper: Gatekeeper) -> dict[str, float]:
    """Work until no case is open, by whomever."""
    while True:
        if worker.once():
            gatekeeper.pass_gates(at_once=worker.most)
        elif not worker.cases.store.find(Wanted(status="open", limit=1)):
            return {}
        else:
            time.sleep(_PAUSE_S)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
