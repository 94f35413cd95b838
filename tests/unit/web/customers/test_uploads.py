"""Forms with files as nobody sends them who means well."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from penstock.web.customers.answers import UnfitFormError
from penstock.web.customers.uploads import Sent, sent_form

KIND = b"multipart/form-data; boundary=b"
MOST = 1000
# Line noise, and parameters with which the general parser of mail has had its difficulties.
NOISE = st.text(st.characters(max_codepoint=255), max_size=40).map(lambda s: s.encode("latin-1"))
PARAMETERS = st.sampled_from(
    [
        b'name="a"',
        b"name*=utf-8''a",
        b"name*0*=x''%ff",
        b"name*1=b",
        b"name*=bogus''%e4",
        b'filename="../../x"',
        b"filename*=utf-8''%00",
        b"name**=1",
        b"=",
        b'name="',
    ]
)
HEADS = st.lists(PARAMETERS | NOISE, max_size=4).map(
    lambda each: b"Content-Disposition: form-data; " + b"; ".join(each)
)
BODIES = st.lists(st.tuples(HEADS | NOISE, NOISE), max_size=3).map(
    lambda parts: b"".join(b"--b\r\n%b\r\n\r\n%b\r\n" % each for each in parts) + b"--b--\r\n"
)


def _receiving(body: bytes) -> Callable[[], object]:
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return left.pop()

    return receive


def _sent(body: bytes, kind: bytes = KIND) -> Sent:
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind)]}
    request = Request(scope, _receiving(body))  # type: ignore[arg-type]
    return asyncio.run(sent_form(request, most=MOST))


def _part(disposition: str, content: bytes = b"x", more: str = "") -> bytes:
    head = f"Content-Disposition: form-data; {disposition}{more}"
    return b"--b\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n--b--\r\n"


@given(BODIES | NOISE, st.sampled_from([KIND, b"multipart/form-data; boundary*0*=b"]) | NOISE)
def test_whatever_is_sent_is_a_form_or_refused_in_a_sentence(body: bytes, kind: bytes) -> None:
    # Nothing else is raised: whoever sent it is told what is wrong with it.
    with suppress(UnfitFormError):
        assert all(_sent(body, kind).files.values())


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "C:\\\\evil.exe", "a\u202egpj.exe", "x.html", "%00.pdf", ""]
)
def test_the_name_of_a_file_is_nothing_to_us(name: str) -> None:
    sent = _sent(_part(f'name="file"; filename="{name}"'))

    assert sent == Sent(fields={}, files={"file": b"x"})


def test_a_type_that_a_browser_claims_is_nothing_to_us() -> None:
    sent = _sent(_part('name="file"; filename="x"', more="\r\nContent-Type: text/html"))

    assert sent.files == {"file": b"x"}


def test_a_file_whose_name_is_written_otherwise_is_no_text() -> None:
    assert _sent(_part("name=file; filename*=utf-8''x")).files == {"file": b"x"}


def test_of_two_names_of_one_part_the_first_counts() -> None:
    assert _sent(_part('name="csrf"; name="other"')).fields == {"csrf": "x"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"--b\r\n" * 60, 400),
        (_part('name="a"').removesuffix(b"--\r\n"), 400),
        (_part('name="a"', b"\xff\xfe"), 400),
        (b"--b\r\nno head\r\n--b--\r\n", 400),
        (_part('name="a"', b"x" * MOST), 413),
    ],
    ids=["parts without end", "breaks off", "no text", "no content", "too large"],
)
def test_what_is_no_form_is_refused(body: bytes, status: int) -> None:
    with pytest.raises(UnfitFormError) as refused:
        _sent(body)

    assert refused.value.status == status
