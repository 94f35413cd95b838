"""One look at a page: decided piece by piece, kept by one COMMIT, and never handed out before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.cases import Cases
from penstock.app.guarding.look import LONGEST, Look
from penstock.delivery.ports import Wanted
from penstock.governance.accountability.register import Register
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import AuditLog, NotKeptError
from penstock.kernel.sides import Side
from tests.unit.app.cases.bench import NOON
from tests.unit.app.guarding.office import SELLER, Office, by

_SEEN = Entry(at=NOON, kind=Kind.DECISION, actor="Sal", action="read")


@pytest.fixture
def office() -> Office:
    """Return an office with two cases of AES."""
    office = Office()
    for each in ("SOL-1", "SOL-2"):
        office.behind().open("NCV-03", by("p", each), case_id=each, customer="Rivera")
    return office


@pytest.fixture
def appended(office: Office, monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Entry]]:
    """Return what the log is given from now on, each time as much as one COMMIT keeps."""
    return _watched(office.log, monkeypatch)


def _watched(log: AuditLog, monkeypatch: pytest.MonkeyPatch) -> list[Sequence[Entry]]:
    given: list[Sequence[Entry]] = []
    append = log.append

    def kept(entries: Sequence[Entry]) -> tuple[int, ...]:
        given.append(entries)
        return append(entries)

    monkeypatch.setattr(log, "append", kept)
    return given


def _look_around(cases: Cases) -> None:
    cases.find(Wanted())
    cases.counts()
    cases.case("SOL-1")


def test_what_stands_on_one_page_is_kept_by_one_commit(
    office: Office, appended: list[Sequence[Entry]]
) -> None:
    look = Look()
    _look_around(office.cases(SELLER).during(look))
    assert not appended

    look.end()

    assert [[each.object for each in kept] for kept in appended] == [
        ["SOL-1", "SOL-2", "counts", "SOL-1"]
    ]


def test_a_look_leaves_the_entries_that_the_same_asked_one_by_one_leaves(
    office: Office, appended: list[Sequence[Entry]]
) -> None:
    _look_around(office.cases(SELLER))
    one_by_one = [each for kept in appended for each in kept]
    appended.clear()
    look = Look()

    _look_around(office.cases(SELLER).during(look))
    look.end()

    assert [each for kept in appended for each in kept] == one_by_one


def test_what_is_asked_alone_stands_behind_what_was_shown_before(
    office: Office, appended: list[Sequence[Entry]]
) -> None:
    cases = office.cases(SELLER).during(Look())
    cases.find(Wanted(limit=1))

    assert cases.door
    cases.door.require_look("solar", side=Side.NON_REGULATED)

    assert [[each.object for each in kept] for kept in appended] == [["SOL-1"], ["solar"]]


def test_whose_look_cannot_be_kept_is_told_so(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_entries: Sequence[Entry]) -> tuple[int, ...]:
        raise NotKeptError("the disk is full")

    look = Look()
    office.cases(SELLER).during(look).find(Wanted())
    monkeypatch.setattr(office.log, "append", full)

    with pytest.raises(NotKeptError):
        look.end()


def test_after_its_end_entries_are_kept_as_they_come(
    office: Office, appended: list[Sequence[Entry]]
) -> None:
    look = Look()
    look.end()

    office.cases(SELLER).during(look).counts()

    assert [len(kept) for kept in appended] == [1]


def test_no_entry_waits_until_the_log_would_take_it_for_one_of_a_wrong_clock(
    office: Office, appended: list[Sequence[Entry]]
) -> None:
    look, late = Look(), replace(_SEEN, at=NOON + LONGEST + timedelta(seconds=1))
    look.record([_SEEN], office.log)

    look.record([late], office.log)

    assert appended == [[_SEEN, late]]


def test_who_asks_is_looked_up_once_for_a_page(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Register] = []
    register = office.store.people.register

    def looked_up() -> Register:
        looked.append(register())
        return looked[-1]

    monkeypatch.setattr(office.store.people, "register", looked_up)

    _look_around(office.cases(SELLER).during(Look()))

    assert len(looked) == 1
