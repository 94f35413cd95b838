"""Requests that no browser makes: two lengths, two names, no end, and words of no proxy of ours."""

from collections.abc import Iterator

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from penstock.app.signing_in.cookies import SECURE_NAME
from penstock.web.front import Front, UnfitAddressError
from penstock.web.patience import Patience
from penstock.web.running import listener, running
from penstock.web.server import application
from tests.houses import SELLER, Office
from tests.sockets import Heard, said, typed

PUBLIC = "penstock.example.com"
HOST, CLOSE = "Host: 127.0.0.1", "Connection: close"
LIES = (
    "X-Forwarded-For: 203.0.113.9",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Host: evil.example",
)


async def _echo(request: Request) -> Response:
    """Tell what the application takes a request for."""
    body = await request.body()
    client = request.client.host if request.client else ""
    return JSONResponse({"from": client, "url": str(request.url), "bytes": len(body)})


# It lies where a door for customers would.
ECHO = Route("/door/echo", _echo, methods=["GET", "POST"])


@pytest.fixture(scope="module")
def base(house: Office) -> Iterator[str]:
    with running(application(house.shelf, doors=[ECHO], house=house.house), listener(0)) as found:
        yield found


@pytest.fixture(scope="module")
def fronted(house: Office) -> Iterator[str]:
    front = Front.at(f"https://{PUBLIC}")
    app = application(house.shelf, doors=[ECHO], house=house.house, front=front)
    with running(app, listener(0)) as found:
        yield found


def test_what_a_visitor_says_of_where_they_come_from_is_not_believed(base: str) -> None:
    heard = said(base, "GET /door/echo HTTP/1.1", HOST, CLOSE, *LIES)

    assert heard.text == '{"from":"127.0.0.1","url":"http://127.0.0.1/door/echo","bytes":0}'


def test_a_visitor_is_whom_the_server_in_front_names_last(fronted: str) -> None:
    lie, truth = "X-Forwarded-For: 127.0.0.1, 203.0.113.9", "X-Forwarded-For: 198.51.100.7"

    heard = said(fronted, "GET /door/echo HTTP/1.1", f"Host: {PUBLIC}", CLOSE, lie, truth)

    assert heard.text == f'{{"from":"198.51.100.7","url":"https://{PUBLIC}/door/echo","bytes":0}}'


@pytest.mark.parametrize("word", ["", "unknown", "203.0.113.9, nobody", "<script>"])
def test_a_server_in_front_that_names_nobody_is_the_visitor_itself(fronted: str, word: str) -> None:
    heard = said(
        fronted, "GET /door/echo HTTP/1.1", f"Host: {PUBLIC}", CLOSE, f"X-Forwarded-For: {word}"
    )

    assert '"from":"127.0.0.1"' in heard.text


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "localhost:8765", "evil.example"])
@pytest.mark.parametrize("words", ["X-Forwarded-For: 198.51.100.7", "Forwarded: for=198.51.100.7"])
def test_who_comes_through_the_server_in_front_is_not_on_this_machine(
    fronted: str, name: str, words: str
) -> None:
    assert said(fronted, "GET / HTTP/1.1", f"Host: {name}", CLOSE, words).statuses == [421]


def test_a_public_name_with_a_port_is_the_public_name(fronted: str) -> None:
    heard = said(fronted, "GET / HTTP/1.1", f"Host: {PUBLIC}:443", CLOSE)

    assert heard.headers["location"] == "/sign-in?next=/"


def test_who_came_by_https_is_told_to_come_by_nothing_else(fronted: str) -> None:
    public = said(fronted, "GET / HTTP/1.1", f"Host: {PUBLIC}", CLOSE).headers
    local = said(fronted, "GET / HTTP/1.1", HOST, CLOSE).headers

    assert public["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in local


@pytest.mark.parametrize(
    "path", ["/", "/value-streams/NCV-03", "/findings/", "/search?q=a", "/differences", "/sources/"]
)
def test_strangers_from_outside_are_shown_no_documents(fronted: str, path: str) -> None:
    stranger = said(fronted, f"GET {path} HTTP/1.1", f"Host: {PUBLIC}", CLOSE)
    local = said(fronted, f"GET {path} HTTP/1.1", HOST, CLOSE)

    assert stranger.headers["location"].startswith("/sign-in?next=/")
    assert local.statuses == [200]


def test_who_has_signed_in_from_outside_is_shown_the_documents(fronted: str, house: Office) -> None:
    cookie = f"Cookie: {SECURE_NAME}={house.signed_in(SELLER).session_id}"

    heard = said(fronted, "GET /value-streams/NCV-03 HTTP/1.1", f"Host: {PUBLIC}", CLOSE, cookie)

    assert heard.statuses == [200]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in", 200),
        ("/assets/site.css", 200),
        ("/assets/search-index.js", 303),
        ("/assets/NCV-03", 404),
        ("/my/1.x/value-streams/NCV-03", 404),
        ("/api/../value-streams/NCV-03", 404),
        ("//value-streams/NCV-03", 303),
        ("/api/cases.json", 404),
    ],
)
def test_doors_that_are_open_to_strangers_lead_to_no_documents(
    fronted: str, path: str, status: int
) -> None:
    heard = said(fronted, f"GET {path} HTTP/1.1", f"Host: {PUBLIC}", CLOSE)

    assert heard.statuses == [status]
    assert "System Design" not in heard.text


