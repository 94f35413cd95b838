"""Opens cases whose stages all wait for a worker: what a queue of work begins with.

python -m benchmarks.delivery.children.opened_cases ADDRESS CASES
"""

import sys
from contextlib import closing

from benchmarks.delivery.journey import model, opening
from penstock.app import clock
from penstock.app.cases import By
from penstock.app.cases.clerk import Clerk
from penstock.store import open_store


def main(address: str, cases: int) -> None:
    of = model()
    bound = frozenset(stage.id for stage in of.stages)
    with closing(open_store(address)) as store:
        clerk = Clerk(store=store, now=clock.now, bound=bound)
        for number in range(cases):
            case_id = f"C-{number}"
            by = By(actor="Ada", key=f"{case_id}/open")
            clerk.hand_in(opening(case_id, of), case_id, by, of)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
