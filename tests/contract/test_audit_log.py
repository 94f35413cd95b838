"""The audit log on every store: what is answered is kept, in one chain, or nothing is answered."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from penstock.delivery.ports import Store
from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.ports import (
    Asked,
    AuditError,
    AuditLog,
    ClockWentBackError,
    LogWentBackError,
    NoSuchPersonError,
    NotKeptError,
    OtherSecretError,
)
from penstock.store.audit import AuditBook, verified
from penstock.store.errors import NestedTransactionError
from penstock.store.memory import MemoryStore
from penstock.store.sql import SqlStore
from tests.contract.desk import Desk, stored
from tests.contract.places import Place, by_hand
from tests.unit.governance.audit.logs import LOOK, NOON, OTHER_SECRET, READ, SECRET

ERASE = Entry(at=NOON, kind=Kind.ERASURE, actor="eve", action="destroy", detail="asked by letter")
ALL = Asked(limit=1000)


def log_of(store: Store) -> AuditBook:
    assert isinstance(store, SqlStore | MemoryStore)
    return AuditBook(store.audit_pages, SECRET)


@pytest.fixture
def log(store: Store) -> AuditBook:
    """Return the empty log of an empty store."""
    return log_of(store)


@contextmanager
def opened(place: Place) -> Iterator[AuditBook]:
    """Yield the log of a place that may be opened again and again."""
    with place.opened() as store:
        yield log_of(store)


def later(seconds: float, entry: Entry = READ) -> Entry:
    return replace(entry, at=NOON + timedelta(seconds=seconds))


def is_whole(log: AuditLog) -> bool:
    return not list(log.verify())


def test_positions_have_no_gaps_and_the_chain_is_whole(log: AuditBook) -> None:
    assert log.append([READ, later(1)]) == (1, 2)
    assert log.append([]) == ()
    assert log.append([later(2)]) == (3,)

    assert is_whole(log)
    head = log.head()
    assert head is not None
    assert (head.position, head.newest) == (3, NOON + timedelta(seconds=2))


def test_a_log_that_was_never_begun_has_no_head_and_is_whole(log: AuditBook) -> None:
    assert log.head() is None
    assert is_whole(log)


def test_what_was_recorded_is_read_with_its_names(log: AuditBook) -> None:
    log.append([READ])

    (told,) = log.read(ALL, recorded=LOOK)

    assert (told.actor, told.subject, told.object) == ("ada", "C-7", "meter 5512")
    assert (told.consent, told.consent_version) == ("CON-77", 2)


def test_a3_whoever_reads_the_log_is_in_it(log: AuditBook) -> None:
    log.append([READ])
    log.read(ALL, recorded=replace(LOOK, actor="eve", purpose="complaint 12"))

    told = log.read(ALL, recorded=LOOK)

    assert [(each.kind, each.actor, each.purpose) for each in told] == [
        ("decision", "ada", "solar proposal"),
        ("log read", "eve", "complaint 12"),
    ]


def test_a3_who_cannot_be_recorded_reads_nothing(log: AuditBook) -> None:
    log.append([READ])

    with pytest.raises(ClockWentBackError):
        log.read(ALL, recorded=later(-3600, LOOK))


def test_pages_follow_each_other_and_the_newest_can_be_asked_for(log: AuditBook) -> None:
    log.append([later(number) for number in range(10)])
    look = later(10, LOOK)

    first = log.read(Asked(limit=4), recorded=look)
    second = log.read(Asked(after=4, limit=4), recorded=look)
    newest = log.read(Asked(newest=True, limit=3), recorded=look)

    assert [each.position for each in first + second] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [each.position for each in newest] == [10, 11, 12]


def test_d16_a_customer_is_told_who_read_what_and_why_also_who_was_denied_it(
    log: AuditBook,
) -> None:
    denied = replace(
        READ,
        verdict=Verdict.DENIED,
        rule="consent-none",
        actor="bob",
        consent="",
        consent_version=0,
    )
    log.append([READ, replace(READ, subject="C-8"), denied, LOOK])

    told = log.read(Asked(subject="C-7"), recorded=replace(LOOK, subject="C-7"))

    assert [(each.position, each.actor, each.purpose, each.verdict) for each in told] == [
        (1, "ada", "solar proposal", "allowed"),
        (3, "bob", "solar proposal", "denied"),
    ]


def test_d16_of_a_stranger_nothing_is_told(log: AuditBook) -> None:
    log.append([READ])

    assert log.read(Asked(subject="C-404"), recorded=LOOK) == ()


def test_d17_destroying_a_key_makes_a_person_unreadable_and_leaves_the_chain_whole(
    log: AuditBook,
) -> None:
    log.append([READ, replace(READ, subject="C-8")])

    position = log.erase("C-7", recorded=ERASE)

    told = log.read(ALL, recorded=LOOK)
    assert position == 3
    assert [each.object for each in told] == ["(erased)", "meter 5512", ""]
    assert [each.subject[:7] for each in told] == ["(erased", "C-8", "(erased"]
    assert (told[2].kind, told[2].actor, told[2].detail) == ("erasure", "eve", "asked by letter")
    assert is_whole(log)


def test_d17_cases_stay_as_they_are_when_a_person_is_erased(store: Store) -> None:
    Desk(store).open()
    log, case = log_of(store), stored(store)
    log.append([READ])

    log.erase("C-7", recorded=ERASE)

    assert case is not None
    assert stored(store) == case
    assert case.customer == "C-7"


def test_d17_who_comes_back_after_being_erased_is_somebody_new(log: AuditBook) -> None:
    log.append([READ])
    log.erase("C-7", recorded=ERASE)

    log.append([later(1)])

    told = log.read(Asked(subject="C-7"), recorded=later(1, LOOK))
    assert [each.position for each in told] == [3]


def test_d17_a_program_that_still_has_the_key_does_not_use_it(store: Store) -> None:
    one, other = log_of(store), log_of(store)
    one.append([READ])
    other.erase("C-7", recorded=ERASE)

    one.append([later(1)])

    told = one.read(ALL, recorded=later(1, LOOK))
    assert [each.subject[:7] for each in told] == ["(erased", "(erased", "C-7"]
    assert told[2].object == "meter 5512"


def test_nobody_is_erased_whom_the_log_does_not_know(log: AuditBook) -> None:
    log.append([READ])

    with pytest.raises(NoSuchPersonError, match="knows no “C-404”"):
        log.erase("C-404", recorded=ERASE)

    assert log.append([READ]) == (2,)


def test_a1_an_entry_from_a_clock_that_went_back_is_refused(log: AuditBook) -> None:
    log.append([READ])

    with pytest.raises(ClockWentBackError, match="the clock went back"):
        log.append([later(-31)])

    assert log.append([later(-29)]) == (2,)


def test_a1_a_clock_that_was_ahead_is_set_right_by_an_entry_that_says_so(log: AuditBook) -> None:
    log.append([later(86_400)])
    with pytest.raises(ClockWentBackError):
        log.append([READ])

    log.append([Entry(at=NOON, kind=Kind.CLOCK, actor="eve", action="go on", detail="battery")])

    assert log.append([READ]) == (3,)
    assert is_whole(log)


def test_a1_one_whose_clock_went_back_takes_no_other_along(log: AuditBook) -> None:
    log.append([READ])

    def append(number: int) -> object:
        try:
            return log.append([later(-3600 if number % 4 == 0 else number / 100)])
        except ClockWentBackError as error:
            return error

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(append, range(40)))

    refused = [number for number, each in enumerate(outcomes) if not isinstance(each, tuple)]
    assert refused == list(range(0, 40, 4))
    assert is_whole(log)


def test_many_at_once_get_each_a_position_of_their_own(log: AuditBook) -> None:
    def append(number: int) -> tuple[int, ...]:
        return log.append([replace(READ, subject=f"C-{number % 7}")] * (1 + number % 3))

    with ThreadPoolExecutor(16) as threads:
        positions = sorted(each for several in threads.map(append, range(90)) for each in several)

    assert positions == list(range(1, 181))
    assert is_whole(log)
    head = log.head()
    assert head is not None
    assert head.position == 180


def test_several_books_at_once_make_one_chain(store: Store) -> None:
    books = [log_of(store) for _ in range(4)]

    def append(number: int) -> tuple[int, ...]:
        return books[number % 4].append([replace(READ, subject=f"C-{number % 5}")])

    with ThreadPoolExecutor(8) as threads:
        positions = sorted(threads.map(append, range(60)))

    assert positions == [(number,) for number in range(1, 61)]
    assert is_whole(books[0])
    assert len(books[0].read(Asked(subject="C-3", limit=99), recorded=LOOK)) == 12


def test_a1_another_secret_does_not_go_on_with_a_log(store: Store) -> None:
    log_of(store).append([READ])
    assert isinstance(store, SqlStore | MemoryStore)

    with pytest.raises(OtherSecretError, match="was begun with the key"):
        AuditBook(store.audit_pages, OTHER_SECRET).append([READ])

    assert is_whole(log_of(store))


def test_whoever_has_the_public_key_alone_verifies(store: Store) -> None:
    log_of(store).append([READ])
    assert isinstance(store, SqlStore | MemoryStore)

    assert list(verified(store.audit_pages, public_key=SECRET.public_key)) == []
    (finding,) = verified(store.audit_pages, public_key=OTHER_SECRET.public_key)
    assert finding.fault == "foreign head"


def test_a_log_goes_on_where_it_was_when_it_is_opened_again(place: Place) -> None:
    with opened(place) as log:
        log.append([READ])

    with opened(place) as log:
        assert log.append([later(1)]) == (2,)
        assert is_whole(log)
        assert log.read(ALL, recorded=later(1, LOOK))[0].subject == "C-7"


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


def test_who_would_wait_for_himself_is_told_so(sqlite: Place) -> None:
    with sqlite.opened() as store:
        log = log_of(store)

        def nest() -> None:
            with store.transaction():
                log.append([READ])

        with pytest.raises(NestedTransactionError):
            nest()

        assert log.append([READ]) == (1,)


def test_what_is_about_a_customer_is_found_by_an_index(place: Place) -> None:
    explain = "explain query plan" if "sqlite" in place.address else "explain"
    query = (
        "select * from audit_entry where substr(content, 37, 9) = '\"subject\"' "
        "and substr(content, 48, 12) = 'x' and position > 0 order by position"
    )
    with opened(place), by_hand(place) as connection:
        if explain == "explain":
            connection.execute(text("set enable_seqscan = off"))
        plan = str(connection.execute(text(f"{explain} {query}")).all())

    assert "audit_by_subject" in plan
