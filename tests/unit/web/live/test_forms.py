"""Forms that somebody else sends in a visitor's name."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from httpx import Response as Reply
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient

from penstock.web.live.building import house_of
from penstock.web.live.pages import Page
from penstock.web.live.routing import routes
from penstock.web.live.visit import Visit
from tests.houses import BASE, COOKIE, SELLER, Office

SAID = {"word": "hello"}


def _take(_visit: Visit, form: Mapping[str, str]) -> Response:
    return PlainTextResponse(f"taken {dict(form)}")


def _show(_visit: Visit) -> Response:
    return PlainTextResponse("shown")


@pytest.fixture
def sender(house: Office) -> "Sender":
    page = Page(path="/say", name="say", show=_show, take=_take)
    app = Starlette(routes=routes(house_of(house.shelf, house.kept), [page]))
    found = TestClient(app, base_url=BASE, follow_redirects=False)
    signed_in = house.signed_in(SELLER)
    found.cookies.set(COOKIE, signed_in.session_id)
    return Sender(found, SAID | {"csrf": signed_in.visitor.csrf})


@dataclass
class Sender:
    """A browser, and the form as a page of ours gave it to it."""

    client: TestClient
    form: dict[str, str]

    def send(self, header: Mapping[str, str] | None = None, **other: str) -> Reply:
        answer: Reply = self.client.post(
            "/say", data=self.form | other, headers={"Origin": BASE} if header is None else header
        )
        return answer


@pytest.mark.parametrize("header", [{"Origin": BASE}, {"Sec-Fetch-Site": "same-origin"}])
def test_a_form_of_our_own_page_is_taken_without_its_secret(
    sender: Sender, header: dict[str, str]
) -> None:
    assert sender.send(header).text == "taken {'word': 'hello'}"


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"{BASE}.evil.example"},
        {"Origin": f"{BASE}:81"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://["},
        {"Origin": f"{BASE}@evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_a_form_that_another_site_sends_changes_nothing(
    sender: Sender, header: dict[str, str]
) -> None:
    answer = sender.send(header)

    assert (answer.status_code, "taken" in answer.text) == (403, False)


@pytest.mark.parametrize("secret", ["", "another session's", "ä"])
def test_a_form_with_another_secret_changes_nothing(sender: Sender, secret: str) -> None:
    answer = sender.send(csrf=secret)

    assert (answer.status_code, "taken" in answer.text) == (403, False)


def test_a_form_of_nobody_is_not_taken(sender: Sender) -> None:
    sender.client.cookies.clear()

    answer = sender.send()

    assert (answer.status_code, "taken" in answer.text) == (401, False)


def test_a_form_without_end_is_not_read(sender: Sender) -> None:
    answer = sender.send(word="x" * 300_000)

    assert answer.status_code == 413
