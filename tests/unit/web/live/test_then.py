"""Pages as of a day that is over: `?at=` in their address."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

import pytest

from penstock.app.cases import By
from penstock.delivery import commands as do
from penstock.web.live.building import all_pages
from tests.houses import SELLER, Office, office

DATED = [page.name for page in all_pages() if page.is_dated]


@pytest.fixture(scope="module")
def then() -> Iterator[tuple[Office, str]]:
    """Yield an office, and the moment before a case was put on hold."""
    with office() as found:
        moment: datetime = found.cases.now()
        found.cases.act("SOL-1", do.Hold(reason="Holiday"), By(actor="begin", key="hold"))
        yield found, quote(moment.isoformat())


@pytest.mark.parametrize(
    "path", ["/cases", "/cases/SOL-1", "/board", "/board/NCV-03", "/value-streams/NCV-03"]
)
def test_a_page_says_which_day_it_shows_and_leads_back(then: tuple[Office, str], path: str) -> None:
    house, moment = then

    page = house.client(SELLER).get(f"{path}?at={moment}")

    assert page.status_code == 200
    assert "As it was on" in page.text
    assert f'<a href="{path}">Back to now</a>' in page.text


def test_a_case_of_then_offers_nothing(then: tuple[Office, str]) -> None:
    house, moment = then
    client = house.client(SELLER)

    now, past = client.get("/cases/SOL-1").text, client.get(f"/cases/SOL-1?at={moment}").text

    assert "Holiday" in now
    assert "Holiday" not in past
    assert 'method="post" action="/cases' in now
    assert 'method="post" action="/cases' not in past


def test_each_line_of_the_history_leads_to_the_case_as_it_stood(
    then: tuple[Office, str],
) -> None:
    house, _ = then

    page = house.client(SELLER).get("/cases/SOL-1").text

    assert page.count('title="The case as it stood then"') == page.count("<time datetime=")


def test_lists_lead_to_cases_of_the_same_day(then: tuple[Office, str]) -> None:
    house, moment = then

    page = house.client(SELLER).get(f"/cases?at={moment}").text

    assert f'href="/cases/SOL-1?at={moment}"' in page


def test_a_form_is_not_taken_in_the_past(then: tuple[Office, str]) -> None:
    house, moment = then

    answer = house.client(SELLER).post(f"/cases/SOL-2?at={moment}", data={"do": "cancel"})

    assert answer.status_code == 409
    assert "Nothing can be done in the past" in answer.text
    assert house.cases.explain("SOL-2").status == "open"


@pytest.mark.parametrize("at", ["2999-01-01", "yesterday", "0000-00-00"])
def test_a_day_that_is_none_is_told_of(then: tuple[Office, str], at: str) -> None:
    house, _ = then

    answer = house.client(SELLER).get(f"/cases?at={at}")

    assert answer.status_code == 400
    assert "is no day or moment that is over" in answer.text


def test_a_page_of_now_alone_says_so(then: tuple[Office, str]) -> None:
    house, moment = then

    answer = house.client(SELLER).get(f"/work?at={moment}")

    assert answer.status_code == 400
    assert "This page shows how things are now" in answer.text


def test_maps_boards_cases_and_insights_show_the_past() -> None:
    assert {"cases", "case", "board", "boards", "value-stream", "insights"} <= set(DATED)


def test_the_files_of_a_page_are_those_of_its_day(then: tuple[Office, str]) -> None:
    house, moment = then
    client = house.client(SELLER)

    for page in ("cases/SOL-1", "board/NCV-03", "value-streams/NCV-03"):
        text = client.get(f"/{page}?at={moment}").text
        assert f"{page}.pdf?at={moment}" in text
        assert f"{page}.json?at={moment}" in text