@pytest.mark.parametrize(
    "address",
    [
        f"http://{PUBLIC}",
        PUBLIC,
        f"https://{PUBLIC}:8443",
        f"https://{PUBLIC}/below",
        "https://",
        "https://[",
        f"https://who@{PUBLIC}",
    ],
)
def test_what_is_no_public_address_is_a_sentence(address: str) -> None:
    with pytest.raises(UnfitAddressError, match=r"is no public address\. Expected https"):
        Front.at(address)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.1:80@evil.example",
        "127.0.0.1:8765/evil",
        "127.0.0.1 evil.example",
        PUBLIC,
        "",
    ],
)
def test_another_name_is_answered_nothing(base: str, host: str) -> None:
    assert said(base, "GET /door/echo HTTP/1.1", f"Host: {host}", CLOSE).statuses == [400]


TWO_WAYS = {
    "two lengths": ("Content-Length: 3", "Content-Length: 4"),
    "a length and pieces": ("Content-Length: 3", "Transfer-Encoding: chunked"),
    "pieces and a length": ("Transfer-Encoding: chunked", "Content-Length: 3"),
    "a packed body": ("Transfer-Encoding: gzip, chunked",),
    "no number": ("Content-Length: +3",),
    "less than nothing": ("Content-Length: -1",),
    "a space before the colon": ("Content-Length : 3",),
    "two hosts": ("Host: evil.example",),
}


@pytest.mark.parametrize("name", sorted(TWO_WAYS))
def test_what_can_be_read_in_two_ways_is_not_read_and_nothing_after_it(
    base: str, name: str
) -> None:
    smuggled = b"0\r\n\r\nGET /door/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

    heard = said(base, "POST /door/echo HTTP/1.1", HOST, *TWO_WAYS[name], body=smuggled)

    assert heard.statuses == [400]


@pytest.mark.parametrize("raw", [b"\x16\x03\x01\0\xa5\r\n\r\n", b"GET /\xff HTTP/1.1\r\n\r\n"])
def test_what_is_no_http_is_answered_so(base: str, raw: bytes) -> None:
    assert typed(base, raw).statuses == [400]


def test_a_head_without_end_is_not_kept(base: str) -> None:
    line = b"X-Filler: " + b"x" * 1000 + b"\r\n"

    heard = typed(base, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + line * 17)

    assert heard.statuses == [400]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_no_other_method_is_known(base: str, method: str) -> None:
    assert said(base, f"{method} /sign-in HTTP/1.1", HOST, CLOSE).statuses == [405]


HALF = {
    "a head": (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", "head_s"),
    "a body": (
        b"POST /door/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nabc",
        "whole_s",
    ),
    "nothing": (b"", "head_s"),
}


@pytest.mark.parametrize("name", sorted(HALF))
def test_who_says_half_a_request_is_hung_up_on(
    base: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, patience = HALF[name]
    monkeypatch.setattr(Patience, patience, 0.1)

    assert typed(base, raw) == Heard(b"")


def test_who_says_a_request_in_time_is_heard_out(
    base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Patience, "head_s", 5.0)

    heard = said(base, "POST /door/echo HTTP/1.1", HOST, CLOSE, "Content-Length: 3", body=b"abc")

    assert '"bytes":3' in heard.text


@pytest.mark.parametrize("path", ["/", "/sign-in", "/cases.json", "/api/cases", "/door/echo"])
def test_no_page_of_another_site_may_read_an_answer(base: str, path: str) -> None:
    origin = "Origin: https://evil.example"

    asked = said(base, f"GET {path} HTTP/1.1", HOST, CLOSE, origin).headers
    preflight = ("Access-Control-Request-Method: POST", "Access-Control-Request-Headers: x")
    probed = said(base, f"OPTIONS {path} HTTP/1.1", HOST, CLOSE, origin, *preflight).headers

    assert not [each for each in {**asked, **probed} if each.startswith("access-control")]
