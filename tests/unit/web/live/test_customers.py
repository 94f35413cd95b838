"""The office's side of what customers ask: a list, answers, and links to their pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from penstock.app.customer.requests import Came, Topic, desk_for, requests_in
from penstock.app.customer.viewing import words_for
from penstock.app.links import DeadLinkError, Links, MadeLink
from tests.home_sale import HomeCase
from tests.houses import COOKIE, ENGINEER, SELLER, SERVICE, Office, office

CASE = "/cases/SOL-1/customer"


@pytest.fixture
def town() -> Iterator[Office]:
    """Yield an office of its own: what is asked and answered here stays here."""
    with office() as found:
        yield found


def _links(house: Office) -> Links:
    return Links(records=house.cases.store.records, now=house.cases.now)


def _made(house: Office) -> MadeLink:
    return _links(house).make(
        "SOL-1", purpose="project", person="Rivera 1", by="office", lasts=timedelta(days=9)
    )


def _asked(house: Office, text: str = "Does hail break it?") -> str:
    cases = house.cases
    desk = desk_for(Topic.QUESTION, words_for(cases, cases.case("SOL-1")))
    link = _made(house).link
    return requests_in(cases).ask(Came.by(link), Topic.QUESTION, desk, key=text, text=text).id


def _send(house: Office, who: str, /, **form: str) -> tuple[int, str]:
    client, session = house.client(), house.signed_in(who)
    client.cookies.set(COOKIE, session.session_id)
    answer = client.post(CASE, data={"csrf": session.visitor.csrf, **form})
    return answer.status_code, unescape(answer.text)


def test_a_seller_finds_what_a_customer_asks_and_answers_it(town: Office) -> None:
    name = _asked(town)
    assert "Does hail break it?" in town.client(SELLER).get("/customer-requests").text

    status, _ = _send(town, SELLER, do="reply", request=name, reply="No.")

    assert status == 303
    assert town.client(SELLER).get("/customer-requests.json").json() == {"requests": []}
    assert requests_in(town.cases).of_case("SOL-1")[-1].reply == "No."


def test_the_other_side_learns_nothing_of_what_customers_ask(town: Office) -> None:
    _asked(town)

    assert town.client(ENGINEER).get("/customer-requests.json").json() == {"requests": []}
    assert town.client(ENGINEER).get(CASE).status_code == 404
    assert _send(town, ENGINEER, do="link", person="Eve")[0] == 404


def test_a_link_is_shown_once_and_opens_the_project(town: Office) -> None:
    status, text = _send(town, SELLER, do="link", person="Rivera 1")

    assert status == 200
    found = re.search(r"/my/([\w.-]+)", text)
    assert found
    assert _links(town).opened(found[1], purpose="project").person == "Rivera 1"
    assert found[1] not in town.client(SELLER).get(CASE).text


def test_a_link_is_taken_back_with_a_reason(town: Office) -> None:
    made = _made(town)
    assert _send(town, SELLER, do="revoke", link=made.link.id, reason="")[0] == 422

    assert _send(town, SELLER, do="revoke", link=made.link.id, reason="lost")[0] == 303

    with pytest.raises(DeadLinkError, match="taken back"):
        _links(town).opened(made.path.removeprefix("/my/"), purpose="project")


def test_who_does_not_work_the_stream_makes_no_link(town: Office) -> None:
    status, text = _send(town, SERVICE, do="link", person="Rivera 1")

    assert status in {403, 404, 422}
    assert _links(town).of_case("SOL-1") == ()
    assert "/my/" not in text


@pytest.mark.parametrize("form", [{"do": "reply", "request": "ASK-9", "reply": "x"}, {"do": "x"}])
def test_a_form_that_fits_nothing_is_told_so(town: Office, form: dict[str, str]) -> None:
    assert _send(town, SELLER, **form)[0] in {404, 422}


def test_a_formula_in_a_question_is_none_in_a_table(town: Office) -> None:
    _asked(town, "=HYPERLINK(1)")

    assert ",=HYPERLINK" not in town.client(SELLER).get("/customer-requests.csv").text


def test_staff_are_told_why_a_home_s_customer_reads_the_catalogue_in_english(
    town: Office, tmp_path: Path
) -> None:
    home = HomeCase(replace(town.cases, bound=frozenset())).opened()
    file = tmp_path / "products" / "smart-home" / "catalogue.es.toml"
    file.parent.mkdir(parents=True)
    file.with_name("catalogue.toml").touch()
    file.write_text("[sentences]\nHub = 3\n", encoding="utf-8")
    town.kept.hold(replace(town.cases, ports=replace(town.cases.ports, folder=tmp_path)))

    text = town.client(SELLER).get(f"/cases/{home.id}/customer").text

    assert "Customers read the catalogue in English." in text
    assert "“Hub” is 3; write the sentence in quotation marks." in unescape(text)
