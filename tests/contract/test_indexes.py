"""Statements that run all day find their rows by an index, however many there are."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Executable, event

from penstock.delivery.ports import Wanted
from penstock.kernel.sides import Side
from penstock.store.lists import counts, page
from penstock.store.queue import State, taking
from penstock.store.records import beginning_with, records_of_case
from penstock.store.tables import RECORD
from penstock.store.walls import ROLES
from tests.contract.places import Place, by_hand
from tests.unit.delivery.working import NOON

CLAIM = {
    "worker": "w",
    "until": NOON + timedelta(minutes=1),
    "now": NOON,
    "most": 20,
}


def plan(
    connection: Connection, statement: Executable, values: dict[str, object], *without: str
) -> str:
    """Return what a database says of how it runs a statement, without ways that suit few rows."""
    ran: list[tuple[str, Any]] = []
    event.listen(connection, "before_cursor_execute", lambda *each: ran.append(each[2:4]))
    connection.execute(statement, values)
    (text, bound), explain = ran[0], "explain query plan"
    if connection.dialect.name == "postgresql":
        # It would read all of a table as small as this.
        for way in ("seqscan", "bitmapscan", *without):
            connection.exec_driver_sql(f"set enable_{way} = off")
        explain = "explain"
    rows = connection.exec_driver_sql(f"{explain} {text}", bound)
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize(("state", "index"), [("ready", "job_ready"), ("expired", "job_running")])
def test_jobs_are_claimed_by_the_index_of_their_state(
    place: Place, state: State, index: str
) -> None:
    with place.opened(), by_hand(place) as connection:
        found = plan(connection, taking(state, connection.dialect.name), CLAIM)

    assert index in found
    assert "TEMP B-TREE" not in found


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(stream_id="S", after="A"), "case_by_stream_id"),
        (Wanted(stage_id="S.1", after="A"), "case_by_stage_id"),
        (Wanted(stage_id="S.1", status="open", after="A"), "case_by_stage_id_and_status"),
        (Wanted(stream_id="S", status="held", after="A"), "case_by_stream_id_and_status"),
        (Wanted(status="closed", after="A"), "case_by_status"),
        (Wanted(assignee="Ada", after="A"), "case_by_assignee"),
        (Wanted(role="Installer", after="A"), "task_role"),
        (Wanted(role="Installer", stream_id="S", after="A"), "task_by_stream_id"),
        (Wanted(role="Installer", stage_id="S.1", after="A"), "task_by_stage_id"),
        (Wanted(role="Installer", status="held", after="A"), "task_held"),
        (Wanted(role="Installer", assignee="Ada", after="A"), "case_by_assignee"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_sqlite_page_is_read_in_order_from_an_index(
    sqlite: Place, wanted: Wanted, index: str
) -> None:
    with sqlite.opened(), by_hand(sqlite) as connection:
        found = plan(connection, page(wanted), {})

    assert index in found
    assert "SCAN case_state" not in found


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(stream_id="S", is_linked=True, after="A"), "case_linked"),
        (Wanted(stream_id="S", customers=frozenset({"Finance"})), "case_by_customer_name"),
        (Wanted(stream_id="S", not_on=frozenset({"x"}), after="A"), "case_by_stream_id"),
        (Wanted(role="Installer", is_unclaimed=True, by_due=True), "case_by_due"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_few_among_very_many_are_found_by_an_index(
    place: Place, wanted: Wanted, index: str
) -> None:
    with place.opened(), by_hand(place) as connection:
        found = plan(connection, page(wanted), {})

    assert index in found


def test_behind_a_wall_the_cases_of_a_side_are_not_read_for_a_page(postgresql: Place) -> None:
    with postgresql.opened(), by_hand(postgresql) as connection:
        connection.exec_driver_sql(f"set role {ROLES[Side.NON_REGULATED]}")
        found = plan(connection, page(Wanted(role="Installer", status="open")), {})

    walls = [line for line in found.splitlines() if "case_state c" in line]
    assert walls
    assert [line for line in walls if "case_state_pkey" not in line] == []


def test_records_of_a_case_are_found_by_an_index(place: Place) -> None:
    with place.opened(), by_hand(place) as connection:
        statement = records_of_case(connection.dialect.name)
        found = plan(connection, statement, {"of_kind": "lineage", **beginning_with("SOL-1")})

    assert "record_by_case" in found


def test_of_tens_of_thousands_of_records_those_of_a_case_alone_are_read(sqlite: Place) -> None:
    rows = [
        {
            "kind": "lineage",
            "number": n,
            "version": 1,
            "content": f'{{"case_id":"C-{n % 9000}","item":"x"}}',
        }
        for n in range(1, 30_001)
    ]
    with sqlite.opened(), by_hand(sqlite) as connection:
        connection.execute(RECORD.insert(), rows)
        driver = connection.connection.driver_connection
        assert driver is not None
        steps: list[None] = []
        driver.set_progress_handler(lambda: steps.append(None), 1)

        found = connection.execute(
            records_of_case("sqlite"), {"of_kind": "lineage", **beginning_with("C-7")}
        ).all()

    # A step for each row of the table alone would be 30 000.
    assert (len(found), len(steps) < 1_000) == (4, True), len(steps)


def test_counts_are_read_from_an_index_alone(place: Place) -> None:
    with place.opened(), by_hand(place) as connection:
        found = plan(connection, counts(None), {}, "hashagg", "sort")

    assert "case_counts" in found
    assert "TEMP B-TREE" not in found
