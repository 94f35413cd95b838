"""What a page hears while it is open: of the side of who looks, unpacked, until somebody leaves."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from penstock.app.cases import By
from penstock.delivery import commands as do
from penstock.kernel.sides import Side
from penstock.web.live.showing.events import ALERTS
from penstock.web.live.visitors import signing_in_to
from penstock.web.running import listener, running
from tests.houses import COOKIE, ENGINEER, SELLER, SERVICE, Office, office
from tests.unit.web.live.test_alerts import ALERT

STREAM = "/value-streams/NCV-03"
FOLLOWING = ("/", "/work", "/cases", "/cases/SOL-1", "/board/NCV-03", "/alerts", "/notices", STREAM)


@dataclass
class Line:
    """A stream of events, as it comes."""

    answer: HTTPResponse

    def case(self) -> str:
        """Return the case of the next event."""
        return str(json.loads(self._field("data: "))["case_id"])

    def mark(self) -> str:
        """Return the id of the next event."""
        return self._field("id: ")

    def kind(self) -> str:
        """Return what kind of event the next one is."""
        return self._field("event: ")

    def _field(self, name: str) -> str:
        while not (line := self.answer.readline().decode()).startswith(name):
            assert line, "the stream has ended"
        return line.removeprefix(name).strip()


@pytest.fixture
def town() -> Iterator[Office]:
    """Yield an office whose cases a test changes."""
    with office() as found:
        yield found


@contextmanager
def listening(town: Office, person: str, topics: str = "cases", last: str = "") -> Iterator[Line]:
    """Yield what a page of somebody hears."""
    session = town.signed_in(person).session_id
    headers = {"Cookie": f"{COOKIE}={session}", "Accept-Encoding": "gzip"}
    headers |= {"Last-Event-ID": last} if last else {}
    with running(town.app(), listener(0)) as base:
        to = urlsplit(base)
        with closing(HTTPConnection(to.hostname or "", to.port, timeout=20)) as connection:
            connection.request("GET", f"/events?topics={topics}", headers=headers)
            answer = connection.getresponse()
            assert answer.status == 200
            assert answer.readline().startswith(b"retry: ")
            yield Line(answer)


def hold(town: Office, case_id: str) -> None:
    town.cases.act(case_id, do.Hold(reason="rain"), By(actor="begin", key=f"hold {case_id}"))


def test_a_page_hears_of_the_side_of_who_looks_alone(town: Office) -> None:
    with listening(town, SELLER) as line:
        hold(town, "GRID-1")
        hold(town, "SOL-2")

        assert line.case() == "SOL-2"


def test_a_page_hears_of_what_it_shows_alone(town: Office) -> None:
    with listening(town, SERVICE, "case:SOL-3,stream:RCV-03") as line:
        for case_id in ("SOL-1", "SOL-3", "GRID-1"):
            hold(town, case_id)

        assert [line.case(), line.case()] == ["SOL-3", "GRID-1"]


def test_a_page_hears_of_alerts_of_the_side_of_who_looks_alone(town: Office) -> None:
    with listening(town, ENGINEER) as line:
        town.cases.store.records.keep(ALERT)
        hold(town, "GRID-1")
        first = line.kind()
        town.cases.store.records.keep(replace(ALERT, number=2, side=Side.REGULATED))

        assert [first, line.kind()] == ["case", "alert"]


def test_a_page_that_shows_alerts_alone_hears_of_no_case(town: Office) -> None:
    with listening(town, SELLER, ALERTS) as line:
        hold(town, "SOL-1")
        town.cases.store.records.keep(ALERT)

        assert line.kind() == "alert"


def test_who_comes_back_hears_what_they_missed(town: Office) -> None:
    with listening(town, SELLER) as line:
        hold(town, "SOL-1")
        left = line.mark()
    del town.house  # The server starts anew.
    hold(town, "SOL-2")

    with listening(town, SELLER, last=left) as line:
        assert line.case() == "SOL-2"


def test_the_stream_is_packed_by_nobody_and_kept_by_nobody(town: Office) -> None:
    with listening(town, SELLER) as line:
        headers = line.answer.headers

    assert headers.get_content_type() == "text/event-stream"
    assert headers["x-accel-buffering"] == "no"
    assert headers["cache-control"] == "no-store"
    assert "content-encoding" not in headers


def test_a_server_that_stops_lets_listeners_go(town: Office) -> None:
    with listening(town, SELLER) as line:
        town.house.newsroom.close()

        rest = line.answer.read()

    assert b"data:" not in rest


def test_who_signs_out_hears_no_more(town: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penstock.app.live.listening._ASK_AGAIN_S", -1.0)
    session = town.signed_in(SELLER).session_id
    with running(town.app(), listener(0)) as base:
        to = urlsplit(base)
        with closing(HTTPConnection(to.hostname or "", to.port, timeout=20)) as connection:
            connection.request("GET", "/events", headers={"Cookie": f"{COOKIE}={session}"})
            answer = connection.getresponse()
            assert answer.readline().startswith(b"retry: ")
            signing_in_to(town.kept).doorkeeper.sign_out(session)
            hold(town, "SOL-1")

            assert b"data:" not in answer.read()


def test_what_is_no_topic_is_told(house: Office) -> None:
    answer = house.client(SELLER).get("/events?topics=weather")

    assert answer.status_code == 400
    assert "“weather” is no topic" in answer.text


@pytest.mark.parametrize("path", FOLLOWING)
def test_a_page_that_has_not_changed_is_not_sent_again(house: Office, path: str) -> None:
    client = house.client(SELLER)
    shown = client.get(path)

    again = client.get(path, headers={"If-None-Match": shown.headers["etag"]})

    assert "data-topics=" in shown.text
    assert (again.status_code, again.text) == (304, "")


def test_a_page_that_has_changed_is_sent_again(town: Office) -> None:
    client = town.client(SELLER)
    mark = client.get(STREAM).headers["etag"]
    by = By(actor="begin", key="another")
    town.cases.open("NCV-03", by, case_id="SOL-9", customer="Rivera 9")

    answer = client.get(STREAM, headers={"If-None-Match": mark})

    assert answer.status_code == 200
    assert answer.headers["etag"] != mark


def test_a_page_of_documents_alone_follows_nothing(house: Office) -> None:
    assert "data-topics=" not in house.client().get(STREAM).text
    assert "data-topics=" not in house.client(SELLER).get("/help.html").text
