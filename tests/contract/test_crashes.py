"""A program that stops at any moment: what was not answered did not happen."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine, event

from penstock.delivery import commands as do
from penstock.delivery.ports import Store, Wanted
from penstock.store.session import Session
from penstock.store.sql import SqlStore
from penstock.store.sqlite import SqliteDatabase
from penstock.store.wire import Wire
from penstock.store.wired import WiredSession
from tests.contract.desk import Desk, from_log, stored
from tests.contract.places import Place
from tests.unit.delivery.working import MODEL

OPEN = do.Open(case_id="SOL-1", product=MODEL.products[0], customer="C-7")
LIFE: list[do.Command] = [
    OPEN,
    do.Attest(criterion=MODEL.entry_criteria[0], evidence="call"),
    do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04"),
    do.Answer(other_case_id="GRID-4", answer="closed"),
    do.Record(item="Inquiry", sha256="1"),
    do.Fail(error="no worker"),
    do.Claim(person="Ada"),
    do.Record(item="Qualified lead", sha256="2"),
    do.Complete(),
    do.Cancel(reason="moved"),
]


class Crash(BaseException):
    """Stands for the end of the program."""


@contextmanager
def crash_before(statement: int) -> Iterator[None]:
    """Crash before the statement with this number, counted from 0; COMMIT and journeys count."""
    passed = count()

    def step(*_arguments: object) -> None:
        if next(passed) == statement:
            raise Crash

    def first_step(act: Callable[..., Any]) -> Callable[..., Any]:
        def both(*arguments: Any) -> Any:
            step()
            return act(*arguments)

        return both

    with pytest.MonkeyPatch.context() as patch:
        for of in (Session, WiredSession):
            patch.setattr(of, "_send", first_step(of._send))  # noqa: SLF001  # all pass it
        # On PostgreSQL a journey takes several of them, and at last the COMMIT.
        patch.setattr(Wire, "journey", first_step(Wire.journey))
        for moment in ("before_cursor_execute", "commit"):
            event.listen(Engine, moment, step)
        try:
            yield
        finally:
            for moment in ("before_cursor_execute", "commit"):
                event.remove(Engine, moment, step)


def everything(store: Store) -> object:
    """Return all that a crash must not change."""
    with store.transaction() as transaction:
        answers = [transaction.answer_to(f"k{number}") for number in range(len(LIFE))]
    return stored(store), store.log("SOL-1"), store.find(Wanted()), answers


def survived(desk: Desk, number: int, *, statement: int) -> bool:
    """Hand in a command of the life and crash before a statement of it, if it has so many."""
    try:
        with crash_before(statement):
            desk.hand_in(LIFE[number], command_id=f"k{number}")
    except Crash:
        return False
    return True


def test_a_crash_before_any_statement_of_any_command_leaves_nothing_behind(place: Place) -> None:
    crashes = 0
    with place.opened() as store:
        desk = Desk(store, bound=frozenset({"NCV-03.1"}))
        for number in range(len(LIFE)):
            before = everything(store)
            for statement in count():
                if survived(desk, number, statement=statement):
                    break
                assert everything(store) == before
                crashes += 1
            assert stored(store) == from_log(store)

    assert crashes > 5 * len(LIFE)


GROUP: list[do.Command] = [
    do.Record(item="Inquiry", sha256="1"),
    do.Claim(person="nobody, for there is no task"),
    do.Attest(criterion=MODEL.entry_criteria[0], evidence="call"),
    do.Fail(error="no worker"),
]


def together(database: SqliteDatabase, desk: Desk, case_id: str) -> list[Future[str]]:
    """Hand in the commands of the group, each from a thread, before the first has its turn."""
    line = database.writer._line  # noqa: SLF001  # all of them shall be in one group
    with ThreadPoolExecutor(len(GROUP)) as threads:
        line.enter()
        done: list[Future[str]] = []
        for number, command in enumerate(GROUP):
            key = f"{case_id}/{number}"
            done.append(threads.submit(desk.hand_in, command, case_id=case_id, command_id=key))
            while line.waiting <= number:
                sleep(0.0002)
        line.leave()
    return done


def kept_answers(store: Store, case_id: str) -> list[str | None]:
    with store.transaction() as transaction:
        kept = [transaction.answer_to(f"{case_id}/{number}") for number in range(len(GROUP))]
    return [each.text if each else None for each in kept]


def test_a_crash_in_a_group_keeps_what_was_answered_and_nothing_else(tmp_path: Path) -> None:
    """Crash before each statement of a group: its BEGIN, its savepoints, its COMMIT, all else."""
    database = SqliteDatabase(tmp_path / "cases.db", address="sqlite:///cases.db")
    with closing(SqlStore(database)) as store:
        desk = Desk(store, bound=frozenset({"NCV-03.1"}))
        answers: list[str | None] = []
        for statement in count():
            case_id = f"SOL-{statement}"
            desk.hand_in(replace(OPEN, case_id=case_id), case_id=case_id, command_id=case_id)
            with crash_before(statement):
                done = together(database, desk, case_id)
            answers = [None if each.exception() else each.result() for each in done]

            assert kept_answers(store, case_id) == answers
            assert stored(store, case_id) == from_log(store, case_id)
            assert store.first_broken(case_id) is None
            if not any(isinstance(each.exception(), Crash) for each in done):
                break

    assert [answer is not None for answer in answers] == [True, False, True, True]
    assert statement > 5 * len(GROUP)


def test_a_crash_while_jobs_are_claimed_leaves_them_to_others(place: Place) -> None:
    with place.opened() as store:
        desk = Desk(store, bound=frozenset({"NCV-03.1"}))
        desk.open()
        desk.begin_first_stage()

        for statement in count():
            try:
                with crash_before(statement):
                    leases = store.claim(worker="w", now=desk.now, until=desk.now, limit=1)
                break
            except Crash:
                continue

    assert statement > 1
    assert [lease.job.attempt for lease in leases] == [0]


def test_two_programs_at_one_place_lose_nothing(place: Place) -> None:
    with place.opened() as store:
        Desk(store).open()

    def run(program: str) -> None:
        with place.opened() as store:
            desk = Desk(store)
            for number in range(10):
                record = do.Record(item="Inquiry", sha256=f"{program}{number}")
                desk.hand_in(record, command_id=f"{program}{number}")

    with ThreadPoolExecutor(2) as programs:
        list(programs.map(run, "ab"))

    with place.opened() as store:
        case = stored(store)
        assert case is not None
        assert case.items["Inquiry"].version == 20
        assert case == from_log(store)
