"""The part of YAML that is written line by line, as far as front matter and `@{ … }` need it."""

import re
from dataclasses import dataclass, field

from penstock.architecture.mermaid.yaml_flow import (
    BeyondError,
    Fault,
    FaultError,
    FlowReader,
    Value,
)

_KEY = re.compile(
    r"""(?:"(?:[^"\\\n]|\\.)*+"[ \t]*+|'(?:[^'\n]|'')*+'[ \t]*+|"""
    r"""[^\s,\[\]{}#&*!|>'"%@`-](?:[^:\n#]|:(?=\S)|(?<=\S)#)*+):(?=\s|$)"""
)
_LINE_END = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\n]*)?(?=\n|$)")
_LITERAL = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?(?=\n|$)")
_MARKER = re.compile(r"-(?=\s|$)[ \t]*")


@dataclass(slots=True)
class _Level:
    """An indentation that is in use, for items of a list or for keys, with the keys seen at it."""

    indent: int
    items: bool
    keys: set[str] = field(default_factory=set)


class BlockReader:
    """Reads lines of `key: value`; keeps the values of the outermost ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: dict[str, Value] = {}
        self._levels: list[_Level] = []
        self._open = True
        self._literal: int | None = None

    def read(self) -> dict[str, Value]:
        """Read the whole text."""
        position = 0
        while position < len(self.text):
            position = self._line(position)
        return self.values

    def _line(self, start: int) -> int:
        """Read the line that starts at an offset, and return where the next one starts."""
        end = _line_end(self.text, start)
        line = self.text[start:end]
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        if not words.strip() or self._in_literal(indent) or words.startswith("#"):
            return end + 1
        if words.startswith("\t"):
            raise FaultError(start + indent, "a tab stands where blanks indent a line")
        return self._content(start + indent, indent, end)

    def _in_literal(self, indent: int) -> bool:
        """Tell whether a line belongs to the text that `|` or `>` began."""
        if self._literal is not None and indent > self._literal:
            return True
        self._literal = None
        return False

    def _content(self, position: int, indent: int, end: int) -> int:
        """Read a line's list markers and its key and value."""
        while marker := _MARKER.match(self.text, position):
            self._enter(indent, position, as_item=True)
            self._open = True
            indent += marker.end() - position
            position = marker.end()
        key = _KEY.match(self.text, position, end)
        if key is None:
            return self._continuation(position, indent, end)
        level = self._enter(indent, position, as_item=False)
        name = key[0][:-1].strip().strip("'\"")
        if name in level.keys:
            raise FaultError(position, f"the key `{name}` is given twice")
        level.keys.add(name)
        value, after = self._value(key.end(), indent)
        if len(self._levels) == 1:
            self.values[name] = value
        return after

    def _enter(self, indent: int, position: int, *, as_item: bool) -> _Level:
        """Return the level that a line belongs to; a deeper one begins only below a bare key."""
        while self._levels and self._is_over(self._levels[-1], indent, as_item=as_item):
            self._levels.pop()
            self._open = False
        level = self._levels[-1] if self._levels else None
        if level is None or (level.indent, level.items) != (indent, as_item):
            if not self._open:
                raise FaultError(position, "the line is indented in a way that fits nothing above")
            level = _Level(indent, as_item)
            self._levels.append(level)
        return level

    def _is_over(self, level: _Level, indent: int, *, as_item: bool) -> bool:
        """Tell whether a line ends a level; a list may stand as far left as its key."""
        return level.indent > indent or (level.indent == indent and level.items and not as_item)

    def _value(self, position: int, indent: int) -> tuple[Value, int]:
        """Read what follows a key, and return it with the start of the next line."""
        end = _line_end(self.text, position)
        rest = self.text[position:end].strip()
        self._open = not rest or rest.startswith("#")
        if self._open:
            return None, end + 1
        start = position + len(self.text[position:end]) - len(self.text[position:end].lstrip())
        if _LITERAL.match(self.text, start):
            self._literal = indent
            return "", end + 1
        return self._inline(start)

    def _inline(self, start: int) -> tuple[Value, int]:
        """Read a value that stands beside its key, and return the start of the next line."""
        reader = FlowReader(self.text, start)
        value = reader.value()
        if not _LINE_END.match(self.text, reader.position):
            raise FaultError(
                reader.position,
                "the value does not end where it should; put it in quotes if it holds signs "
                "such as `:` or `#`",
            )
        return value, _line_end(self.text, reader.position) + 1

    def _continuation(self, position: int, indent: int, end: int) -> int:
        """Read a line without a key: an item, or more words of a text without quotes."""
        if self.text.startswith(("|", ">"), position):
            raise BeyondError
        deeper = not self._levels or indent > self._levels[-1].indent
        if not deeper:
            raise FaultError(position, "a line without `key: value` was found")
        _, after = self._inline(position)
        self._open = False
        return max(after, end + 1)


def _line_end(text: str, position: int) -> int:
    """Return where the line that holds a position ends."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def fault(text: str, indent: str = "") -> Fault | None:
    """Return what YAML refuses in lines that all begin with the same indentation."""
    blank = " " * len(indent)
    lines = [blank + line.removeprefix(indent) for line in text.split("\n")]
    try:
        BlockReader("\n".join(lines)).read()
    except FaultError as error:
        return error.fault
    except BeyondError:
        return None
    return None


def shape_data(text: str) -> dict[str, Value]:
    """Return the values of `@{ … }`, from its text between the braces.

    Like Mermaid, it takes a text of several lines for lines of `key: value`.
    """
    try:
        if "\n" in text:
            return _several_lines(text)
        return FlowReader(f"{{\n{text}\n}}").mapping()
    except BeyondError:
        return {}
    except FaultError as error:
        shift = 0 if "\n" in text else 2
        raise FaultError(error.fault.offset - shift, error.fault.message) from None


def _several_lines(text: str) -> dict[str, Value]:
    """Return the values of a text of several lines, which may not be empty."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        raise FaultError(0, "there is no `key: value` on its lines")
    return BlockReader(text).read()
