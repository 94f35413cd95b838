"""Cases over HTTP: looking, pages, and what is hidden."""

import pytest

from tests.api_desk import Api
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE


def test_a_case_that_was_opened_is_found_where_its_location_says(api: Api) -> None:
    opened = api.post(
        SELLER, "/cases", {"stream": "NCV-03", "id": "NCV-03-7", "customer": "Rivera"}
    )

    found = api.client.get(
        opened.headers["location"], headers={"Authorization": f"Bearer {SELLER}"}
    )

    assert (opened.status_code, opened.headers["location"]) == (201, "/api/cases/NCV-03-7")
    assert found.json()["customer"] == "Rivera"
    assert found.json()["stage"]["id"] == "NCV-03.1"
    assert found.json()["links"]["self"] == "/api/cases/NCV-03-7"


def test_pages_follow_their_links_to_the_end_and_hold_every_case_once(api: Api) -> None:
    for number in range(5):
        api.open(SELLER, "NCV-03", id=f"NCV-03-{number}")
    seen, path = [], "/cases?stream=NCV-03&limit=2"

    while path:
        page = api.get(SELLER, path)
        seen += [each["id"] for each in page.json()["cases"]]
        link = page.headers.get("link", "")
        path = link.removeprefix("</api").partition(">")[0] if link else ""

    assert seen == [f"NCV-03-{number}" for number in range(5)]


def test_the_other_sides_case_is_answered_as_one_that_never_was(api: Api) -> None:
    api.open(SELLER, "NCV-03", id="NCV-03-1")
    routes = ["", "/explanation", "/history", "/items", "/acts", "/items/Proposal/content"]

    hidden = [api.get(ENGINEER, f"/cases/NCV-03-1{each}") for each in routes]
    never = [api.get(ENGINEER, f"/cases/NCV-03-2{each}") for each in routes]

    assert [each.status_code for each in hidden] == [404] * len(routes)
    assert [each.text.replace("NCV-03-1", "NCV-03-2") for each in hidden] == [
        each.text for each in never
    ]


def test_the_other_sides_cases_are_in_no_list_and_no_count(api: Api) -> None:
    api.open(SELLER, "NCV-03", id="NCV-03-1")

    assert api.get(ENGINEER, "/cases").json() == {"cases": []}
    assert api.get(ENGINEER, "/case-counts").json() == {"counts": []}
    assert api.get(SELLER, "/case-counts").json()["counts"][0]["cases"] == 1


def test_history_is_told_in_order_and_in_pages(api: Api) -> None:
    api.open(SELLER, "NCV-03", id="NCV-03-1")
    api.post(SELLER, "/cases/NCV-03-1/holds", {"reason": "the customer travels"})

    first = api.get(SELLER, "/cases/NCV-03-1/history?limit=1")
    whole = api.get(SELLER, "/cases/NCV-03-1/history").json()["events"]

    assert [each["seq"] for each in whole] == list(range(1, len(whole) + 1))
    assert whole[-1]["sentence"] == "put the case on hold: the customer travels"
    assert whole[0]["at"] == "2026-11-20T12:00:00Z"
    assert 'rel="next"' in first.headers["link"]


def test_a_content_comes_back_as_it_was_recorded(api: Api) -> None:
    api.open(SERVICE, "RCV-03", id="RCV-03-1")
    item = "Validated consumption data (VEE)"
    recorded = api.post(SERVICE, "/cases/RCV-03-1/items", {"item": item, "text": "kWh 1 2 3"})

    held = api.get(SERVICE, "/cases/RCV-03-1/items").json()["items"][0]
    content = api.get(SERVICE, held["content"].removeprefix("/api"))

    assert recorded.status_code == 200, recorded.text
    assert content.text == "kWh 1 2 3"
    assert content.headers["content-type"] == "application/octet-stream"


def test_a_filter_that_does_not_exist_is_no_filter_that_is_left_out(api: Api) -> None:
    answer = api.get(SELLER, "/cases?statsu=open")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/query/statsu"


@pytest.mark.parametrize("cursor", ["%%%", "YQ==", "é", "Y"])
def test_a_cursor_that_nobody_gave_out_is_refused(api: Api, cursor: str) -> None:
    assert api.get(SELLER, f"/cases?cursor={cursor}").status_code == 400


def test_an_answer_that_is_known_already_is_not_sent_again(api: Api) -> None:
    api.open(SELLER, "NCV-03", id="NCV-03-1")
    mark = api.get(SELLER, "/cases/NCV-03-1").headers["etag"]

    again = api.get(SELLER, "/cases/NCV-03-1", If_None_Match=mark)

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
