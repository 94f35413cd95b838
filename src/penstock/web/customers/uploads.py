"""Forms with files, read within bounds: `multipart/form-data` after RFC 7578, and plain ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from penstock.web.customers.answers import UnfitFormError

_MOST_FIELDS = 40
_DISPOSITION = "content-disposition"
_PARAMETER = re.compile(r';\s*(name|filename|boundary)\*?=(?:"([^"]*)"|([^\s;"]*))', re.IGNORECASE)
_PLAIN, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it was sent.

    Args:
        fields: Its texts.
        files: The contents of its files, by field; only those that hold something.
    """

    fields: Mapping[str, str]
    files: Mapping[str, bytes]


async def body_of(request: Request, *, most: int) -> bytes:
    """Return the body of a request.

    Raises:
        UnfitFormError: It is larger than that.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise UnfitFormError("That is more than this form takes.", status=413)
    return bytes(body)


async def sent_form(request: Request, *, most: int) -> Sent:
    """Return a form with its files.

    Raises:
        UnfitFormError: It is too large, of another kind, or cannot be read.
    """
    kind, boundary = _kind(request.headers.get("content-type", ""))
    if kind not in (_PLAIN, _PARTS):
        raise UnfitFormError("Send the form of this page.", status=415)
    body = await body_of(request, most=most)
    try:
        if kind == _PLAIN:
            return Sent(fields=_plain(body), files={})
        return _of_parts(body, boundary)
    except ValueError as error:
        raise UnfitFormError("The form cannot be read. Load the page anew.", status=400) from error


def _plain(body: bytes) -> Mapping[str, str]:
    text = body.decode("utf-8")
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    return dict(pairs)


def _of_parts(body: bytes, boundary: bytes) -> Sent:
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name, is_file, content in _parts(body, boundary):
        if not is_file:
            fields[name] = content.decode("utf-8")
        elif content:
            files[name] = content
    return Sent(fields=fields, files=files)


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, bool, bytes]]:
    """Yield each part's name, whether it is a file, and its content.

    Raises:
        ValueError: It is no such form.
    """
    if not boundary:
        raise ValueError("no boundary")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if len(pieces) < 2 or len(pieces) > _MOST_FIELDS or pieces[-1][:2] != b"--":
        raise ValueError("no parts, too many, or they break off")
    for piece in pieces[1:-1]:
        head, separator, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not separator:
            raise ValueError("a part without content")
        said = _said(_disposition(head.decode("utf-8")))
        yield said.get("name", ""), "filename" in said, content


def _disposition(head: str) -> str:
    """Return the value of the header that names a part; empty where it is missing."""
    lines = (line.partition(":") for line in head.split("\r\n"))
    wanted = (value for name, _, value in lines if name.strip().casefold() == _DISPOSITION)
    return next(wanted, "")


def _said(header: str) -> Mapping[str, str]:
    """Return the parameters of a header that browsers send with forms; the first of each counts.

    What RFC 2231 makes of parameters is not for forms (RFC 7578, section 4.2): `filename*` says
    that there is a file, and no more.
    """
    said: dict[str, str] = {}
    for found in _PARAMETER.finditer(header):
        said.setdefault(found[1].casefold(), found[2] or found[3] or "")
    return said


def _kind(header: str) -> tuple[str, bytes]:
    kind = header.partition(";")[0].strip().casefold()
    return kind, _said(header).get("boundary", "").encode("latin-1", "replace")
