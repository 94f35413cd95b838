"""Lists inside cells and fields: parted by line breaks, semicolons or commas, with bullets."""

import re
from collections.abc import Iterator

from penstock.architecture.model import Stated
from penstock.architecture.reading.words import STREAM_ID, plain, spelled_out

_BULLET = re.compile(r"[-*+•]\s+(?=\S)")
_NUMBER = re.compile(r"(\d+)[.)]\s+(?=\S)")
_ESCAPED = r"\\.|"
_BREAK = re.compile(_ESCAPED + r"(<br\s*/?>)", re.IGNORECASE)
_COMMA = re.compile(_ESCAPED + r"([,()])")
_SEMICOLON = re.compile(_ESCAPED + r"([;()])")
# Text that is a single name and holds nothing to part or to take out.
_SINGLE = re.compile(r"[^\W_][^,;()<\\\[`*_]*")
_STREAMS = re.compile(_ESCAPED + rf"([,;]\s*(?={STREAM_ID})|;|(?i:<br\s*/?>))")


def lines_of(cell: Stated) -> Iterator[Stated]:
    """Yield the lines of a cell, parted by `<br>`, without their bullets or running numbers.

    A single number is no running number: `10. Billing` is a capability.
    """
    if "<" not in cell.text and not _BULLET.match(cell.text):
        yield cell
        return
    lines = list(_trimmed(_parts(cell.text, _BREAK)))
    marks = [_BULLET.match(text) for _, text in lines]
    if len(lines) > 1 and not any(marks):
        marks = _running_numbers([text for _, text in lines]) or marks
    for (begin, text), mark in zip(lines, marks, strict=True):
        offset = mark.end() if mark else 0
        yield _at(cell, begin + offset, text[offset:])


def items_of(cell: Stated) -> list[Stated]:
    """Return the items of a cell, parted by commas or semicolons outside brackets."""
    if _SINGLE.fullmatch(cell.text):
        return [cell]
    return [item for line in lines_of(cell) for item in _names(line, _separator(line.text))]


def roles_of(cell: Stated) -> list[Stated]:
    """Return the names in a cell, parted by semicolons, since role names hold commas."""
    if _SINGLE.fullmatch(cell.text):
        return [cell]
    return [name for line in lines_of(cell) for name in _names(line, _SEMICOLON)]


def streams_of(cell: Stated) -> Iterator[Stated]:
    """Yield the value streams in a cell, each with the name written behind its id."""
    for begin, text in _trimmed(_parts(cell.text, _STREAMS)):
        mark = _BULLET.match(text) or _NUMBER.match(text)
        offset = mark.end() if mark else 0
        words = plain(text[offset:])
        spelled = spelled_out(words)
        # `NCV-01, 02` names two streams at one place.
        for each in [words] if spelled == words else spelled.split(","):
            yield _at(cell, begin + offset, each.strip())


def _separator(text: str) -> re.Pattern[str]:
    """Return what parts the items of a line: semicolons where there are any, else commas."""
    parted = ";" in text and len([*_outside_brackets(text, _SEMICOLON)]) > 1
    return _SEMICOLON if parted else _COMMA


def _names(line: Stated, separator: re.Pattern[str]) -> Iterator[Stated]:
    if separator.search(line.text) is None:
        yield line._replace(text=plain(line.text))
        return
    for begin, text in _trimmed(_outside_brackets(line.text, separator)):
        yield _at(line, begin, plain(text))


def _running_numbers(lines: list[str]) -> list[re.Match[str] | None]:
    """Return the numbers that lines begin with, if they count from 1 without a gap."""
    found = [_NUMBER.match(line) for line in lines]
    counted = [str(number) for number in range(1, len(lines) + 1)]
    return found if [match[1] for match in found if match] == counted else []


def _at(cell: Stated, offset: int, text: str) -> Stated:
    return Stated(text, cell.place._replace(column=cell.place.column + offset))


def _trimmed(parts: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the parts that hold words, without the white space around them."""
    for begin, part in parts:
        text = part.strip()
        if text:
            yield begin + part.find(text), text


def _parts(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text between separators, each with its offset; escapes part nothing."""
    begin = 0
    for match in separator.finditer(text):
        if match[1]:
            yield begin, text[begin : match.start()]
            begin = match.end()
    yield begin, text[begin:]


def _outside_brackets(text: str, separator: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text between separators that stand in no brackets."""
    begin = depth = 0
    for match in separator.finditer(text):
        if match[1] == "(":
            depth += 1
        elif match[1] == ")":
            depth = max(0, depth - 1)
        elif match[1] and not depth:
            yield begin, text[begin : match.start()]
            begin = match.end()
    yield begin, text[begin:]
