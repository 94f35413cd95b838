"""Totals over many customers are given out where nobody can be recognised in them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from penstock.app.cases.door import Door
from penstock.app.releasing import NotReleasedError, Releases, Shown
from penstock.governance.audit.entry import Verdict
from penstock.governance.audit.ports import AuditError
from penstock.governance.boundary.releasing import Released
from penstock.governance.conduct.records import NoSuchRecordError
from tests.unit.app.guarding.office import AUDITOR, ENGINEER, SELLER, Office, by

USAGE = "Validated consumption data (VEE)"


def _record(office: Office, number: int, kwh: Any, *, take: str = "1") -> None:
    case_id = f"RCV-03-B{number}"
    cases, content = office.behind(), json.dumps({"kwh": kwh}).encode()
    if office.store.case(case_id) is None:
        cases.open("RCV-03", by("g", case_id), case_id=case_id, customer=f"C-{number}")
    cases.record(case_id, USAGE, content, by("g", f"{case_id}/{take}"))


def _office(count: int, *, kwh: float = 100) -> Office:
    office = Office()
    for number in range(count):
        _record(office, number, kwh + number / 2)
    return office


def _releases(office: Office, person: str = SELLER) -> Releases:
    cases = office.cases(person)
    assert isinstance(cases.door, Door)
    return Releases(cases=cases, door=cases.door)


def _release(office: Office, person: str = SELLER) -> Shown:
    return _releases(office, person).release("RCV-03", USAGE, "kwh")


def _denied(office: Office) -> str:
    with pytest.raises(NotReleasedError) as denied:
        _release(office)
    return denied.value.rule


def test_d11_a_total_over_fifteen_customers_is_given_out() -> None:
    released = _release(_office(15)).released

    assert (released.total, released.customers, released.to) == ("1552.5", 15, "non-regulated")
    assert released.rule == "safe-aggregate"


def test_d11_one_over_fourteen_is_not_and_nothing_is_kept() -> None:
    office = _office(14)

    assert _denied(office) == "aggregate-too-few"

    assert office.store.records.latest(Released) == ()


def test_d11_two_cases_of_one_customer_are_one_customer() -> None:
    office = _office(14)
    behind = office.behind()
    behind.open("RCV-03", by("g", "two"), case_id="RCV-03-TWO", customer=" c-0")
    behind.record("RCV-03-TWO", USAGE, b'{"kwh": 1}', by("g", "two/1"))

    assert _denied(office) == "aggregate-too-few"


def test_d11_one_customer_who_makes_up_more_than_15_percent_keeps_it_back() -> None:
    office = _office(20)
    _record(office, 20, 1000)

    assert _denied(office) == "aggregate-too-concentrated"


def test_d11_a_total_that_with_an_earlier_one_singles_somebody_out_is_not_given_out() -> None:
    office = _office(20)
    _release(office)
    _record(office, 20, 100)

    assert _denied(office) == "aggregate-isolates"


def test_d11_fifteen_who_come_later_hide_each_other() -> None:
    office = _office(20)
    _release(office)
    for number in range(20, 35):
        _record(office, number, 100)

    assert _release(office).released.customers == 35


def test_d11_a_correction_of_one_customer_is_not_told_by_a_second_total() -> None:
    office = _office(20)
    _release(office)
    _record(office, 3, 140, take="2")

    assert _denied(office) == "aggregate-isolates"


def test_d11_the_same_total_is_given_out_again() -> None:
    office = _office(20)

    assert _release(office).released.total == _release(office).released.total


def test_d11_amounts_below_zero_are_not_added_up() -> None:
    office = _office(20)
    _record(office, 20, -1)

    assert _denied(office) == "amount-below-zero"


def test_d13_what_a_total_was_made_of_is_shown_to_the_side_it_is_of_alone() -> None:
    office = _office(15)

    assert _release(office).released.parts == ()
    shown = _releases(office, ENGINEER).named("rel-1")
    assert len(shown.released.parts) == 15
    part = shown.released.parts[0]
    assert (part.case_id, part.item, part.version) == ("RCV-03-B0", USAGE, 1)
    held = office.store.case("RCV-03-B0")
    assert held is not None
    assert part.sha256 == held.items[USAGE].sha256


def test_a_total_that_was_given_to_another_is_not_listed() -> None:
    office = _office(15)
    _release(office, AUDITOR)

    assert _releases(office).all() == ()
    with pytest.raises(NoSuchRecordError):
        _releases(office).named("REL-1")


def test_a1_the_decision_is_on_record_before_the_total_is_and_no_name_is_kept() -> None:
    office = _office(15)
    _release(office)

    told = [each for each in office.entries() if each.actor == SELLER]
    assert (told[0].action, told[0].verdict) == ("release", Verdict.ALLOWED)
    assert (told[1].action, told[1].detail) == ("open total", f"{USAGE}: kwh, to non-regulated")
    (kept,) = office.store.records.latest(Released)
    assert "C-3" not in str(kept)


def test_a1_a_denied_total_is_on_record() -> None:
    office = _office(14)
    _denied(office)

    (told,) = [each for each in office.entries() if each.actor == SELLER]
    assert (told.verdict, told.rule) == (Verdict.DENIED, "aggregate-too-few")


def test_a1_nothing_is_given_out_where_the_log_takes_nothing() -> None:
    office = _office(15)
    releases = _releases(office)

    class Full:
        def append(self, _entries: object) -> None:
            raise AuditError("The disk is full.")

    guard = replace(releases.door.guard, log=Full())  # type: ignore[arg-type]
    broken = replace(releases, door=replace(releases.door, guard=guard))

    with pytest.raises(AuditError):
        broken.release("RCV-03", USAGE, "kwh")
    assert office.store.records.latest(Released) == ()


def test_whoever_releases_at_the_same_moment_is_seen() -> None:
    office = _office(20)
    releases = _releases(office)
    append, once = releases.door.guard.log.append, iter([True])

    class Slow:
        """Somebody else releases a total while this one waits for the log."""

        def append(self, entries: Any) -> object:
            if next(once, False):
                _release(office)
                _record(office, 20, 100)
            return append(entries)

    guard = replace(releases.door.guard, log=Slow())  # type: ignore[arg-type]
    slow = replace(releases, door=replace(releases.door, guard=guard))

    with pytest.raises(NotReleasedError) as denied:
        slow.release("RCV-03", USAGE, "kwh")
    assert denied.value.rule == "aggregate-isolates"
