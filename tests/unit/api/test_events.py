"""Listening to what happens: live, from where one stopped, and no more than one may see."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from penstock.web.running import listener, running
from tests.api_desk import Api
from tests.unit.app.guarding.office import ENGINEER, SELLER, SERVICE


@dataclass
class Line:
    """A stream of events, as it comes."""

    answer: HTTPResponse

    def heard(self, count: int) -> list[dict[str, str]]:
        """Return the next events."""
        return [json.loads(data) for _, data in (self.next() for _ in range(count))]

    def next(self) -> tuple[str, str]:
        """Return the id and the data of the next event."""
        fields: dict[str, str] = {}
        while "data" not in fields:
            fields = self._block()
        return fields["id"], fields["data"]

    def _block(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        while line := self.answer.readline().decode().rstrip("\n"):
            name, _, value = line.partition(": ")
            fields[name] = value
        return fields


@pytest.fixture
def api() -> Iterator[Api]:
    """Return the API of an office with a case of each side."""
    api = Api()
    api.open(SELLER, "NCV-03", id="NCV-03-1")
    api.open(SERVICE, "RCV-03", id="RCV-03-1")
    yield api
    api.is_leaving = True


@contextmanager
def asking(api: Api) -> Iterator[HTTPConnection]:
    with running(api.served, listener(0)) as base:
        to = urlsplit(base)
        with closing(HTTPConnection(to.hostname or "", to.port, timeout=20)) as connection:
            yield connection
            api.is_leaving = True


def line_of(connection: HTTPConnection, person: str, topics: str = "cases", last: str = "") -> Line:
    headers = {"Authorization": f"Bearer {person}"} | ({"Last-Event-ID": last} if last else {})
    connection.request("GET", f"/api/events?topics={topics}", headers=headers)
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    assert answer.readline() == b"retry: 3000\n"
    return Line(answer)


def hold(api: Api, person: str, case_id: str) -> None:
    answer = api.post(person, f"/cases/{case_id}/holds", {"reason": f"wait for {case_id}"})
    assert answer.status_code == 200, answer.text


def test_who_listens_hears_of_their_own_side_alone(api: Api) -> None:
    with asking(api) as connection:
        line = line_of(connection, SELLER)
        hold(api, SERVICE, "RCV-03-1")
        hold(api, SELLER, "NCV-03-1")

        (event,) = line.heard(1)

    assert (event["case_id"], event["sentence"]) == (
        "NCV-03-1",
        "put the case on hold: wait for NCV-03-1",
    )
    assert event["case"] == "/api/cases/NCV-03-1"


def test_who_comes_back_hears_all_since_they_left_and_then_goes_on(api: Api) -> None:
    with asking(api) as connection:
        line = line_of(connection, SELLER)
        hold(api, SELLER, "NCV-03-1")
        left_at, _ = line.next()
    api.is_leaving = False
    api.post(SELLER, "/cases/NCV-03-1/resumptions", {"reason": "back"})

    with asking(Api(office=api.office)) as connection:
        line = line_of(connection, SELLER, last=left_at)
        missed = line.heard(1)
        hold(api, SELLER, "NCV-03-1")
        new = line.heard(1)

    assert left_at.startswith("NCV-03-1/")
    assert [each["event"] for each in missed + new] == ["CaseResumed", "CaseHeld"]


def test_topics_choose_cases_and_streams(api: Api) -> None:
    api.open(SELLER, "NCV-03", id="NCV-03-2")
    with asking(api) as connection:
        line = line_of(connection, SELLER, topics="case:NCV-03-2,stream:NCV-01")
        hold(api, SELLER, "NCV-03-1")
        hold(api, SELLER, "NCV-03-2")

        assert line.heard(1)[0]["case_id"] == "NCV-03-2"


def test_ids_and_topics_that_nobody_gave_out_are_refused_alike(api: Api) -> None:
    for last in ("RCV-03-1/1", "RCV-03-9/1", "NCV-03-1/999", "7", "NCV-03-1/x"):
        answer = api.get(SELLER, "/events", Last_Event_ID=last)
        assert (answer.status_code, answer.json()["detail"]) == (
            400,
            "Last-Event-ID is no id that was given out here.",
        )
    assert api.get(ENGINEER, "/events?topics=weather").status_code == 422


def test_the_stream_is_packed_by_nobody_and_ends_when_the_server_stops(api: Api) -> None:
    with asking(api) as connection:
        line = line_of(connection, SELLER)
        assert line.answer.getheader("x-accel-buffering") == "no"
        assert line.answer.getheader("content-type", "").startswith("text/event-stream")
        api.is_leaving = True

        rest = line.answer.read()

    assert b"data:" not in rest
