"""The bytes of a file as text, and back without losing one of them."""

import codecs
import re
from bisect import bisect_right
from dataclasses import field
from functools import cached_property
from itertools import accumulate, count
from operator import add

from penstock.kernel.making import checked_dataclass

# The mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n|\n|\r")


class UnreadableError(Exception):
    """A file is not text."""

    def __init__(self, *, path: str, because: str) -> None:
        self.path = path
        self.because = because
        super().__init__(f"{path} {because}. Expected Markdown text; it was left out.")


@checked_dataclass(frozen=True)
class Source:
    """The text of one file, exactly as written, line ends included.

    Invariants:
        `encode(source.text)` gives back the bytes it was read from.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    mark: bytes = field(default=b"", repr=False)

    @classmethod
    def decode(cls, data: bytes, *, path: str) -> "Source":
        """Read bytes as UTF-8, as UTF-16 or UTF-32 with a mark, or else as Windows text.

        Raises:
            UnreadableError: The bytes are no text.
        """
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return cls(path, _decoded(data[len(mark) :], encoding, path), encoding, mark)
        if b"\0" in data:
            raise UnreadableError(path=path, because="holds NUL bytes and is a binary file")
        for encoding in ("utf-8", "cp1252"):
            try:
                return cls(path, data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
        return cls(path, data.decode("latin-1"), "latin-1")

    def encode(self, text: str) -> bytes:
        """Return the bytes of a changed text, in the file's own encoding."""
        return self.mark + text.encode(self.encoding)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, which are LF, CR LF or CR."""
        return _LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The character at which each line begins."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        # Each line begins behind all lines before it and as many line ends.
        return list(map(add, accumulate(map(len, self.lines[:-1]), initial=0), count()))

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the character at a line and column."""
        return self.starts[line - 1] + column - 1


def _decoded(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        because = f"claims to be {encoding.upper()} but breaks off at byte {error.start}"
        raise UnreadableError(path=path, because=because) from error
