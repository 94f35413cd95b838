"""All that `penstock serve` answers, before everybody: doors for customers, the API and the site.

What pages of the application answer to whom is held in `test_routing.py`, and every operation of
the API in `tests/unit/api/test_matrix.py`.
"""

import re
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from penstock.app.bell import Bell
from penstock.cli.serve import doors
from penstock.web.live.building import all_pages
from penstock.web.server import application
from tests.houses import BASE, COOKIE, ENGINEER, PERSONNEL, SELLER, SERVICE, Office

NOBODY = ""
WRONG = "7.nobody-has-this-secret-of-a-link"
# Doors that know no session: what each is asked, and what everybody is answered alike.
DOORS: dict[str, int] = {
    "GET /door/{name}": 404,
    "GET /inquiry": 200,
    "GET /inquiry/thanks": 200,
    "POST /inquiry": 415,
    "POST /api/inquiries": 400,
    "GET /my/{token}": 404,
    "POST /my/{token}/allow": 404,
    "POST /my/{token}/bills": 404,
    "GET /my/{token}/data": 404,
    "GET /my/{token}/home": 404,
    "POST /my/{token}/problem": 404,
    "POST /my/{token}/take-back": 404,
    "GET /my/{token}/papers/{number:int}": 404,
    "GET /my/{token}/questions": 404,
    "POST /my/{token}/questions": 404,
    "POST /my/{token}/confirm": 404,
    "POST /my/{token}/move": 404,
    "POST /my/{token}/other-day": 404,
    "POST /my/{token}/pay": 404,
    "POST /my/{token}/new-link": 404,
    "GET /my/{token}/proposal": 404,
    "GET /my/{token}/proposal.pdf": 404,
    "GET /my/{token}/roof.svg": 404,
    "POST /my/{token}/cancel": 404,
    "POST /my/{token}/sign": 404,
    "GET /proposals/{token}": 404,
    "GET /proposals/{token}/{file}": 404,
}
# The site, and the API with a guard of its own.
OTHERS = {"GET /{path:path}", "/api"}
PATHS = ["/", "/value-streams/NCV-03.svg", "/assets/site.css", "/nowhere", "/api/cases", "/api/x"]


@dataclass(frozen=True)
class Front:
    """The whole server, and visitors of it."""

    app: Starlette
    house: Office

    def visitor(self, person: str) -> TestClient:
        """Return a browser of somebody, who may be nobody."""
        found = TestClient(self.app, base_url=BASE, follow_redirects=False)
        if person:
            found.cookies.set(COOKIE, self.house.signed_in(person).session_id)
        return found


@pytest.fixture(scope="module")
def front(house: Office) -> Front:
    opened = doors(house.house, Bell())
    return Front(application(house.shelf, doors=opened, house=house.house), house)


def _names(route: BaseRoute) -> set[str]:
    if isinstance(route, Mount):
        return {route.path}
    assert isinstance(route, Route)
    return {f"{method} {route.path}" for method in (route.methods or set()) - {"HEAD"}}


def _asked(client: TestClient, door: str) -> tuple[int, dict[str, str]]:
    method, _, path = door.partition(" ")
    path = path.replace("{number:int}", "1").format(token=WRONG, name="site.css", file="x")
    # A form, as the pages of customers send it.
    form = {"key": "1"} if path.startswith("/my/") and method == "POST" else None
    answer = client.request(method, path, data=form)
    return answer.status_code, dict(answer.headers)


def test_no_route_is_there_that_no_matrix_lists(front: Front) -> None:
    found = {name for route in front.app.routes for name in _names(route)}

    pages = {f"GET {page.path}" for page in all_pages()}
    forms = {f"POST {page.path}" for page in all_pages() if page.take}
    others = {f"GET {page.address(each)}" for page in all_pages() for each in page.forms}
    assert found - pages - forms - others == {*DOORS, *OTHERS}


@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_door_for_customers_knows_no_session_and_no_side(front: Front, door: str) -> None:
    people = (NOBODY, SELLER, ENGINEER, SERVICE, PERSONNEL)

    answers = {_asked(front.visitor(each), door)[0] for each in people}

    assert answers == {DOORS[door]}


@pytest.mark.parametrize("door", sorted(DOORS))
def test_whatever_a_door_answers_is_guarded(front: Front, door: str) -> None:
    _, headers = _asked(front.visitor(NOBODY), door)

    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex, nofollow"


@pytest.mark.parametrize("door", sorted(each for each in DOORS if each.startswith("POST /my/")))
def test_a_page_after_a_form_leads_to_pages_that_can_be_looked_at(front: Front, door: str) -> None:
    path = door.partition(" ")[2].format(token=WRONG)
    client = front.visitor(NOBODY)
    told = client.post(path, data={"key": "1"}).text

    addresses = re.findall(r'href="(/[^"]*language=es)"', told)

    assert addresses
    assert {client.get(each).status_code for each in addresses} <= {200, 404}


@pytest.mark.parametrize(("scheme", "is_secure"), [("https", True), ("http", False)])
def test_whoever_comes_by_https_keeps_their_language_for_https(
    front: Front, scheme: str, *, is_secure: bool
) -> None:
    client = TestClient(front.app, base_url=f"{scheme}://127.0.0.1")

    kept = client.get("/inquiry?language=es").headers["set-cookie"]

    assert "HttpOnly" in kept
    assert ("Secure" in kept) is is_secure


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE"])
def test_every_answer_to_every_method_is_guarded(front: Front, method: str, path: str) -> None:
    answer = front.visitor(SELLER).request(method, path)

    headers = answer.headers
    assert answer.status_code < 500
    assert "frame-ancestors 'none'" in headers["content-security-policy"] or path.endswith(".svg")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"
    assert not {"server", "x-powered-by", "server-timing"} & set(headers)
    assert not [each for each in headers if each.startswith("access-control")]


@pytest.mark.parametrize("person", sorted([ENGINEER, PERSONNEL, SELLER, SERVICE]))
def test_a_session_of_pages_opens_nothing_of_the_api(front: Front, person: str) -> None:
    answer = front.visitor(person).get("/api/cases")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
