"""Cases as they stood on a day that is over."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from penstock.app.cases import By, NoSuchCaseError
from penstock.app.cases.then import UnfitMomentError, then
from penstock.app.guarding.asker import Asker
from penstock.delivery import commands as do
from penstock.delivery.ports import Wanted
from penstock.store import past
from penstock.store.past import CrowdedPastError, PastError
from tests.houses import ENGINEER, SELLER, Office, office

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LOS_ANGELES = ZoneInfo("America/Los_Angeles")


@pytest.fixture
def house() -> Iterator[Office]:
    """Return an office whose first case was put on hold after a moment that is known."""
    with office() as found:
        yield found


@pytest.fixture
def before(house: Office) -> datetime:
    """Return the moment before a case was put on hold, and another one begun."""
    moment = house.cases.now()
    house.cases.act("SOL-1", do.Hold(reason="Holiday"), By(actor="begin", key="hold"))
    house.cases.open("NCV-03", By(actor="begin", key="later"), case_id="SOL-8", customer="Later")
    return moment


def test_a_case_is_shown_as_it_stood(house: Office, before: datetime) -> None:
    shown = house.cases.then(before).show("SOL-1")

    assert house.cases.show("SOL-1").standing.status == "held"
    assert (shown.standing.status, shown.standing.reason) == ("open", "")
    assert all(each.stamp.at <= before for each in shown.log)


def test_nothing_is_offered_in_the_past(house: Office, before: datetime) -> None:
    assert house.cases.explain("SOL-2").possible
    assert house.cases.then(before).explain("SOL-2").possible == ()


def test_nothing_can_be_done_in_the_past(house: Office, before: datetime) -> None:
    with pytest.raises(PastError, match="Nothing can be done in the past"):
        house.cases.then(before).act(
            "SOL-2", do.Hold(reason="Holiday"), By(actor="begin", key="then")
        )
    assert house.cases.explain("SOL-2").status == "open"


def test_a_case_that_was_not_begun_is_not_there(house: Office, before: datetime) -> None:
    then_cases = house.cases.then(before)

    with pytest.raises(NoSuchCaseError):
        then_cases.show("SOL-8")
    found = [each.case_id for each in then_cases.find(Wanted(stream_id="NCV-03"))]
    assert found == ["SOL-1", "SOL-2", "SOL-3"]


def test_counts_are_those_of_then(house: Office, before: datetime) -> None:
    counts = house.cases.then(before).counts()

    (sol,) = [each for each in counts if each.stream_id == "NCV-03"]
    assert (sol.status, sol.cases) == ("open", 3)
    assert house.cases.then(before - timedelta(days=30)).counts() == ()


def test_a_side_sees_no_more_of_the_past_than_of_now(house: Office, before: datetime) -> None:
    seller = house.cases.seen_by(Asker(person=SELLER)).then(before)
    engineer = house.cases.seen_by(Asker(person=ENGINEER)).then(before)

    assert [each.case_id for each in seller.find(Wanted())] == ["SOL-1", "SOL-2", "SOL-3"]
    assert [each.case_id for each in engineer.find(Wanted())] == ["GRID-1"]
    with pytest.raises(NoSuchCaseError):
        seller.show("GRID-1")


def test_more_cases_than_are_read_again_are_refused(
    house: Office, before: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "MOST_CASES", 2)

    with pytest.raises(CrowdedPastError, match="4 cases of NCV-03"):
        house.cases.then(before, stream="NCV-03").counts()


def test_a_day_means_its_end() -> None:
    found = then("2026-11-01", now=NOW, zone=LOS_ANGELES)

    # Midnight of Los Angeles, wherever this machine stands; clocks were put back that night.
    assert found == datetime(2026, 11, 2, 8, tzinfo=UTC)


def test_today_means_now() -> None:
    today = NOW.astimezone(LOS_ANGELES).date().isoformat()

    assert then(today, now=NOW, zone=LOS_ANGELES) <= NOW


def test_a_moment_means_itself() -> None:
    assert then("2026-11-01T09:30+00:00", now=NOW, zone=LOS_ANGELES) == datetime(
        2026, 11, 1, 9, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "words", ["2026-11-29", "9999-12-31", "yesterday", "2026-13-01", "2026-11-01T09:30", "x" * 10]
)
def test_what_is_no_moment_that_is_over_is_told(words: str) -> None:
    with pytest.raises(UnfitMomentError, match="is no day or moment that is over"):
        then(words, now=NOW, zone=LOS_ANGELES)
