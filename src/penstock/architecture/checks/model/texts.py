"""Where words stand in a document's text, and edits that replace them."""

import re

from penstock.architecture.checks.rule import Subject
from penstock.kernel.findings import Edit
from penstock.kernel.places import Place

_MARKUP = re.compile(r"[\s*_`+•-]*")


def place_of(subject: Subject, words: str, place: Place) -> Place:
    """Return where words begin in their line: a matrix names its rows in another cell."""
    line = _line(subject, place)
    column = line.find(words, place.column - 1)
    if column < 0 or _MARKUP.fullmatch(line[place.column - 1 : column]) is None:
        column = line.find(words)
    return place if column < 0 else place._replace(column=column + 1)


def replaced(subject: Subject, words: str, place: Place, *, by: str) -> Edit | None:
    """Return the edit that replaces words which begin at a place, or None if others stand there."""
    line = _line(subject, place)
    column = line.find(words, place.column - 1)
    if column < 0 or _MARKUP.fullmatch(line[place.column - 1 : column]) is None:
        return None
    start = subject.documents[place.document].source.offset(place.line, column + 1)
    return Edit(place.document, start, start + len(words), by)


def _line(subject: Subject, place: Place) -> str:
    return subject.documents[place.document].source.lines[place.line - 1]
