"""Postings, incidents, emergencies and proposals, wherever they are kept."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from penstock.app.conduct.book import Book, no_log
from penstock.app.conduct.postings import Postings
from penstock.app.links import PersonalLink
from penstock.delivery.ports import Store
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.ports import OvertakenError
from penstock.governance.accountability.register import Holding, Register
from penstock.governance.boundary.lineage import Lineage, Source
from penstock.governance.boundary.releasing import Part, Released
from penstock.governance.conduct.emergencies import Declared
from penstock.governance.conduct.incidents import Incident
from penstock.governance.conduct.postings import Posting, PostingKind, done
from penstock.governance.conduct.records import Record, StaleRecordError
from penstock.governance.council.founding import Founding, Seat
from penstock.governance.council.proposals import Approval, ChangedFile, Impact, Proposal
from tests.contract.places import Place, by_hand
from tests.unit.delivery.working import NOON

LATER = NOON + timedelta(hours=3)
POSTING = Posting(
    number=1,
    kind=PostingKind.DISCLOSURE,
    about="feeder loading, disclosed to “Sales”",
    opened_at=NOON,
    opened_by="Ada",
    due_at=LATER,
)
INCIDENT = Incident(
    number=1,
    what="usage",
    recipient="Sales",
    found_by="Ada",
    found_at=NOON,
    opened_by="Ada",
    opened_at=NOON,
)
EMERGENCY = Declared(number=1, reason="storm", declared_by="Ola", start=NOON, end=LATER)
PROPOSAL = Proposal(
    number=1,
    owner="Ola",
    owner_role="Regulatory Counsel",
    reason="an order",
    source="18 CFR 358",
    effective=NOON,
    before_sha256="a" * 64,
    sha256="b" * 64,
    files=(ChangedFile(name="3-consent.cedar", sha256="c" * 64),),
    impact="3 questions: 1 decided otherwise.",
    proposed_by="Ola",
    proposed_at=NOON,
    approvals=(Approval(person="Pat", role="General Counsel", at=NOON),),
)
FOUNDING = Founding(
    person="Hanna", role="HR Business Partner", reason="begins", founded_by="Bea", founded_at=NOON
)
SEAT = Seat(
    number=1,
    person="Hanna",
    role="HR Business Partner",
    reason="HR left",
    needed=2,
    approvals=(Approval(person="Pat", role="General Counsel", at=NOON),),
)
LINEAGE = Lineage(
    number=1,
    case_id="SOL-1",
    item="Qualified lead",
    made_of=(Source(case_id="BILL-1", item="Meter data", version=2, sha256="d" * 64),),
    said_by="Sal",
    said_at=NOON,
)
RELEASED = Released(
    number=1,
    measure="Meter data: kwh",
    side="regulated",
    to="non-regulated",
    total="1507.5",
    customers=15,
    parts=(Part(case_id="B-1", item="Meter data", version=2, sha256="d" * 64, unit="e:d"),),
    rule="safe-aggregate",
    policy_sha256="f" * 64,
    released_by="Sal",
    released_at=NOON,
)
LINK = PersonalLink(
    case_id="SOL-1",
    number=1,
    purpose="project",
    person="Ada",
    secret_sha256="a" * 64,
    made_by="Sal",
    made_at=NOON,
    expires_at=LATER,
)
IMPACT = Impact(number=1, lines=("a line", "another"))
ADA = Holding(person="Ada", role="Solar Designer", since=NOON)


@pytest.mark.parametrize(
    "record",
    [POSTING, INCIDENT, EMERGENCY, PROPOSAL, IMPACT, FOUNDING, SEAT, RELEASED, LINEAGE, LINK],
)
def test_a_record_comes_back_as_it_was(store: Store, record: Record) -> None:
    store.records.keep(record)

    assert store.records.latest(type(record)) == (record,)


def test_d13_what_was_said_of_a_case_is_found_by_the_case(store: Store) -> None:
    other = replace(LINEAGE, number=2, case_id="SOL-10")
    last = replace(LINEAGE, number=3, item="Customer “Zoë”")
    store.records.keep(LINEAGE, other, last, replace(INCIDENT, case_id="SOL-1"))

    assert store.records.of_case(Lineage, "SOL-1") == (LINEAGE, last)
    assert store.records.of_case(Lineage, "sol-1") == ()


@pytest.mark.parametrize("case_id", ["A" * 64, "a.b_c-1"])
def test_a_case_of_whatever_id_has_its_records(store: Store, case_id: str) -> None:
    said = replace(LINEAGE, case_id=case_id)
    store.records.keep(said, replace(LINEAGE, number=2, case_id=f"{case_id[:-1]}B"))

    assert store.records.of_case(Lineage, case_id) == (said,)


def test_kinds_are_counted_apart_with_all_their_versions(store: Store) -> None:
    store.records.keep(POSTING, replace(POSTING, number=2), INCIDENT)
    store.records.keep(replace(POSTING, number=2, version=2))

    assert [store.records.count(kind) for kind in (Posting, Incident, Declared)] == [3, 1, 0]


def test_kinds_are_numbered_apart(store: Store) -> None:
    store.records.keep(POSTING, replace(POSTING, number=2), INCIDENT)

    assert [store.records.next_number(kind) for kind in (Posting, Incident, Declared)] == [3, 2, 1]


def test_the_latest_version_counts_and_all_stay(store: Store) -> None:
    after = done(POSTING, by="Ben", where="the site", at=LATER)
    store.records.keep(POSTING)

    store.records.keep(after)

    assert store.records.latest(Posting) == (after,)
    assert store.records.versions(Posting, 1) == (POSTING, after)
    assert store.records.versions(Posting, 2) == ()


@pytest.mark.parametrize("version", [1, 3])
def test_all_or_none_are_kept(store: Store, version: int) -> None:
    store.records.keep(POSTING)

    with pytest.raises(StaleRecordError):
        store.records.keep(INCIDENT, replace(POSTING, version=version))

    assert store.records.latest(Incident) == ()
    assert store.records.latest(Posting) == (POSTING,)


def test_o6_a_move_and_its_posting_are_kept_together(store: Store) -> None:
    store.people.change(Change(begun=(ADA,)), by="HR", reason="joined", records=[POSTING])

    again = replace(POSTING, number=2)
    with pytest.raises(OvertakenError):
        store.people.change(Change(begun=(ADA,)), by="HR", reason="twice", records=[again])

    assert store.records.latest(Posting) == (POSTING,)


def test_o6_nobody_moves_without_the_posting(store: Store) -> None:
    store.records.keep(POSTING)

    with pytest.raises(StaleRecordError):
        store.people.change(Change(begun=(ADA,)), by="HR", reason="joined", records=[POSTING])

    assert store.people.register() == Register()


@pytest.mark.parametrize("statement", ["delete from record", "update record set content = ''"])
def test_nobody_changes_a_record(place: Place, statement: str) -> None:
    with place.opened() as store:
        store.records.keep(POSTING)

    with pytest.raises(DBAPIError), by_hand(place) as connection:
        connection.execute(text(statement))


def test_programs_that_write_at_once_number_each_record_once(place: Place) -> None:
    def add(_turn: int) -> None:
        with place.opened() as store:
            book = Book(
                records=store.records, append=no_log, calendar=lambda: None, now=lambda: NOON
            )
            for _ in range(5):
                Postings(book=book).add(PostingKind.WAIVER, "section 4.2", by="Ola")

    with place.opened() as store, ThreadPoolExecutor(4) as programs:
        list(programs.map(add, range(4)))

        numbers = [each.number for each in store.records.latest(Posting)]

    assert numbers == list(range(1, 21))
