"""From the parser's offsets, which count bytes, to characters."""

from collections.abc import Callable
from itertools import accumulate

_CHUNK = 1024
_CONTINUATION = bytes(range(0x80, 0xC0))


def characters(text: str) -> Callable[[int], int]:
    """Return the function from byte offsets in the UTF-8 form of a text to its characters."""
    if text.isascii():
        return int
    data = text.encode()
    chunks = range(0, len(data), _CHUNK)
    before = [0, *accumulate(_count(data[begin : begin + _CHUNK]) for begin in chunks)]

    def character(offset: int) -> int:
        chunk = offset // _CHUNK
        return before[chunk] + _count(data[chunk * _CHUNK : offset])

    return character


def _count(data: bytes) -> int:
    """Return how many characters begin in the bytes."""
    return len(data.translate(None, _CONTINUATION))
