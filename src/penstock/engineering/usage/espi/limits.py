"""What a Green Button file may ask of the machine that reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from penstock.engineering.usage.errors import UsageError

_CHUNK = 1 << 16
_PROLOG = 1 << 13
_ENCODINGS = ("utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_HTML = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)", re.IGNORECASE | re.DOTALL
)
_OTHER_ENCODINGS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"<\0": "UTF-16",
    b"\0<": "UTF-16",
    b"Lo\xa7\x94": "EBCDIC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most a file may hold: some fifty times what a year of 15-minute readings does.

    Args:
        size_bytes: The whole file, unpacked.
        elements: Elements, comments and the like, counted by their `<`.
        attributes: Attributes of all elements, counted by their `=`.
        token_bytes: Bytes without a `>`: one tag, one text or one comment.
        readings: Interval readings.
        others: Elements that are not part of a reading.
    """

    size_bytes: int = 256 << 20
    elements: int = 40_000_000
    attributes: int = 400_000
    token_bytes: int = 1 << 20
    readings: int = 2_000_000
    others: int = 200_000


LIMITS = Limits()


def guarded(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """Yield a file's bytes in pieces, each looked at before a parser sees it.

    Raises:
        UsageError: The file is empty, no XML, in an encoding that hides what it says, declares a
            document type, or asks for more than the limits allow.
    """
    size = tags = equals = since = 0
    tail = b""
    first = stream.read(_PROLOG)
    _look_at_beginning(first)
    piece = first
    while piece:
        size, tags, equals = size + len(piece), tags + piece.count(b"<"), equals + piece.count(b"=")
        last = piece.rfind(b">")
        since = since + len(piece) if last < 0 else len(piece) - last
        _refuse_doctype(tail + piece)
        refuse_over(size > limits.size_bytes, f"more than {limits.size_bytes >> 20} MiB")
        refuse_over(tags // 2 > limits.elements, f"more than {limits.elements:,} elements")
        refuse_over(equals > limits.attributes, f"more than {limits.attributes:,} attributes")
        refuse_over(
            since > limits.token_bytes, f"a tag or text of over {limits.token_bytes:,} bytes"
        )
        yield piece
        tail = piece[-16:]
        piece = stream.read(_CHUNK)


def refuse_over(over: object, what: str) -> None:
    """Refuse a file that holds too much of something.

    Raises:
        UsageError: It does.
    """
    if over:
        raise UsageError(
            f"The file holds {what}, which no Green Button file of a customer needs. "
            "Ask the utility for a shorter period."
        )


def _refuse_doctype(data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UsageError(
            "The file declares a document type (DOCTYPE), which a Green Button file never has and "
            "which can make a reader expand it without end. Download it anew from the utility."
        )


def _look_at_beginning(first: bytes) -> None:
    if not first.strip():
        raise UsageError("The file is empty. Download it anew from the utility.")
    for sign, name in _OTHER_ENCODINGS.items():
        if first.startswith(sign):
            raise UsageError(f"The file is in {name}; save it as UTF-8 and try again.")
    if _HTML.match(first.removeprefix(b"\xef\xbb\xbf")):
        raise UsageError(
            "The file is a web page (HTML), not Green Button XML: the download was probably a page "
            "that asks to sign in. Sign in at the utility and download it again."
        )
    if not first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise UsageError("The file is not XML: it does not begin with “<”.")
    declared = _DECLARED.match(first.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("latin-1").lower() not in _ENCODINGS:
        raise UsageError(
            f"The file declares the encoding “{declared[1].decode('latin-1')[:40]}”; expected "
            "UTF-8. Save it as UTF-8 and try again."
        )
