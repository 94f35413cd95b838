"""Parts policy files into their statements, so that whatever is wrong with one has a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A comment, a text in quotes, the end of a statement, or the end of a line.
_TOKEN = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|;|\n', re.DOTALL)
_BLANK = re.compile(r"(?:\s|//[^\n]*(?:\n|$))*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFile:
    """A file of policies or of their schema: what it is called, and what it says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One `permit` or `forbid` with its annotations, and where it begins."""

    file: str
    line: int
    text: str


def statements(file: PolicyFile) -> Iterator[Statement]:
    """Yield the statements of a file; what stands behind the last semicolon is one, too."""
    begin = 0
    for token in _TOKEN.finditer(file.text):
        if token.group() == ";":
            yield _statement(file, begin, token.end())
            begin = token.end()
    if _BLANK.sub("", file.text[begin:]).strip():
        yield _statement(file, begin, len(file.text))


def _statement(file: PolicyFile, begin: int, end: int) -> Statement:
    blank = _BLANK.match(file.text, begin, end)
    begin = blank.end() if blank else begin
    line = file.text.count("\n", 0, begin) + 1
    return Statement(file=file.name, line=line, text=file.text[begin:end])
