"""Forms that somebody else sends in a visitor's name."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from penstock.web.live.building import house_of
from penstock.web.live.pages import Page
from penstock.web.live.routing import COOKIE, routes
from penstock.web.live.visit import Visit
from tests.houses import BASE, SELLER, Office

OWN = {"csrf": "a secret of their session", "word": "hello"}


def _take(_visit: Visit, form: Mapping[str, str]) -> Response:
    return PlainTextResponse(f"taken {dict(form)}")


def _show(_visit: Visit) -> Response:
    return PlainTextResponse("shown")


@pytest.fixture
def client(house: Office) -> TestClient:
    page = Page(path="/say", name="say", show=_show, take=_take)
    own = replace(house_of(house.shelf, house.kept, house.guests), entrance="/sign-in")
    found = TestClient(Starlette(routes=routes(own, [page])), base_url=BASE, follow_redirects=False)
    found.cookies.set(COOKIE, SELLER)
    return found


@pytest.mark.parametrize("header", [{"Origin": BASE}, {"Sec-Fetch-Site": "same-origin"}])
def test_a_form_of_our_own_page_is_taken_without_its_secret(
    client: TestClient, header: dict[str, str]
) -> None:
    assert client.post("/say", data=OWN, headers=header).text == "taken {'word': 'hello'}"


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{BASE}.evil.example"},
        {"Origin": f"{BASE}:81"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_a_form_that_another_site_sends_changes_nothing(
    client: TestClient, header: dict[str, str]
) -> None:
    answer = client.post("/say", data=OWN, headers=header)

    assert (answer.status_code, "taken" in answer.text) == (403, False)


@pytest.mark.parametrize("secret", ["", "another session's", "ä"])
def test_a_form_with_another_secret_changes_nothing(client: TestClient, secret: str) -> None:
    answer = client.post("/say", data=OWN | {"csrf": secret}, headers={"Origin": BASE})

    assert (answer.status_code, "taken" in answer.text) == (403, False)


def test_a_form_of_nobody_is_not_taken(client: TestClient) -> None:
    client.cookies.clear()

    answer = client.post("/say", data=OWN, headers={"Origin": BASE})

    assert (answer.status_code, "taken" in answer.text) == (401, False)


def test_a_form_without_end_is_not_read(client: TestClient) -> None:
    answer = client.post("/say", data=OWN | {"word": "x" * 300_000}, headers={"Origin": BASE})

    assert answer.status_code == 413
