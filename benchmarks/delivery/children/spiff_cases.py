"""Processes of seven tasks, on SpiffWorkflow, each state written and committed after each task.

python -m benchmarks.delivery.children.spiff_cases ADDRESS CASES
"""

import io
import sqlite3
import sys
from collections.abc import Callable
from itertools import pairwise

import psycopg
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from benchmarks.delivery.children.turn import take

STAGES = 7
TABLE = "create table spiff (case_id text primary key, state text not null)"
KEEP = (
    "insert into spiff values ({mark}, {mark}) "
    "on conflict (case_id) do update set state = excluded.state"
)
_FORM = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  id="cases" targetNamespace="cases">
  <bpmn:process id="case" isExecutable="true">{elements}</bpmn:process>
</bpmn:definitions>"""


def main(address: str, cases: int) -> None:
    open_ = _sqlite if address.startswith("sqlite:///") else _postgresql
    keep = open_(address)
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(_process().encode()))
    specification = parser.get_spec("case")
    serializer = BpmnWorkflowSerializer()

    def work() -> dict[str, float]:
        for number in range(cases):
            workflow = BpmnWorkflow(specification)
            workflow.do_engine_steps()
            keep(f"C-{number}", serializer.serialize_json(workflow))
            while not workflow.is_completed():
                workflow.get_next_task(state=TaskState.READY).run()
                workflow.do_engine_steps()
                keep(f"C-{number}", serializer.serialize_json(workflow))
        return {}

    take(work)


def _process() -> str:
    """Return seven manual tasks, one after another."""
    stages = [f"stage_{number}" for number in range(1, STAGES + 1)]
    names = ["begin", *stages, "finish"]
    kinds = ["startEvent", *["manualTask"] * STAGES, "endEvent"]
    elements = [
        f'<bpmn:{kind} id="{name}" name="{name}"/>' for name, kind in zip(names, kinds, strict=True)
    ]
    flows = [
        f'<bpmn:sequenceFlow id="after_{here}" sourceRef="{here}" targetRef="{there}"/>'
        for here, there in pairwise(names)
    ]
    return _FORM.format(elements="".join(elements + flows))


def _sqlite(address: str) -> Callable[[str, str], object]:
    connection = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute(TABLE)
    statement = KEEP.format(mark="?")
    return lambda case_id, state: connection.execute(statement, (case_id, state))


def _postgresql(address: str) -> Callable[[str, str], object]:
    connection = psycopg.connect(address, autocommit=True)
    connection.execute(TABLE)
    statement = KEEP.format(mark="%s")
    return lambda case_id, state: connection.execute(statement, (case_id, state), prepare=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
