"""Files and texts that somebody hands in for a case, to harm who reads them or the server."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from httpx import Response
from starlette.testclient import TestClient

from tests.houses import COOKIE, SELLER, Office, office

CASE = "/cases/SOL-1"
FILE, TYPED = "Customer energy bills", "Customer inquiry"
SCRIPT = b"<script>alert(document.cookie)</script>"
HOSTILE = {
    "a web page": (SCRIPT, "bills.html", "text/html"),
    "a drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "roof.svg", "image/svg+xml",
    ),
    "a picture that is a script": (b"GIF89a/*" + SCRIPT + b"*/=1;", "roof.gif", "image/gif"),
    "a document that is a page": (b"%PDF-1.7\n" + SCRIPT, "bills.pdf", "application/pdf"),
    "a program": (b"MZ\x90\0", "..\\..\\bills.exe", "application/x-msdownload"),
    "a path": (b"x", "../../../../etc/cron.d/x", "text/plain"),
    "a header": (b"x", "x\u2028Set-Cookie: a=b", "text/plain"),
}  # fmt: skip
UNFOLDED = b"""<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY f SYSTEM "file:///etc/passwd">]><feed xmlns="http://www.w3.org/2005/Atom">&b;&f;</feed>"""


@dataclass
class Hand:
    """Hands something in for a case, as its page does."""

    client: TestClient
    csrf: str
    version: int

    def record(self, item: str, *, text: str = "", file: tuple[str, bytes, str] | None) -> Response:
        """Record a text or a file as an item."""
        fields = {"csrf": self.csrf, "do": "record", "version": str(self.version), "key": "k"}
        files = {"file": file} if file else {"nothing": ("", b"", "text/plain")}
        answer: Response = self.client.post(
            CASE, data=fields | {"item": item, "text": text}, files=files
        )
        return answer


@pytest.fixture
def hand() -> Iterator[Hand]:
    with office() as town:
        client, signed_in = town.client(), town.signed_in(SELLER)
        client.cookies.set(COOKIE, signed_in.session_id)
        yield Hand(client, signed_in.visitor.csrf, _version(town))


def _version(town: Office) -> int:
    return town.cases.case("SOL-1").version


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_was_handed_in_is_given_out_as_a_file_that_no_browser_runs(
    hand: Hand, name: str
) -> None:
    content, called, claimed = HOSTILE[name]

    taken = hand.record(FILE, file=(called, content, claimed))
    found = hand.client.get(f"{CASE}/content?item={FILE}")

    assert taken.status_code == 303
    assert found.content == content
    assert found.headers["content-type"] == "application/octet-stream"
    disposition = found.headers["content-disposition"]
    assert disposition == 'attachment; filename="SOL-1-Customer-energy-bills"'
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in found.headers


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 50_000, '{"name": 1e999999}', '{"name": "\\ud800"}', "\0", "{" * 9],
    ids=["lists", "objects", "a number", "half a letter", "nothing", "braces"],
)
def test_a_text_that_is_no_item_of_its_type_is_refused_in_a_sentence(hand: Hand, text: str) -> None:
    answer = hand.record(TYPED, text=text, file=None)

    assert answer.status_code in {400, 422}
    assert 'role="alert"' in answer.text


def test_more_than_a_case_takes_is_not_read_to_its_end(hand: Hand) -> None:
    answer = hand.record(FILE, file=("x", b"x" * (33 << 20), "text/plain"))

    assert answer.status_code == 413


def test_a_file_that_would_unfold_is_handed_in_and_out_as_it_is(hand: Hand) -> None:
    hand.record(FILE, file=("use.xml", UNFOLDED, "application/xml"))

    found = hand.client.get(f"{CASE}/content?item={FILE}")

    assert found.content == UNFOLDED
    assert "root:" not in hand.client.get(CASE).text
