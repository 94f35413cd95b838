"""Prove before believing: what an engine has left behind has to be all that it was asked for."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg

from benchmarks.delivery.journey import model, transitions
from penstock.store import open_store
from penstock.store.sql import SqlStore

STAGES = 7
# SpiffWorkflow's number for a task that was completed.
_COMPLETED = 64
_SAMPLE = 5
Ask = Callable[[str], list[tuple[Any, ...]]]


class UnfairError(Exception):
    """An engine has left out a part of its work: its time could not be compared."""


def rows(address: str, expected: int) -> int:
    """Prove that raw rows are there, and return how many."""
    with _asking(address) as ask:
        return _same("raw rows", ask("select count(*) from raw")[0][0], expected)


def our_cases(address: str, cases: int) -> int:
    """Prove that each command was answered once and each case is closed; return the commands."""
    with _asking(address) as ask:
        closed = ask("select count(*) from case_state where status = 'closed'")[0][0]
        commands = ask("select count(*) from command_log")[0][0]
        kinds = dict(ask("select type, count(*) from case_event group by type"))
        jobs = ask("select count(*) from job")[0][0]
    _same("closed cases", closed, cases)
    _same("jobs left", jobs, 0)
    for kind in ("StageStarted", "StageWorked", "GatePassed"):
        _same(f"events {kind}", kinds.get(kind, 0), cases * STAGES)
    _same("broken logs", _broken_logs(address, cases), 0)
    return _same("commands", commands, cases * transitions(model()))


def dbos(address: str, cases: int) -> int:
    """Prove that all workflows succeeded, and return the steps whose results are kept."""
    with _asking(address) as ask:
        done = ask("select count(*) from dbos.workflow_status where status = 'SUCCESS'")[0][0]
        steps = ask("select count(*) from dbos.operation_outputs")[0][0]
    _same("workflows", done, cases)
    return _same("steps", steps, cases * STAGES)


def procrastinate(address: str, cases: int) -> int:
    """Prove that every case had all of its jobs, and return them."""
    done = "from procrastinate_jobs where status = 'succeeded'"
    with _asking(address) as ask:
        last = ask(f"select count(*) {done} and args ->> 'number' = '{STAGES}'")[0][0]
        jobs = ask(f"select count(*) {done}")[0][0]
    _same("last jobs", last, cases)
    return _same("jobs", jobs, cases * STAGES)


def spiff(address: str, cases: int) -> int:
    """Prove that each kept state has all tasks completed; return the tasks and the beginnings."""
    with _asking(address) as ask:
        states = [json.loads(state) for (state,) in ask("select state from spiff")]
    done = [
        task
        for state in states
        for task in state["tasks"].values()
        if task["task_spec"].startswith("stage_") and task["state"] == _COMPLETED
    ]
    _same("states", len(states), cases)
    return _same("tasks", len(done), cases * STAGES) + cases


def _same(what: str, found: int, expected: int) -> int:
    if found != expected:
        raise UnfairError(f"There are {found} {what}, where {expected} were expected.")
    return found


def _broken_logs(address: str, cases: int) -> int:
    """Return in how many of some cases the chain of hashes is broken."""
    store = open_store(address)
    assert isinstance(store, SqlStore)
    with closing(store):
        sample = [f"C-{number}" for number in range(0, cases, max(1, cases // _SAMPLE))]
        return sum(store.first_broken(case_id) is not None for case_id in sample)


@contextmanager
def _asking(address: str) -> Iterator[Ask]:
    if address.startswith("sqlite:///"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as file:
            yield lambda question: file.execute(question).fetchall()
    else:
        with psycopg.connect(address) as connection:
            yield lambda question: connection.execute(question.encode()).fetchall()
