"""The lines of an OpenDSS script as commands with their parameters.

OpenDSS parts words by white space, commas and `=`, takes what stands in quotes or brackets as one
word, and goes on to the end of the line, or to `!` or `//`. A line that begins with `/*` begins a
comment that ends on a line with `*/`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from penstock.engineering.network.errors import NetworkError

_CLOSING = {'"': '"', "'": "'", "(": ")", "[": "]", "{": "}"}
_WORD = re.compile(
    r"""(?P<end>!|//)
    |(?P<quoted>"[^"]*"?|'[^']*'?|\([^)]*\)?|\[[^\]]*\]?|\{[^}]*\}?)
    |(?P<equal>=)
    |(?P<bare>(?:[^\s,=!"'(\[{/]|/(?!/))+)""",
    re.VERBOSE,
)
_MOST_WORDS = 2_000
_NEEDS_QUOTES = re.compile(r"[\s,=!]|//|^$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A line of a script.

    Args:
        file: Path of the script, below the feeder's folder.
        line: Its number, from 1.
    """

    file: str
    line: int

    def __str__(self) -> str:
        """Return the place as a sentence names it."""
        return f"{self.file}, line {self.line}"


class Parameter(NamedTuple):
    """A word of a command, with the name before its `=`.

    Args:
        name: In lower case; empty where the word stands alone.
        value: What stands behind `=`, without its quotes or brackets.
        quote: The opening quote or bracket; empty where there is none.
    """

    name: str
    value: str
    quote: str = ""

    @property
    def text(self) -> str:
        """Return the parameter as OpenDSS reads it back."""
        quote = self.quote or ('"' if _NEEDS_QUOTES.search(self.value) else "")
        word = f"{quote}{self.value}{_CLOSING[quote]}" if quote else self.value
        return f"{self.name}={word}" if self.name else word


class Line(NamedTuple):
    """A line that says something."""

    spot: Spot
    parameters: tuple[Parameter, ...]


def lines(text: str, file: str) -> Iterator[Line]:
    """Yield the lines of a script that say something.

    Raises:
        NetworkError: A line has more words than any command.
    """
    commented = False
    for number, line in enumerate(text.splitlines(), start=1):
        if commented or line.lstrip().startswith("/*"):
            commented = "*/" not in line
            continue
        found = tuple(islice(parameters(line), _MOST_WORDS + 1))
        if len(found) > _MOST_WORDS:
            raise NetworkError(
                f"{file}, line {number}: the line has more than {_MOST_WORDS:,} words; "
                "expected a command with its properties."
            )
        if found:
            yield Line(Spot(file=file, line=number), found)


def parameters(line: str) -> Iterator[Parameter]:
    """Yield the words of a line, each with its name."""
    name: str | None = None
    held: tuple[str, str] | None = None
    for word, quote in _words(line):
        if word == "=" and not quote:
            name, held = (held[0] if held else ""), None
            continue
        if held is not None:
            yield Parameter("", *held)
        if name is None:
            held = (word, quote)
        else:
            yield Parameter(name.casefold(), word, quote)
            name, held = None, None
    if held is not None:
        yield Parameter("", *held)


def _words(line: str) -> Iterator[tuple[str, str]]:
    """Yield words with their opening quote; `=` is a word of its own."""
    for found in _WORD.finditer(line):
        sign = found[0][0]
        if found.lastgroup == "end":
            return
        if found.lastgroup == "quoted":
            yield found[0][1:].removesuffix(_CLOSING[sign]), sign
        else:
            yield found[0], ""
