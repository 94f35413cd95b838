"""What belongs to one side is not there for the other, however somebody asks for it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from penstock.delivery import commands as do
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Store, Wanted
from penstock.kernel.sides import Side
from penstock.store.opening import open_store
from penstock.store.sql import SqlStore
from penstock.store.tables import CONTENT_METADATA, METADATA
from penstock.store.walls import ROWS
from tests.contract.places import Place
from tests.unit.delivery.clocked import CLOCKED, Office

AES, GRID, SHARED = Side.NON_REGULATED, Side.REGULATED, Side.ENTERPRISE
MODELS = {
    "SOL-1": replace(CLOCKED, stream_id="NCV-03", side=AES),
    "GRID-1": replace(CLOCKED, stream_id="AOV-04", side=GRID),
    "PLAN-1": replace(CLOCKED, stream_id="ESV-01", side=SHARED),
}
SEEN = {AES: {"SOL-1", "PLAN-1"}, GRID: {"GRID-1", "PLAN-1"}, SHARED: {"PLAN-1"}}
# Words that no row shows but those of the regulated side.
GRID_WORDS = ("GRID-1", "AOV-04", "Grid-1 secret", MODELS["GRID-1"].fingerprint)


def _worked(store: Store) -> None:
    """Work a case of each side as far as it has a task, clocks and a link."""
    for case_id, model in MODELS.items():
        office = Office(store, model=model)
        with store.transaction() as transaction:
            transaction.keep_model(model)
        office.open(case_id)
        office.finish_first_stage(case_id)
        office.hand_in(do.Hold(reason=f"{case_id.title()} secret"), case_id=case_id)


@pytest.fixture
def worked(store: Store) -> Store:
    """Return a store that holds a case of each side."""
    _worked(store)
    return store


@pytest.fixture
def kept(place: Place) -> Iterator[SqlStore]:
    """Yield a database that holds a case of each side."""
    with closing(open_store(place.address)) as store:
        assert isinstance(store, SqlStore)
        _worked(store)
        yield store


def _model(store: Store, side: Side, model: StreamModel) -> StreamModel | None:
    try:
        return store.seen_by(side).model(model.fingerprint)
    except KeyError:
        return None


@pytest.mark.parametrize("side", Side)
def test_a_work_list_shows_the_cases_of_its_side_and_of_the_whole_company(
    worked: Store, side: Side
) -> None:
    found = worked.seen_by(side).find(Wanted())

    assert {case.case_id for case in found} == SEEN[side]


@pytest.mark.parametrize("side", Side)
def test_recordings_of_the_other_side_are_not_told(worked: Store, side: Side) -> None:
    found = worked.seen_by(side).recordings(limit=100)

    assert {each.case_id for each in found} == SEEN[side]


@pytest.mark.parametrize("side", Side)
def test_a_case_of_the_other_side_is_as_one_that_does_not_exist(worked: Store, side: Side) -> None:
    view = worked.seen_by(side)

    assert {case_id for case_id in MODELS if view.case(case_id)} == SEEN[side]
    assert {case_id for case_id in MODELS if view.log(case_id)} == SEEN[side]
    assert view.case("GRID-2") is None


@pytest.mark.parametrize("side", Side)
def test_what_is_seen_is_what_is_kept(worked: Store, side: Side) -> None:
    view = worked.seen_by(side)

    for case_id in SEEN[side]:
        with worked.transaction() as transaction:
            assert view.case(case_id) == transaction.case(case_id)
        assert view.log(case_id) == worked.log(case_id)


@pytest.mark.parametrize("side", Side)
def test_counts_and_models_are_those_of_its_side(worked: Store, side: Side) -> None:
    counted = worked.seen_by(side).counts()
    models = {each for each, model in MODELS.items() if _model(worked, side, model)}

    assert {each.stream_id for each in counted} == {MODELS[each].stream_id for each in SEEN[side]}
    assert all(each.cases == 1 for each in counted)
    assert models == SEEN[side]


def test_a_page_behind_a_case_of_the_other_side_tells_nothing_of_it(worked: Store) -> None:
    hidden = Wanted(by_due=True, after="GRID-1")
    unknown = Wanted(by_due=True, after="GRID-2")

    view = worked.seen_by(AES)

    assert view.find(hidden) == view.find(unknown)


def _planted(dialect: str) -> Iterator[str]:
    """Yield statements as somebody might write them who forgot, or never knew, of the sides."""
    schema = "main" if dialect == "sqlite" else "public"
    for table in (*METADATA.tables, *CONTENT_METADATA.tables, "penstock_version"):
        yield f"select * from {table}"
        yield f"select * from {schema}.{table}"
        yield f"with {table} as (select * from {schema}.{table}) select * from {table}"
        yield f"select seen.* from (select * from {schema}.{table}) as seen"
    yield "select * from case_state where stream_id = 'AOV-04'"
    yield "select c.* from case_link l right join case_state c on c.case_id = l.case_id"
    yield "select case_id from case_event union select case_id from case_state"
    yield "select string from (select content as string from case_event) as t"
    yield f"select (select max(stream_id) from {schema}.case_state where stream_id < 'B')"
    yield "select case_id from timer where fire_at > '2000-01-01'"
    yield "select side, content from stage_model order by side desc"


def _answer(connection: Connection, statement: str) -> str:
    """Return all that a statement gives, or what the database says against it."""
    try:
        return str(connection.execute(text(statement)).all())
    except DBAPIError as error:
        return str(error.orig)


@pytest.fixture
def as_aes(kept: SqlStore) -> Iterator[Connection]:
    """Yield a connection as AES has it."""
    with kept.seen_by(AES).reading() as connection:
        yield connection


def test_no_statement_brings_rows_across(as_aes: Connection) -> None:
    statements = list(_planted(as_aes.dialect.name))

    leaks = [
        statement
        for statement in statements
        if any(word in _answer(as_aes, statement) for word in GRID_WORDS)
    ]

    assert leaks == []


def test_the_same_statements_bring_all_rows_to_who_has_no_wall(kept: SqlStore) -> None:
    with kept.seen_by(GRID).reading() as connection:
        name = connection.dialect.name
        given = [_answer(connection, statement) for statement in _planted(name)]

    assert sum(any(word in each for word in GRID_WORDS) for each in given) > len(ROWS)


@pytest.mark.parametrize(
    "statement",
    [
        "select count(*) from case_state where stream_id = 'AOV-04'",
        "select count(*) from case_event where case_id = 'GRID-1'",
        "select count(*) from stage_model where stream_id = 'AOV-04'",
        "select count(*) from timer where case_id = 'GRID-1'",
    ],
)
def test_no_count_tells_that_there_is_something(as_aes: Connection, statement: str) -> None:
    assert as_aes.execute(text(statement)).scalar() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "update case_state set status = 'cancelled'",
        "delete from timer",
        "insert into task_role values ('Everybody', 'GRID-1', 'AOV-04', 'AOV-04.1')",
        "drop table case_event",
        "create table found as select * from case_state",
    ],
)
def test_who_only_looks_changes_nothing(as_aes: Connection, statement: str) -> None:
    with pytest.raises(DBAPIError):
        as_aes.execute(text(statement))


def test_answers_to_commands_and_the_queue_are_behind_no_wall_at_all(as_aes: Connection) -> None:
    for table in ("command_log", "job"):
        with pytest.raises(DBAPIError):
            as_aes.execute(text(f"select * from {table}"))
