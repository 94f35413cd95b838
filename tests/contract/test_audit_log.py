"""The audit log on every store: what is answered is kept, in one chain, or nothing is answered."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from penstock.delivery.ports import Store
from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.ports import (
    Asked,
    ClockWentBackError,
    NoSuchPersonError,
    OtherSecretError,
)
from penstock.store.audit import AuditBook, verified
from penstock.store.errors import NestedTransactionError
from penstock.store.memory import MemoryStore
from penstock.store.sql import SqlStore
from tests.contract.audit_books import ALL, ERASE, is_whole, later, log_of, opened
from tests.contract.desk import Desk, stored
from tests.contract.places import Place, by_hand
from tests.unit.governance.audit.logs import LOOK, NOON, OTHER_SECRET, READ, SECRET


@pytest.fixture
def log(store: Store) -> AuditBook:
    """Return the empty log of an empty store."""
    return log_of(store)


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
