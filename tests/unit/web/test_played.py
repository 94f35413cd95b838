"""The page of a play, and the banner that every page carries meanwhile and after."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.demo_data.background import BackgroundPlay
from penstock.app.demo_data.places import PROCESS_MAP, Done, Place
from penstock.app.loading import reference_company
from penstock.app.watching import Watch
from penstock.web import played
from penstock.web.customers.answers import page
from penstock.web.live.building import house_of, served_shell
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from penstock.web.tour import results

DONE = Done(
    seed=7,
    begins="2025-05-10",
    ends="2026-05-10",
    cases=1234,
    steps=56789,
    slowest="NCV-03.4 holds cases 48 days in the median.",
    proposal="/proposals/1.secret/proposal.pdf",
    project="/my/2.secret",
)
MARK = "Synthetic data: played with seed 7, up to 2026-05-10."
Look = Callable[[BackgroundPlay], TestClient]


@pytest.fixture(scope="module")
def look() -> Look:
    path = reference_company()
    shelf = Shelf(partial(Edition.of, path), Watch(path), served_shell())

    def client(play: BackgroundPlay) -> TestClient:
        house = house_of(shelf, KeptOpen(database=play.place.address), banner=play.banner)
        served = application(shelf, doors=played.routes(play, house), house=house)
        return TestClient(served, base_url="http://127.0.0.1")

    return client


def _play(tmp_path: Path, *, is_done: bool) -> BackgroundPlay:
    place = Place(tmp_path / "play")
    place.making.mkdir()
    (place.making / PROCESS_MAP).write_text("<svg/>")
    if is_done:
        place.finish(DONE)
    return BackgroundPlay(documents=reference_company(), place=place)


def test_a_play_in_the_making_is_looked_at_again(tmp_path: Path, look: Look) -> None:
    answer = look(_play(tmp_path, is_done=False)).get("/demo")

    assert answer.headers["refresh"] == "2"
    assert "<progress" in answer.text
    assert "Playing Quantum Energy" in answer.text


def test_a_play_that_is_done_leads_to_its_results(tmp_path: Path, look: Look) -> None:
    play = _play(tmp_path, is_done=True)
    play.is_wanted = True
    client = look(play)
    answer, picture = client.get("/demo"), client.get("/demo/process-map.svg")

    assert "refresh" not in answer.headers
    assert "1,234 cases" in answer.text
    assert DONE.slowest in answer.text
    assert all(f'href="{each.path}"' in answer.text for each in results(DONE))
    assert DONE.project in [each.path for each in results(DONE)]
    assert DONE.proposal in [each.path for each in results(DONE)]
    assert picture.text == "<svg/>"


@pytest.mark.parametrize("path", ["/demo", "/", "/value-streams/NCV-03.html", "/nowhere"])
def test_every_page_says_that_the_cases_were_played(tmp_path: Path, look: Look, path: str) -> None:
    play = _play(tmp_path, is_done=True)
    play.is_wanted = True

    assert f"</span> {MARK}</p>" in look(play).get(path).text


def test_a_play_that_nobody_has_begun_says_nothing(tmp_path: Path, look: Look) -> None:
    assert 'class="banner"' not in look(_play(tmp_path, is_done=False)).get("/").text


def test_pages_for_customers_say_it_at_their_top() -> None:
    request = Request(
        {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
    )
    said = bytes(page(request, "gone.html", sentence="Gone.", caution=MARK).body).decode()

    assert f'<p class="caution" role="note">{MARK}</p>' in said
