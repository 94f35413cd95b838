"""Workflows of seven steps, on DBOS Transact.

python -m benchmarks.delivery.children.dbos_cases ADDRESS (queue | work) CASES AT_ONCE
"""

import os
import sys
import time

import psycopg
from dbos import DBOS, SetWorkflowID

from benchmarks.delivery.children.turn import take

STAGES = 7
QUEUE = "cases"
# The default, a second, would be all that is measured.
POLLING_S = 0.01
_PAUSE_S = 0.01
UNDONE = "select count(*) from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')"


@DBOS.step()
def stage(case_id: str, number: int) -> str:
    return f"{case_id}/{number}"


@DBOS.workflow()
def case(case_id: str) -> str:
    for number in range(STAGES):
        stage(case_id, number)
    return case_id


def main(address: str, part: str, cases: int, at_once: int) -> None:
    settings = {
        "name": "bench",
        "system_database_url": address,
        "application_version": "1",
        "executor_id": f"worker-{os.getpid()}",
        "log_level": "ERROR",
    }
    DBOS(config=settings)
    if part == "queue":
        DBOS.listen_queues([])
        DBOS.launch()
        _queue(cases, at_once)
    else:
        take(lambda: _work(address))
    DBOS.destroy()


def _queue(cases: int, at_once: int) -> None:
    queue = DBOS.register_queue(QUEUE, worker_concurrency=at_once, polling_interval_sec=POLLING_S)
    for number in range(cases):
        with SetWorkflowID(f"C-{number}"):
            queue.enqueue(case, f"C-{number}")


def _work(address: str) -> dict[str, float]:
    # It begins with the work as soon as it is launched.
    DBOS.launch()
    with psycopg.connect(address, autocommit=True) as connection:
        while connection.execute(UNDONE).fetchone() != (0,):
            time.sleep(_PAUSE_S)
    return {}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
