"""What a file or a database keeps, when it is opened again, changed by hand, or upgraded."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from penstock.delivery import commands as do
from penstock.delivery.ports import Answer, Wanted
from penstock.store import open_store
from penstock.store.errors import (
    NewerStoreError,
    NotAStoreError,
    StoreFailedError,
    UnkeepableTextError,
)
from penstock.store.migrating import LATEST
from penstock.store.sql import SqlStore
from penstock.store.tables import METADATA
from tests.contract.desk import Desk, from_log, stored
from tests.contract.places import Place, by_hand
from tests.unit.delivery.working import MODEL, NOON


def work_a_case(place: Place) -> None:
    with place.opened() as store:
        desk = Desk(store, bound=frozenset({"NCV-03.1"}))
        desk.open()
        desk.begin_first_stage()


def test_what_was_kept_is_there_when_the_store_is_opened_again(place: Place) -> None:
    with place.opened() as store:
        desk = Desk(store, bound=frozenset({"NCV-03.1"}))
        desk.open()
        desk.begin_first_stage()
        answer = desk.hand_in(do.Record(item="Inquiry", sha256="2"), command_id="k")
        before = (stored(store), store.log("SOL-1"), store.find(Wanted()))
        later = NOON + timedelta(hours=1)
        (old,) = store.claim(worker="w", now=later, until=later, limit=9)

    with place.opened() as store:
        assert (stored(store), store.log("SOL-1"), store.find(Wanted())) == before
        assert Desk(store).hand_in(do.Record(item="Inquiry", sha256="2"), command_id="k") == answer
        (new,) = store.claim(worker="w", now=later, until=later, limit=9)
        assert (new.job.attempt, new.token > old.token) == (1, True)
        with store.transaction() as transaction:
            assert transaction.model(MODEL.fingerprint) == MODEL


def test_work_goes_on_after_the_store_is_opened_again(place: Place) -> None:
    work_a_case(place)

    with place.opened() as store:
        Desk(store, minutes=60).hand_in(do.Hold(reason="travel"))

        assert stored(store) == from_log(store)


@pytest.mark.parametrize(
    "change",
    [
        "update case_event set actor = 'Eve'",
        "update case_event set content = '{}' where seq = 1",
        "delete from case_event where seq = 2",
        "update stage_model set content = '{}'",
        "delete from stage_model",
    ],
)
def test_the_database_refuses_to_change_the_log(place: Place, change: str) -> None:
    work_a_case(place)

    with pytest.raises(DBAPIError, match=r"is changed or removed|is never changed"):
        alter(place, change)

    with place.opened() as store:
        assert stored(store) == from_log(store)


def alter(place: Place, *statements: str) -> None:
    with by_hand(place) as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_postgresql_refuses_to_empty_the_log(postgresql: Place) -> None:
    with pytest.raises(DBAPIError, match="The log is only added to"):
        alter(postgresql, "truncate case_event")


def test_a_log_that_nobody_changed_is_whole(place: Place) -> None:
    work_a_case(place)

    with closing(open_store(place.address)) as store:
        assert isinstance(store, SqlStore)
        assert store.first_broken("SOL-1") is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("update case_event set actor = 'Eve' where seq = 2", 2),
        ("update case_event set content = replace(content, 'C-7', 'C-8')", 1),
        ("delete from case_event where seq = 3", 4),
    ],
)
def test_a_change_past_the_triggers_breaks_the_chain(
    sqlite: Place, change: str, broken: int
) -> None:
    work_a_case(sqlite)
    alter(sqlite, "drop trigger case_event_no_update", "drop trigger case_event_no_delete", change)

    with closing(open_store(sqlite.address)) as store:
        assert isinstance(store, SqlStore)
        assert store.first_broken("SOL-1") == broken


def test_the_tables_are_those_that_the_statements_speak_of(place: Place) -> None:
    with place.opened(), by_hand(place) as connection:
        columns = {
            name: set(connection.execute(text(f"select * from {name}")).keys()) - {"xid"}
            for name in METADATA.tables
        }

    assert columns == {name: set(table.c.keys()) for name, table in METADATA.tables.items()}


@pytest.fixture
def newer(place: Place) -> Iterator[Place]:
    """Yield a database that a newer program has changed."""
    work_a_case(place)
    alter(place, "update penstock_version set version_num = '9000'")
    yield place
    alter(place, f"update penstock_version set version_num = '{LATEST}'")


def test_a_database_that_a_newer_program_changed_is_left_as_it_is(newer: Place) -> None:
    with pytest.raises(NewerStoreError, match=r"changed by a newer Penstock \(tables 9000"):
        open_store(newer.address)


def test_tables_of_something_else_are_left_as_they_are(sqlite: Place) -> None:
    alter(sqlite, "create table job (name text)")

    with pytest.raises(NotAStoreError, match="its tables job were made by something else"):
        open_store(sqlite.address)


def test_programs_that_start_at_once_make_the_tables_once(fresh: Place) -> None:
    def start(_number: int) -> None:
        open_store(fresh.address).close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(start, range(4)))

    work_a_case(fresh)


def test_a_lost_connection_is_a_sentence_and_the_next_command_is_done(postgresql: Place) -> None:
    with postgresql.opened() as store:
        desk = Desk(store)
        desk.open()
        ask = "select pg_terminate_backend(pid) from pg_stat_activity"
        alter(postgresql, f"{ask} where datname = current_database() and pid <> pg_backend_pid()")

        with pytest.raises(StoreFailedError, match="may be sent again with the same key"):
            desk.hand_in(do.Hold(reason="?"), command_id="k")

        desk.hand_in(do.Hold(reason="?"), command_id="k")
        assert stored(store) == from_log(store)


def test_a_file_that_another_program_holds_is_a_sentence(
    sqlite: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penstock.store.sqlite.BUSY_S", 0.05)
    with sqlite.opened() as store, by_hand(sqlite) as connection:
        connection.execute(text("delete from job"))

        with pytest.raises(StoreFailedError, match="database is locked"):
            Desk(store).open()


def test_a_case_that_another_program_holds_too_long_is_a_sentence(
    postgresql: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penstock.store.postgresql.LOCK_S", 0.05)
    with postgresql.opened() as store, by_hand(postgresql) as connection:
        Desk(store).open()
        connection.execute(text("select * from case_state for update"))

        with pytest.raises(StoreFailedError, match="lock timeout"):
            Desk(store, minutes=5).hand_in(do.Hold(reason="?"))


def test_half_a_character_is_refused_and_nothing_is_kept(place: Place) -> None:
    with place.opened() as store:
        Desk(store).open()
        before = store.log("SOL-1")

        with pytest.raises(UnkeepableTextError, match=r"half a character, U\+D800"):
            Desk(store, minutes=5).hand_in(do.Hold(reason="\ud800"))

        assert store.log("SOL-1") == before


def test_the_character_nul_is_refused_by_postgresql(postgresql: Place) -> None:
    with postgresql.opened() as store, pytest.raises(UnkeepableTextError, match=r"U\+0000"):
        Desk(store).open("SOL\0")


def test_a_failed_transaction_leaves_the_store_fit_for_use(place: Place) -> None:
    answer = Answer(command_id="k", request_sha256="1", text="")

    def keep(store: SqlStore) -> None:
        with store.transaction() as transaction:
            transaction.keep_answer(answer)

    with closing(open_store(place.address)) as store:
        assert isinstance(store, SqlStore)
        keep(store)
        with pytest.raises(StoreFailedError):
            keep(store)

        Desk(store).open()
        assert stored(store) == from_log(store)
