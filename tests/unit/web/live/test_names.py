"""Somebody whose name is written in other letters, and looks like markup, on every page."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.web.live.building import all_pages
from tests.houses import ROLES, SELLER, office
from tests.unit.web.live.test_routing import PAGES, path_of

NAME = "Łukasz <b>O'Neil</b> 工\u202e"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with office() as town:
        since = town.cases.now() - timedelta(days=9)
        holding = Holding(person=NAME, role=ROLES[SELLER], since=since)
        town.cases.store.people.change(Change(begun=(holding,)), by="HR", reason="joined")
        yield town.client(NAME)


# What happens is told for as long as somebody listens: that page has no end.
@pytest.mark.parametrize("name", sorted({page.name for page in all_pages()} - {"events"}))
def test_a_name_of_any_letters_is_words_on_every_page(client: TestClient, name: str) -> None:
    answer = client.get(path_of(PAGES[name]))

    assert answer.status_code < 500
    assert "<b>O" not in answer.text
    assert all(value.isascii() for value in answer.headers.values())
