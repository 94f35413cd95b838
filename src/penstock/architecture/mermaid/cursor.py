"""The place in a diagram up to which it has been read, and the problems found so far."""

from typing import NamedTuple, NoReturn

from penstock.architecture.mermaid.lexer import Lexer
from penstock.architecture.mermaid.positions import Positions
from penstock.architecture.mermaid.prepared import ENTITY_END, ENTITY_START, Prepared
from penstock.architecture.mermaid.results import Problem, TextEdit
from penstock.architecture.mermaid.tokens import Kind, Token

NO_MORE = frozenset({Kind.END_OF_TEXT, Kind.NOTHING})
_LONGEST_QUOTATION = 40


class Change(NamedTuple):
    """A replacement of characters of the prepared text."""

    start: int
    end: int
    replacement: str


class RefusalError(Exception):
    """A statement cannot be read any further; the reader goes on with the next line."""

    def __init__(self, offset: int, message: str) -> None:
        self.offset = offset
        self.message = message
        super().__init__(message)


class Cursor:
    """The token that is to be read next, and the list of problems."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.problems: list[Problem] = []
        self.new_names: dict[str, str] = {}
        self._lexer = Lexer(prepared.text)
        self._positions = Positions(prepared.written)
        self.token = self._lexer.next()

    def advance(self) -> Token:
        """Go on to the next token, and return the one that was read."""
        token = self.token
        self.token = self._lexer.next()
        return token

    def take(self, kind: Kind) -> Token | None:
        """Read a token if it is of a kind."""
        return self.advance() if self.token.kind is kind else None

    def demand(self, kind: Kind, wanted: str) -> Token:
        """Read a token that has to be of a kind."""
        return self.advance() if self.token.kind is kind else self.refuse(wanted)

    @property
    def place(self) -> int:
        """Return where the next token starts, behind the white space that it may begin with."""
        if self.token.kind in NO_MORE:
            return max(len(self.text.rstrip()) - 1, 0)
        text = self.token.text
        words = text.lstrip()
        return self.token.start + (len(text) - len(words) if words else 0)

    def refuse(self, wanted: str) -> NoReturn:
        """Say that something else was expected here."""
        raise RefusalError(self.place, f"Found {self.found()}, but expected {wanted}.")

    def found(self) -> str:
        """Return the next token in words."""
        words = self.token.text.strip()
        if self.token.kind in (Kind.STRING, Kind.MARKDOWN):
            return "a double quote"
        if words:
            return quotation(words)
        if self.token.kind in NO_MORE:
            return "the end of the diagram"
        return "the end of the line" if "\n" in self.token.text else "a blank"

    def resume(self, offset: int, *, behind_graph: bool = False) -> None:
        """Go on at an offset of the prepared text, outside labels."""
        self._lexer.resume(offset, behind_graph=behind_graph)
        self.token = self._lexer.next()

    def line_end(self, offset: int) -> int:
        """Return where the line that holds an offset ends."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def report(self, offset: int, message: str, changes: tuple[Change, ...] = ()) -> None:
        """Note a problem; offsets are those of the prepared text."""
        origin = self.prepared.origin
        self.report_at(
            origin(offset),
            message,
            tuple(TextEdit(origin(c.start), origin(c.end), c.replacement) for c in changes),
        )

    def report_at(self, offset: int, message: str, fix: tuple[TextEdit, ...] = ()) -> None:
        """Note a problem; offsets are those of the text that was handed in."""
        line, column = self._positions.of(offset)
        self.problems.append(Problem(line, column, message, fix))


def quotation(words: str) -> str:
    """Return words as a sentence quotes them: on one line, and not too long."""
    words = words.replace(ENTITY_START, "#").replace(ENTITY_END, ";")
    words = " ".join(words.split())
    if len(words) > _LONGEST_QUOTATION:
        words = words[: _LONGEST_QUOTATION - 1].rstrip() + "…"
    return f"`` {words} ``" if "`" in words else f"`{words}`"
