"""The map of a stream with its cases: counted as the boundary lets somebody see them."""

import re

from tests.houses import ENGINEER, SELLER, Office

_TILE = re.compile(r'<a href="([^"]*)" aria-label="([^"]*open case[^"]*)">')
STREAM = "/value-streams/NCV-03"


def test_a_stage_shows_its_cases_and_leads_to_their_list(house: Office) -> None:
    client = house.client(SELLER)

    (href, words), *_ = _TILE.findall(client.get(STREAM).text)

    assert words.startswith("3 open cases")
    listed = client.get(href.replace("&amp;", "&")).text
    assert [each for each in ("SOL-1", "SOL-2", "SOL-3") if each in listed] == [
        "SOL-1",
        "SOL-2",
        "SOL-3",
    ]


def test_nobody_learns_from_a_map_how_many_cases_the_other_side_has(house: Office) -> None:
    text = house.client(ENGINEER).get(STREAM).text

    assert _TILE.findall(text) == []
    assert "3 open cases" not in text


def test_who_is_not_signed_in_reads_what_the_documents_say(house: Office) -> None:
    text = house.client().get(f"{STREAM}.html").text

    assert "Value stream map" in text
    assert "open case" not in text


def test_the_address_with_its_ending_shows_the_same(house: Office) -> None:
    client = house.client(SELLER)

    assert client.get(STREAM).text == client.get(f"{STREAM}.html").text


def test_a_stream_that_nobody_describes_is_no_page(house: Office) -> None:
    assert house.client(SELLER).get("/value-streams/NCV-99").status_code == 404


def test_the_pace_of_a_stage_is_told_by_visits_that_are_over_alone(house: Office) -> None:
    text = house.client(SELLER).get("/value-streams/NCV-03?colour=pace").text

    assert "too few visits to tell" in text
    assert "Show cases alone" in text


def test_how_long_stages_of_the_other_side_take_is_closed(house: Office) -> None:
    answer = house.client(ENGINEER).get("/value-streams/NCV-03?colour=pace")

    assert answer.status_code == 403
