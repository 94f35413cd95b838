"""Every page of the application before everybody: nobody, and people of each side and of both."""

import re
from itertools import product

import pytest
from starlette.routing import Route

from penstock.app.signing_in import Visitor
from penstock.architecture.model import Kind
from penstock.web.live.building import all_pages
from penstock.web.live.pages import EVERYBODY, SIGNED_IN, Audience, Page
from penstock.web.live.routing import SECTIONS, ways
from penstock.web.site.addresses import DIFFERENCES, HOME, index_of
from tests.houses import ENGINEER, ROLES, SELLER, SERVICE, Office

PEOPLE = ("", SELLER, ENGINEER, SERVICE)
PAGES = {page.name: page for page in all_pages()}
# What stands in a page's path for the parts that it is asked about.
PARTS = {
    "case": "SOL-1",
    "picture": "roof.svg",
    "role": "none",
    "stage": "NCV-03.1",
    "stream": "NCV-03",
    "version": "1",
}
STREAMS = index_of(Kind.VALUE_STREAM)


def path_of(page: Page) -> str:
    return re.sub(r"\{(\w+)\}", lambda part: PARTS.get(part[1], "1"), page.path)


def _guest(person: str, house: Office) -> Visitor | None:
    return house.signed_in(person).visitor if person else None


@pytest.mark.parametrize(("name", "person"), list(product(PAGES, PEOPLE)))
def test_a_page_is_shown_to_those_whom_it_is_declared_for(
    house: Office, name: str, person: str
) -> None:
    page = PAGES[name]

    answer = house.client(person).get(path_of(page))

    if page.audience.admits(_guest(person, house)):
        # The boundary may still close what such a page would show, and says by which rule.
        closes = ("is closed to", "(act-not-personnel)")
        assert answer.status_code != 403 or any(each in answer.text for each in closes)
        assert answer.status_code != 401
        assert answer.status_code < 500
    elif person:
        assert answer.status_code == 403
    else:
        assert answer.headers["location"].startswith("/sign-in?next=/")


@pytest.mark.parametrize(
    "path", [path_of(page) for page in all_pages()] + ["/nowhere", "/api/none"]
)
def test_every_answer_is_guarded(house: Office, path: str) -> None:
    headers = house.client(SELLER).get(path).headers

    assert headers["content-security-policy"].startswith("default-src 'self'; base-uri 'none'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    # What says who is signed in is kept by nobody but their own browser, and asked for anew.
    is_page = headers.get("content-type", "").startswith("text/html")
    assert headers["cache-control"] in {"no-store", "private, no-cache" if is_page else "no-cache"}


def test_no_route_but_those_of_declared_pages_and_the_site_is_there(house: Office) -> None:
    routes = house.client().app.routes  # type: ignore[attr-defined]  # Starlette's own

    found = {each.path for each in routes if isinstance(each, Route)}

    declared = {page.path for page in all_pages()}
    endings = {page.address(each) for page in all_pages() for each in page.forms}
    assert found == declared | endings | {"/{path:path}"}
    assert len(PAGES) == len(all_pages())


def test_a_page_stands_under_an_entry_of_the_menu_that_leads_somewhere() -> None:
    assert {page.section for page in all_pages()} <= {*SECTIONS, "", HOME, STREAMS, DIFFERENCES}
    assert {way.words for way in ways(all_pages())} <= set(SECTIONS)


@pytest.mark.parametrize("person", sorted(ROLES))
def test_an_audience_is_a_side_and_a_role(house: Office, person: str) -> None:
    guest = _guest(person, house)
    assert guest

    other = frozenset({ROLES[each] for each in ROLES if each != person})

    assert SIGNED_IN.admits(guest)
    assert Audience(sides=frozenset(guest.hats)).admits(guest)
    assert not Audience(roles=other).admits(guest)
    assert Audience(roles=frozenset({ROLES[person]})).admits(guest)
    assert not SIGNED_IN.admits(None)
    assert EVERYBODY.admits(None)


def test_who_is_not_signed_in_is_sent_back_to_what_they_asked_for(house: Office) -> None:
    answer = house.client().get("/cases?stream=NCV-03&late=yes")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=/cases%3Fstream%3DNCV-03%26late%3Dyes"


def test_a_program_that_is_not_signed_in_is_told_so(house: Office) -> None:
    answer = house.client().get("/cases.json")

    assert (answer.status_code, answer.json()["title"]) == (401, "Sign in first")


def test_what_a_proxy_says_of_a_visitor_is_not_believed(house: Office) -> None:
    pretended = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}

    answer = house.client().get("/cases", headers=pretended | {"X-Forwarded-For": "10.0.0.1"})

    assert answer.headers["location"].startswith("/sign-in")
    assert "evil" not in house.client().get("/", headers=pretended).text
