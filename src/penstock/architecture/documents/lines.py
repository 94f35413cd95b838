"""The lines of paragraphs and list items: which are fields, and which go on from the one before."""

import re
from collections.abc import Iterator, Sequence

from penstock.architecture.documents.blocks import Field, Paragraph, new_field

_FIELD = re.compile(r"\s*\*\*(?:([^*:]{1,80}):\*\*|([^*:]{1,80})\*\*:)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+[.)])(?:\s+|$)")
_OTHER_BLOCK = re.compile(r"\s*(?:[-*+]\s|#{1,6}\s|```|~~~|>)")
_NUMBER = re.compile(r"\s*\d+[.)]\s")


def is_field(line: str) -> bool:
    """Tell whether a line begins with a name in bold and a colon."""
    return _FIELD.match(line) is not None


def after_bullet(line: str, begin: int) -> int | None:
    """Return where the text behind a bullet begins, if there is a bullet."""
    bullet = _BULLET.match(line, begin)
    return bullet.end() if bullet else None


def begins_block(line: str, begin: int) -> bool:
    """Tell whether the words of a list item are another item, a heading, code or a quote.

    A number is part of the words: `- 10. Billing` names a capability.
    """
    return _OTHER_BLOCK.match(line, begin) is not None


def goes_on(line: str) -> bool:
    """Tell whether a line belongs to the words of the list item above it."""
    return bool(line.strip()) and not begins_block(line, 0) and _NUMBER.match(line) is None


def prose(lines: Sequence[str], *, first_line: int) -> Iterator[Field | Paragraph]:
    """Yield the fields of a paragraph, each with the lines that continue it, and the rest."""
    begun: list[str] = []
    name: re.Match[str] | None = None
    for number, line in enumerate(lines, first_line):
        match = _FIELD.match(line)
        if begun and (match or (name and _breaks(begun[-1]))):
            yield _block(begun, name, number - len(begun))
            begun = []
        if not begun:
            name = match
        begun.append(line)
    if begun:
        yield _block(begun, name, first_line + len(lines) - len(begun))


def _breaks(line: str) -> bool:
    """Tell whether a line ends with a hard line break, so that the next one is no part of it."""
    return line.endswith(("\\", "  "))


def _block(lines: list[str], name: re.Match[str] | None, number: int) -> Field | Paragraph:
    """Return the field that bears the name, or else the paragraph."""
    value = lines[0][name.end() if name else 0 :].lstrip()
    column = len(lines[0]) - len(value) + 1
    words = value.rstrip()
    if len(lines) > 1:
        words = " ".join([words, *(line.strip() for line in lines[1:])])
    if name is None:
        return Paragraph(words, number, column)
    return new_field(((name[1] or name[2]).strip(), _without_break(words), number, column))


def _without_break(value: str) -> str:
    """Return a value without the backslash that breaks the line after it."""
    if not value.endswith("\\"):
        return value
    escaped = (len(value) - len(value.rstrip("\\"))) % 2
    return value[:-1].rstrip() if escaped else value
