"""Acts are on record before they are kept, and numbered once each, whoever is faster."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from penstock.app.conduct.book import Book
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import AuditError
from penstock.governance.conduct.incidents import Incident
from penstock.governance.conduct.postings import Posting, PostingKind
from penstock.governance.conduct.records import Record
from penstock.store.memory_records import MemoryRecords
from tests.unit.app.cases.bench import NOON

POSTING = Posting(
    number=1,
    kind=PostingKind.WAIVER,
    about="section 4.2",
    opened_at=NOON,
    opened_by="Ola",
    due_at=NOON,
)
INCIDENT = Incident(
    number=1,
    what="usage",
    recipient="Sales",
    customer="Rivera",
    found_by="Ola",
    found_at=NOON,
    opened_by="Ola",
    opened_at=NOON,
)


def _book(records: MemoryRecords, entries: list[Entry]) -> Book:
    return Book(records=records, append=entries.extend, calendar=lambda: None, now=lambda: NOON)


def test_who_was_slower_takes_the_next_number() -> None:
    records, tried = MemoryRecords(), list[int]()

    def made() -> Sequence[Posting]:
        number = records.next_number(Posting)
        if not tried:
            # Somebody takes the number before this one is kept.
            records.keep(replace(POSTING, number=number, about="another"))
        tried.append(number)
        return [replace(POSTING, number=number)]

    (kept,) = _book(records, []).write(made, by="Ola")

    assert tried == [1, 2]
    assert [each.about for each in records.latest(Posting)] == ["another", "section 4.2"]
    assert kept.id == "POST-2"


def test_a1_what_the_log_does_not_take_is_not_kept() -> None:
    records = MemoryRecords()

    def full(_entries: Sequence[Entry]) -> None:
        raise AuditError("disk full")

    book = Book(records=records, append=full, calendar=lambda: None, now=lambda: NOON)
    with pytest.raises(AuditError):
        book.write(lambda: [POSTING], by="Ola")

    assert records.latest(Posting) == ()


def test_an_act_about_a_customer_is_on_record_under_their_name() -> None:
    entries: list[Entry] = []

    acts: list[Record] = [INCIDENT, POSTING]

    _book(MemoryRecords(), entries).write(lambda: acts, by="Pat")

    assert [(each.kind, each.action, each.subject) for each in entries] == [
        (Kind.POSTING, "open incident", "Rivera"),
        (Kind.POSTING, "open posting", ""),
    ]
    assert {each.actor for each in entries} == {"Pat"}
