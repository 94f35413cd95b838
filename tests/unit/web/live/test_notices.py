"""Notices and alerts in the menu: counted as the boundary lets somebody know of them."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic, sleep

import pytest

from penstock.app.cases import By
from penstock.delivery.noticing import Notice, NoticeKind
from penstock.web.live.showing.notices import WHYS
from tests.houses import ENGINEER, ROLES, SELLER, SERVICE, Office, office

_COUNT = re.compile(r'<a href="/notices">Notices(?: <span class="count">([^<]*)</span>)?</a>')


def count(told: Office, person: str, page: str = "/work") -> str:
    found = _COUNT.search(told.client(person).get(page).text)
    assert found, f"{page} has no notices in its menu"
    return found[1] or ""


def tell(told: Office, person: str, *case_ids: str, at: datetime | None = None) -> None:
    """Let the role of somebody be told that a stage of some cases has begun."""
    store, now = told.cases.store, at or told.cases.now()
    notices = [
        Notice(
            case_id=each,
            seq=len(store.log(each)),
            role=ROLES[person],
            kind=NoticeKind.CONSULTED,
            stage_id="NCV-03.1",
            at=now,
            sentence=f"NCV-03.1 of case {each} has begun.",
        )
        for each in case_ids
    ]
    store.notices.keep(notices, until=store.end())


@pytest.fixture
def told() -> Iterator[Office]:
    """Yield an office in which a seller and an engineer are told of the seller's cases."""
    with office() as found:
        for person in (SELLER, ENGINEER):
            tell(found, person, "SOL-1", "SOL-2", "SOL-3")
        yield found


def test_the_menu_of_every_page_tells_how_many_notices_there_are(told: Office) -> None:
    pages = ("/work", "/capabilities/2.1", "/value-streams/NCV-03")

    assert {count(told, SELLER, page) for page in pages} == {"3"}


def test_whose_roles_are_told_nothing_finds_no_number(told: Office) -> None:
    assert count(told, SERVICE) == ""


def test_what_somebody_may_not_know_of_is_not_counted_and_not_listed(told: Office) -> None:
    assert count(told, ENGINEER) == ""
    assert "SOL-1" not in told.client(ENGINEER).get("/notices").text


def test_there_are_words_for_every_reason_to_be_told() -> None:
    assert set(WHYS) == set(NoticeKind)


def test_what_was_read_is_counted_no_more(told: Office) -> None:
    client = told.client(SELLER)
    page = client.get("/notices").text
    fields = dict(re.findall(r'name="(csrf|until)" value="([^"]*)"', page))

    answer = client.post("/notices", data=fields)

    assert answer.headers["location"] == "/notices"
    assert "There is nothing new for you." in client.get("/notices").text
    assert count(told, SELLER) == ""


def test_what_happened_after_the_page_was_shown_is_not_read(told: Office) -> None:
    client = told.client(SELLER)
    fields = dict(re.findall(r'name="(csrf|until)" value="([^"]*)"', client.get("/notices").text))
    told.cases.open("NCV-03", By(actor="begin", key="late"), case_id="SOL-9", customer="Late")
    tell(told, SELLER, "SOL-9")

    client.post("/notices", data=fields)

    assert "SOL-9" in client.get("/notices").text
    assert "SOL-1" not in client.get("/notices").text


@pytest.mark.parametrize("until", ["", "yesterday", "2026-11-01T09:00:00"])
def test_a_moment_that_is_none_reads_nothing(told: Office, until: str) -> None:
    client = told.client(SELLER)
    page = client.get("/notices").text
    csrf = re.findall(r'name="csrf" value="([^"]*)"', page)[0]

    client.post("/notices", data={"csrf": csrf, "until": until})

    assert "SOL-1" in client.get("/notices").text


def test_a_count_is_looked_up_seldom_and_anew_once_something_has_happened(told: Office) -> None:
    seconds = [0.0]
    counts = told.house.notices
    counts.seconds = lambda: seconds[0]
    asker = told.signed_in(SELLER).visitor.asker
    before = counts.of(asker)
    told.cases.open("NCV-03", By(actor="begin", key="more"), case_id="SOL-9", customer="More")
    tell(told, SELLER, "SOL-9")

    at_once = counts.of(asker)
    seconds[0] = 10.5

    assert (before, at_once, counts.of(asker)) == ("3", "3", "4")


def test_what_was_told_long_ago_is_left_to_the_command(told: Office) -> None:
    tell(told, SERVICE, "GRID-1", at=told.cases.now() - timedelta(days=31))

    assert count(told, SERVICE) == ""


def test_of_very_many_notices_the_menu_says_that_there_are_more(told: Office) -> None:
    for number in range(20):
        by = By(actor="begin", key=f"many-{number}")
        told.cases.open("NCV-03", by, case_id=f"SOL-{number + 20}", customer="Many")
    tell(told, SELLER, *(f"SOL-{number + 20}" for number in range(20)))

    assert count(told, SELLER) == "20+"


def test_a_log_that_is_long_is_followed_beside_all_else(
    told: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penstock.app.live.notices._MOST_BEHIND", 0)
    told.cases.open("NCV-03", By(actor="begin", key="one"), case_id="SOL-9", customer="One")
    counts, store = told.house.notices, told.cases.store

    counts.of(told.signed_in(SELLER).visitor.asker)

    until = monotonic() + 30
    while store.notices.position() != store.end():
        assert monotonic() < until, "the log is not followed"
        sleep(0.02)
    counts.end()
