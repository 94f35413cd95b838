from collections.abc import Iterator
from functools import partial
from gzip import decompress as gunzip
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from penstock.app.watching import Watch
from penstock.web.running import listener, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from tests.small_company import STAGES, TEXTS

STREAM = "/value-streams/NCV-03.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class Answer(NamedTuple):
    """What the server answers."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Client:
    """Asks the running server, without tidying addresses up as a browser would."""

    def __init__(self, base: str) -> None:
        self.base = urlsplit(base)

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        connection = HTTPConnection(self.base.hostname or "", self.base.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        given = {name.lower(): value for name, value in answer.getheaders()}
        found = Answer(answer.status, given, answer.read())
        connection.close()
        return found


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    shelf = Shelf(partial(Edition.of, folder), Watch(folder, pause_seconds=0))
    with running(application(shelf), listener(0)) as base:
        yield Client(base)


def test_the_root_is_the_overview(client: Client) -> None:
    answer = client.ask("/")

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "NCV-03" in answer.text


def test_the_ending_may_be_left_out(client: Client) -> None:
    assert client.ask("/value-streams/NCV-03").text == client.ask(STREAM).text


def test_a_folder_leads_to_its_list(client: Client) -> None:
    answer = client.ask("/value-streams")

    assert (answer.status, answer.headers["location"]) == (308, "value-streams/")
    assert client.ask("/value-streams/").status == 200


def test_what_a_browser_has_already_is_not_sent_again(client: Client) -> None:
    mark = client.ask(STREAM).headers["etag"]

    again = client.ask(STREAM, If_None_Match=f'"other", {mark}')

    assert (again.status, again.content) == (304, b"")


def test_pages_are_packed_for_who_can_unpack(client: Client) -> None:
    answer = client.ask(STREAM, Accept_Encoding="gzip")

    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.content) < len(gunzip(answer.content)) / 2


@pytest.mark.parametrize("path", ["/", "/assets/site.css", "/nowhere"])
def test_every_answer_is_guarded(client: Client, path: str) -> None:
    headers = client.ask(path).headers

    assert headers["content-security-policy"].startswith("default-src 'self'; base-uri 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_a_drawing_may_bring_its_style_and_nothing_else(client: Client) -> None:
    headers = client.ask("/value-streams/NCV-03.svg").headers

    assert headers["content-type"] == "image/svg+xml"
    assert headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_an_absent_page_offers_near_ones_and_the_search(client: Client) -> None:
    answer = client.ask("/value-streams/NCV-30.html")

    assert answer.status == 404
    assert "There is no such page" in answer.text
    assert 'href="../value-streams/NCV-03.html"' in answer.text
    assert 'role="search"' in answer.text


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/%2e%2e/secret", "//etc/passwd", "/a\\b"])
def test_no_address_leads_out_of_the_site(client: Client, path: str) -> None:
    assert client.ask(path).status == 404


def test_an_absent_address_cannot_become_markup(client: Client) -> None:
    assert "<script>alert" not in client.ask("/%3Cscript%3Ealert(1)%3C/script%3E").text


def test_another_name_for_this_machine_is_refused(client: Client) -> None:
    assert client.ask("/", Host="evil.example").status == 400


def test_only_reading_is_possible(client: Client) -> None:
    assert client.ask("/", method="POST").status == 405
    assert client.ask("/", method="HEAD").status == 200


def test_a_changed_document_changes_the_page(client: Client, folder: Path) -> None:
    before = client.ask(STREAM)
    changed = STAGES.replace("Design Array", "Draw the Array")
    (folder / "stages.md").write_text(changed, encoding="utf-8")

    after = client.ask(STREAM, If_None_Match=before.headers["etag"])

    assert "Draw the Array" not in before.text
    assert "Draw the Array" in after.text


def test_documents_that_are_gone_are_a_sentence_until_they_are_back(
    client: Client, folder: Path
) -> None:
    away = folder.rename(folder.with_name("away"))
    gone = client.ask("/")
    away.rename(folder)

    assert (gone.status, gone.text.count("does not exist")) == (503, 1)
    assert client.ask("/").status == 200
