"""The part of YAML that stands on one line: words, quoted texts, `{ … }` and `[ … ]`."""

import re
from dataclasses import dataclass
from typing import TypeAlias

MAX_DEPTH = 50

_NOT_TEXT = re.compile(
    r"(?:true|false)$|(?:[-+]?0b[01_]+|[-+]?0x[0-9a-f_]+|[-+]?0o[0-7_]+|[-+]?[0-9][0-9_]*"
    r"|[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|\.[0-9_]+(?:e[-+]?[0-9]+)?)"
    r"|[-+]?\.inf|\.nan)$",
    re.IGNORECASE,
)
_NULL = re.compile(r"(?:~|null|Null|NULL)?$")
_GAP = re.compile(r"(?:[ \t\r\n]|(?:(?<=[ \t\r\n])|\A)#[^\n]*)*+")
_PLAIN_START = re.compile(r"[^\s,\[\]{}#&*!|>'\"%@`?-]|[?-](?=[^\s,\[\]{}])")
_PLAIN_IN_FLOW = re.compile(r"(?:[^,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#)+")
_PLAIN_ON_LINE = re.compile(r"(?:[^:#\n]|:(?=\S)|(?<=\S)#)+")
# Anchors, tags of YAML's own, and keys of several words.
_BEYOND = ("&", "!!", "?")
_SINGLE = re.compile(r"'((?:[^']|'')*+)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_ESCAPED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v"}
_ESCAPED |= {"f": "\f", "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\"}
_ESCAPED |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\n": ""}


@dataclass(frozen=True, slots=True)
class Fault:
    """What YAML refuses, and at which offset of the text."""

    offset: int
    message: str


class FaultError(Exception):
    """Carries a fault out of the reader."""

    def __init__(self, offset: int, message: str) -> None:
        self.fault = Fault(offset, message)
        super().__init__(message)


class BeyondError(Exception):
    """The text uses a part of YAML that is not covered here, and may well be right."""


@dataclass(frozen=True, slots=True)
class NotText:
    """A value that is a number, true, false, a list or a mapping."""


Value: TypeAlias = str | NotText | None


class FlowReader:
    """Reads values from a position on; the position moves behind what was read."""

    def __init__(self, text: str, position: int = 0, *, inside: bool = False) -> None:
        self.text = text
        self.position = position
        self._depth = 1 if inside else 0

    def gap(self) -> str:
        """Skip white space and comments, and return the next character, or nothing at the end."""
        match = _GAP.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.text[self.position : self.position + 1]

    def value(self) -> Value:
        """Read a value of any kind; where there is none, it is null."""
        opener = self.text[self.position : self.position + 1]
        if opener in ("'", '"'):
            return self.quoted(opener)
        if opener == "{":
            self.mapping()
            return NotText()
        if opener == "[":
            self._collection("]", {})
            return NotText()
        return self._plain()

    def quoted(self, quote: str) -> str:
        """Read a text in quotes."""
        match = (_SINGLE if quote == "'" else _DOUBLE).match(self.text, self.position)
        if match is None:
            raise FaultError(self.position, f"the text that {quote} opens is not closed")
        self.position = match.end()
        if quote == "'":
            return match[1].replace("''", "'")
        return _ESCAPE.sub(lambda escape: self._unescaped(escape, match.start(1)), match[1])

    def _unescaped(self, escape: re.Match[str], start: int) -> str:
        """Return the character that an escape stands for."""
        code = escape[1]
        if len(code) > 1:
            number = int(code[1:], 16)
            return chr(number) if number < 0x110000 else "\ufffd"
        if code not in _ESCAPED:
            offset = start + escape.start()
            raise FaultError(offset, f"`\\{code}` is no escape; write `\\\\` for a backslash")
        return _ESCAPED[code]

    def mapping(self) -> dict[str, Value]:
        """Read `{ key: value, … }`, from its opening brace on."""
        pairs: dict[str, Value] = {}
        self._collection("}", pairs)
        return pairs

    def _collection(self, closer: str, pairs: dict[str, Value]) -> None:
        """Read entries up to the closing bracket; a list's pairs are not kept."""
        start = self.position
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FaultError(start, "it is nested too deeply")
        self.position += 1
        while (sign := self.gap()) != closer:
            if sign in ("", ","):
                found = f"`{sign}`" if sign else "the end"
                raise FaultError(self.position, f"{found} was found where an entry was expected")
            self._entry(pairs, keep=closer == "}")
            if self.gap() == ",":
                self.position += 1
            elif self.text[self.position : self.position + 1] != closer:
                raise FaultError(self.position, "a comma is missing between two entries")
        self.position += 1
        self._depth -= 1

    def _entry(self, pairs: dict[str, Value], *, keep: bool) -> None:
        """Read `key: value` or a value alone."""
        start = self.position
        key = self.value()
        held: Value = None
        same_line = "\n" not in self.text[start : self.position]
        if self.gap() == ":" and same_line:
            self.position += 1
            self.gap()
            held = self.value()
        name = key if isinstance(key, str) else self.text[start : self.position]
        if keep and name in pairs:
            raise FaultError(start, f"the key `{name}` is given twice")
        pairs[name] = held

    def _plain(self) -> Value:
        """Read a text without quotes."""
        if not _PLAIN_START.match(self.text, self.position):
            if self.text.startswith(_BEYOND, self.position):
                raise BeyondError
            return None
        pattern = _PLAIN_IN_FLOW if self._depth else _PLAIN_ON_LINE
        match = pattern.match(self.text, self.position)
        if match is None:
            return None
        words = match[0].rstrip()
        self.position += len(words)
        return resolved(words)


def resolved(words: str) -> Value:
    """Return what a text without quotes stands for."""
    if _NULL.match(words):
        return None
    return NotText() if _NOT_TEXT.match(words) else " ".join(words.split())
