"""An audit log that somebody changes, cuts or copies past the program, and one that fails."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from penstock.delivery.ports import Store
from penstock.governance.audit.ports import (
    AuditError,
    ClockWentBackError,
    LogWentBackError,
    NotKeptError,
)
from penstock.store.audit import AuditBook
from tests.contract.audit_books import ALL, ERASE, is_whole, later, log_of, opened
from tests.contract.places import Place, by_hand
from tests.unit.governance.audit.logs import LOOK, READ


@pytest.fixture
def log(store: Store) -> AuditBook:
    """Return the empty log of an empty store."""
    return log_of(store)


def altered(place: Place, *statements: str) -> None:
    with by_hand(place) as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "change",
    [
        "update audit_entry set content = '{}'",
        "delete from audit_entry",
        "update audit_head set signature = ''",
        "delete from audit_head where position = 1",
        "delete from person_key",
        "update person_key set name_sealed = 'x'",
        "update person_key set pseudonym = 'x', lookup = null, key_sealed = null",
    ],
)
def test_a2_the_database_refuses_to_change_the_log(place: Place, change: str) -> None:
    with opened(place) as log:
        log.append([READ])

    with pytest.raises(DBAPIError, match=r"is changed or removed|never changed|as a whole"):
        altered(place, change)


@pytest.mark.parametrize("table", ["audit_entry", "audit_head", "person_key"])
def test_a2_postgresql_refuses_to_empty_the_log(postgresql: Place, table: str) -> None:
    with pytest.raises(DBAPIError, match=r"only added to|never changed|as a whole"):
        altered(postgresql, f"truncate {table}")


TRIGGERS = [
    f"drop trigger {table}_no_{act}"
    for table in ("audit_entry", "audit_head")
    for act in ("update", "delete")
]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("update audit_entry set content = replace(content, 'solar', 'polar') where position = 2",
         "changed"),
        ("update audit_entry set content = cast(x'7bff' as text) where position = 2", "changed"),
        ("delete from audit_entry where position = 2", "missing"),
        ("delete from audit_entry where position = 3", "truncated"),
        ("delete from audit_head where position = 2", "head missing"),
        ("delete from audit_head where position = 3", "unsigned"),
    ],
)  # fmt: skip
def test_a2_a_change_past_the_triggers_is_found(sqlite: Place, change: str, fault: str) -> None:
    with opened(sqlite) as log:
        for second in range(3):
            log.append([later(second)])
    altered(sqlite, *TRIGGERS, change)

    with opened(sqlite) as log:
        assert [finding.fault for finding in log.verify()] == [fault]


@pytest.mark.parametrize(
    "change",
    [
        "delete from person_key where lookup = (select min(lookup) from person_key)",
        "update person_key set lookup = null, key_sealed = null, name_sealed = null",
        "insert into person_key values ('x', 'x', 'x', 'x')",
    ],
)
def test_d17_a_key_that_is_destroyed_past_the_program_is_found(sqlite: Place, change: str) -> None:
    with opened(sqlite) as log:
        log.append([READ])
        log.erase("C-7", recorded=ERASE)
        log.append([READ])
        assert is_whole(log)
    altered(sqlite, "drop trigger person_key_no_delete", change)

    with opened(sqlite) as log:
        (finding,) = log.verify()

    assert finding.fault == "keys changed"


def test_who_is_refused_by_the_clock_leaves_no_key_behind(log: AuditBook) -> None:
    log.append([READ])
    with pytest.raises(ClockWentBackError):
        log.append([replace(later(-3600), subject="C-404")])

    assert is_whole(log)


def test_a1_a_log_that_is_cut_under_a_program_takes_nothing_more(sqlite: Place) -> None:
    with opened(sqlite) as log:
        log.append([READ])
        log.append([READ])
        altered(
            sqlite,
            *TRIGGERS,
            "delete from audit_entry where position = 2",
            "delete from audit_head where position = 2",
        )

        with pytest.raises(LogWentBackError, match="ends at entry 1, and this program has written"):
            log.append([READ])


BREAK: dict[str, Callable[[Place], None]] = {
    "entries": lambda place: altered(place, "alter table audit_entry rename to gone"),
    "heads": lambda place: altered(place, "alter table audit_head rename to gone"),
    "people": lambda place: altered(place, "alter table person_key rename to gone"),
}


@pytest.mark.parametrize("what", BREAK)
def test_a1_a_store_that_fails_takes_nothing_and_says_so(fresh: Place, what: str) -> None:
    with opened(fresh) as log:
        BREAK[what](fresh)

        with pytest.raises(NotKeptError, match="so nothing is answered"):
            log.append([READ])


def test_a1_a_server_that_went_away_takes_nothing_and_the_next_entry_is_taken(
    postgresql: Place,
) -> None:
    with opened(postgresql) as log:
        log.append([READ])
        altered(
            postgresql,
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()",
        )
        with pytest.raises(NotKeptError, match="so nothing is answered"):
            log.append([READ])

        (position,) = log.append([READ])

        assert position == 2
        assert is_whole(log)


def test_a1_whose_key_was_changed_is_not_recorded_and_takes_no_other_along(sqlite: Place) -> None:
    with opened(sqlite) as log:
        log.append([READ])
    altered(
        sqlite,
        "drop trigger person_key_only_destroyed",
        "update person_key set name_sealed = key_sealed where pseudonym = "
        "(select substr(content, 48, 32) from audit_entry)",
    )

    with opened(sqlite) as log, ThreadPoolExecutor(8) as threads:

        def append(number: int) -> str:
            try:
                log.append([replace(READ, subject="C-7" if number % 4 == 0 else f"C-{number}0")])
            except NotKeptError as error:
                return str(error)
            return ""

        said = list(threads.map(append, range(40)))

        assert [number for number, each in enumerate(said) if each] == list(range(0, 40, 4))
        assert "what is kept of a person was changed" in said[0]
        assert is_whole(log)


def test_a1_all_who_share_a_commit_are_told_that_it_failed(fresh: Place) -> None:
    def append(log: AuditBook) -> bool:
        try:
            log.append([READ])
        except AuditError:
            return False
        return True

    with opened(fresh) as log:
        BREAK["entries"](fresh)
        with ThreadPoolExecutor(8) as threads:
            assert not any(threads.map(append, [log] * 24))


def test_after_a_failure_the_log_goes_on_with_people_that_were_not_kept(sqlite: Place) -> None:
    with opened(sqlite) as log:
        altered(sqlite, "alter table audit_head rename to gone")
        with pytest.raises(NotKeptError):
            log.append([READ])
        altered(sqlite, "alter table gone rename to audit_head")

        assert log.append([READ]) == (1,)
        (told,) = log.read(ALL, recorded=LOOK)
        assert told.subject == "C-7"


# What no hexadecimal and no base 64 holds by chance.
PERSONAL: Mapping[str, Any] = {
    "actor": "ada.lovelace",
    "subject": "customer #7",
    "object": "meter #5512",
    "detail": "12 Oak Street",
}


def test_a4_a_copy_of_the_database_tells_nobodys_name(place: Place) -> None:
    with opened(place) as log:
        log.append([replace(READ, **PERSONAL)])

    with by_hand(place) as connection:
        rows = [
            str(row)
            for table in ("audit_entry", "audit_head", "person_key")
            for row in connection.execute(text(f"select * from {table}"))
        ]

    for personal in PERSONAL.values():
        assert personal not in " ".join(rows)


def test_d17_a_destroyed_key_is_nowhere_in_the_file(sqlite: Place, tmp_path: Path) -> None:
    with opened(sqlite) as log:
        log.append([READ])
        with by_hand(sqlite) as connection:
            found = connection.execute(text("select key_sealed from person_key")).scalars().all()

        log.erase("C-7", recorded=ERASE)

        held = b"".join(file.read_bytes() for file in tmp_path.glob("cases.db*"))
    # Ada's key is there still.
    assert sum(key.encode() in held for key in found) == 1
