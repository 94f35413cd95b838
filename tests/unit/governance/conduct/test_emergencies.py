from datetime import UTC, datetime, timedelta

import pytest

from penstock.governance.accountability.register import Holding, Register
from penstock.governance.conduct.emergencies import (
    Declared,
    EmergencyError,
    confirmed,
    declared,
    reviewed,
    used,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(hours=24)
TICK = timedelta(microseconds=1)
PEOPLE = Register(
    tuple(
        Holding(person=each, role="Engineer", since=NOON) for each in ("Ola", "Pat", "Vic", "Tom")
    )
)


def _declared(*, reason: str = "Ice storm", by: str = "Ola", lasts: timedelta = DAY) -> Declared:
    return declared(reason, number=4, by=by, lasts=lasts, register=PEOPLE, at=NOON)


def _confirmed(*, by: str = "Pat", at: datetime = NOON) -> Declared:
    return confirmed(_declared(), by=by, register=PEOPLE, at=at)


def _reviewed(emergency: Declared, *, by: str, at: datetime = NOON + TICK) -> Declared:
    return reviewed(emergency, by=by, finding="all in order", register=PEOPLE, at=at)


def test_o7_an_emergency_holds_from_the_declaration_until_its_hours_are_over() -> None:
    emergency = _confirmed(at=NOON + timedelta(hours=1))

    assert (emergency.id, emergency.start, emergency.end) == ("EMG-4", NOON, NOON + DAY)
    assert emergency.holds(NOON + DAY - TICK)
    assert not emergency.holds(NOON + DAY)


def test_o7_one_person_opens_nothing() -> None:
    assert not _declared().holds(NOON)
    assert _declared().fact.confirmed_by == ""


def test_o7_nobody_confirms_what_they_declared() -> None:
    with pytest.raises(EmergencyError, match="takes two people"):
        _confirmed(by="Ola")


@pytest.mark.parametrize("lasts", [DAY + TICK, timedelta(), -DAY])
def test_o7_an_emergency_lasts_for_at_most_a_day(lasts: timedelta) -> None:
    with pytest.raises(EmergencyError, match="at most 24 hours"):
        _declared(lasts=lasts)


def test_o7_an_emergency_has_a_reason() -> None:
    with pytest.raises(EmergencyError, match="with its reason"):
        _declared(reason="  ")


def test_o7_both_people_have_a_role() -> None:
    with pytest.raises(EmergencyError, match="Zoe has no role"):
        _declared(by="Zoe")
    with pytest.raises(EmergencyError, match="Zoe has no role"):
        _confirmed(by="Zoe")


def test_o7_what_is_over_is_not_confirmed_any_more() -> None:
    with pytest.raises(EmergencyError, match="EMG-4 ended"):
        _confirmed(at=NOON + DAY)


def test_o7_a_third_confirms_nothing() -> None:
    with pytest.raises(EmergencyError, match="Pat has confirmed"):
        confirmed(_confirmed(), by="Vic", register=PEOPLE, at=NOON)


@pytest.mark.parametrize("person", ["Ola", "Pat", "Tom"])
def test_o7_nobody_reviews_what_they_had_a_part_in(person: str) -> None:
    with pytest.raises(EmergencyError, match="had a part"):
        _reviewed(used(_confirmed(), by="Tom"), by=person)


def test_o7_a_review_ends_the_emergency() -> None:
    emergency = _reviewed(used(_confirmed(), by="Tom"), by="Vic")

    assert emergency.end == NOON + TICK
    assert (emergency.reviewed_by, emergency.finding) == ("Vic", "all in order")
    with pytest.raises(EmergencyError, match="Vic has reviewed"):
        _reviewed(emergency, by="Vic")


def test_o7_a_review_after_the_end_leaves_the_end_as_it_was() -> None:
    assert _reviewed(_confirmed(), by="Vic", at=NOON + 2 * DAY).end == NOON + DAY
