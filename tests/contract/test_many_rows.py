"""One statement for many rows does what as many statements for one row each would do."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest
from sqlalchemy import Executable

from penstock.store import queue, statements, timers
from penstock.store.session import PreparedStatement
from penstock.store.together import MOST_ROWS, for_many, parts
from penstock.store.wire import Wire
from penstock.store.wired import WiredSession
from tests.contract.places import Place
from tests.unit.delivery.working import NOON

ROLES = [
    {"role": role, "case_id": f"C-{number}", "stream_id": "S", "stage_id": "S.1", "status": "open"}
    for number in range(21)
    for role in ("Ada", "Grace")
]
TIMERS = [
    {"case_id": f"C-{number}", "kind": "breach", "epoch": 1, "fire_at": NOON, "state": "set"}
    for number in range(21)
]


@pytest.fixture
def session(postgresql: Place) -> Iterator[WiredSession]:
    """Yield a unit of work on an empty database, which is undone."""
    wire = Wire(psycopg.connect(postgresql.address))
    yield WiredSession(wire, {})
    wire.end()


def left(session: WiredSession, table: str) -> Sequence[tuple[Any, ...]]:
    """Return the rows of a table, in their order."""
    return sorted(session._wire.send(f"select * from {table}").fetchall())  # noqa: SLF001


def test_rows_are_removed_that_are_named_and_no_others(session: WiredSession) -> None:
    session.run(statements.ADD_ROLES, *ROLES)
    before = left(session, "task_role")

    named = [{"case_id": f"C-{number}", "role": "Ada"} for number in range(19)]
    session.run(statements.REMOVE_ROLES, *named, {"case_id": "C-20", "role": "nobody"})

    gone = {("Ada", each["case_id"]) for each in named}
    assert left(session, "task_role") == [row for row in before if row[:2] not in gone]


def test_each_row_is_changed_to_its_own(session: WiredSession) -> None:
    session.run(timers.SET, *TIMERS)

    ended = ["fired" if number % 2 else "cancelled" for number in range(21)]
    session.run(
        timers.END,
        *(
            {"of_case": f"C-{number}", "of_kind": "breach", "of_epoch": 1, "ended": how}
            for number, how in enumerate(ended)
        ),
    )

    states = {row[0]: row[-1] for row in left(session, "timer")}
    assert states == {f"C-{number}": how for number, how in enumerate(ended)}


@pytest.mark.parametrize("count", [0, 1, 2, 3, MOST_ROWS, MOST_ROWS + 1, 37])
def test_parts_are_all_rows_in_their_order(count: int) -> None:
    rows = list(range(count))

    found = list(parts(rows))

    assert [row for part in found for row in part] == rows
    assert {len(part) for part in found} <= {1, 2, 3, 4, 8, MOST_ROWS}


@pytest.mark.parametrize(
    "statement",
    [
        statements.change_of_case(("stage_id", "version", "head_hash", "content", "due_at")),
        statements.REMOVE_LINKS,
        queue.FINISH_ALL,
        queue.GIVE_BACK,
    ],
)
def test_a_full_table_is_searched_by_keys_though_it_was_empty(
    postgresql: Place, statement: Executable
) -> None:
    with postgresql.opened() as store, store.transaction() as transaction:
        session: WiredSession = transaction._session  # type: ignore[attr-defined]  # noqa: SLF001
        wire = session._wire  # noqa: SLF001
        text = for_many(PreparedStatement(statement, session.dialect).text, MOST_ROWS)
        count = len(set(re.findall(r"\$\d+", text)))
        wire.send(f"prepare looked_at as {text}")
        nothing = ", ".join(["null"] * count)
        plan = wire.send(f"explain execute looked_at({nothing})").fetchall()
        wire.send("deallocate looked_at")

    assert not [line for (line,) in plan if "Seq Scan" in line or "Hash" in line]
    assert [line for (line,) in plan if "Index" in line]
