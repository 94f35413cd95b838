"""Reads a flowchart from its first word to its last line, and goes on behind each problem."""

import re
from collections.abc import Callable

from penstock.architecture.mermaid import statements
from penstock.architecture.mermaid.cursor import NO_MORE, Change, Cursor, RefusalError, quotation
from penstock.architecture.mermaid.drawing import Drawing
from penstock.architecture.mermaid.endings import end_of_statement, is_comment
from penstock.architecture.mermaid.header import HeaderReader
from penstock.architecture.mermaid.subgraphs import SubgraphReader
from penstock.architecture.mermaid.tokens import Kind
from penstock.architecture.mermaid.vertices import VertexReader
from penstock.architecture.mermaid.words import RESERVED, reserved_identifier

_KEYWORDS = RESERVED - {Kind.HREF}
# What follows a word that is meant as the id of a node, though it is one of the language.
_USED_AS_ID = re.compile(r"[\[({>]|:::|@\{|[ \t]*(?:<?(?:--|==|-\.)|~~~|&[ \t])")

_DIRECTION = re.compile(r"direction[ \t]+(tb|td|bt|rl|lr)[ \t]*(?=[\n;])", re.IGNORECASE)

_STATEMENTS: dict[Kind, Callable[[Cursor, Drawing], None]] = {
    Kind.STYLE: statements.style,
    Kind.CLASS_DEFINITION: statements.define_class,
    Kind.CLASS: statements.assign_class,
    Kind.LINK_STYLE: statements.link_style,
    Kind.CLICK: statements.click,
}


class FlowchartReader:
    """Reads statements one by one and keeps the subgraphs that are open."""

    def __init__(self, cursor: Cursor, drawing: Drawing) -> None:
        self._cursor = cursor
        self._drawing = drawing
        self._header = HeaderReader(cursor, drawing)
        self._subgraphs = SubgraphReader(cursor, drawing)
        self._vertices = VertexReader(cursor, drawing)
        self._given_up = -1

    def read(self, first_word_end: int | None = None) -> None:
        """Read the whole diagram, or what follows a first word that is dealt with already."""
        if first_word_end is None:
            self._guarded(self._header.header)
        else:
            self._guarded(lambda: self._header.direction(first_word_end))
        while self._cursor.token.kind not in NO_MORE:
            self._guarded(self._statement)
        while self._drawing.innermost is not None:
            self._report_open_subgraph()
            self._drawing.close_subgraph()

    def _guarded(self, read: Callable[[], None]) -> None:
        """Read something; if that fails, say so and go on with the next line."""
        try:
            read()
        except RefusalError as refusal:
            self._cursor.report(refusal.offset, refusal.message)
            end = self._cursor.line_end(refusal.offset)
            if end <= self._given_up:
                end = self._cursor.line_end(self._given_up + 1)
            self._given_up = end
            self._cursor.resume(end)

    def _statement(self) -> None:
        """Read a statement, or what separates two of them."""
        cursor = self._cursor
        kind = cursor.token.kind
        if kind in (Kind.NEWLINE, Kind.SEMICOLON, Kind.BLANK, Kind.DIRECTION_STATEMENT):
            cursor.advance()
        elif kind in (Kind.TITLE, Kind.DESCRIPTION):
            self._description()
        elif kind is Kind.DESCRIPTION_BLOCK:
            cursor.advance()
        elif kind is Kind.WORD and is_comment(cursor.text, cursor.token.start):
            self._percent_signs()
        elif kind is Kind.WORD and (found := _DIRECTION.match(cursor.text, cursor.token.start)):
            self._small_direction(found)
        elif kind in _KEYWORDS:
            self._keyword()
        elif kind in _STATEMENTS:
            _STATEMENTS[kind](cursor, self._drawing)
        else:
            self._vertices.statement()

    def _description(self) -> None:
        """Read `accTitle: …` or `accDescr: …`."""
        word = self._cursor.advance()
        kind = Kind.TITLE_VALUE if word.kind is Kind.TITLE else Kind.DESCRIPTION_VALUE
        self._cursor.demand(kind, f"a text behind {quotation(word.text)}")

    def _percent_signs(self) -> None:
        """Read `%%` behind a semicolon, which is a node for Mermaid, and not a comment."""
        cursor = self._cursor
        start = cursor.token.start
        try:
            self._vertices.statement()
        except RefusalError:
            cursor.resume(start)
            end_of_statement(cursor, "the end of the line")

    def _small_direction(self, found: re.Match[str]) -> None:
        """Report the direction of a subgraph that is written in small letters."""
        word, start = found[1], found.start()
        changes: tuple[Change, ...] = (Change(found.start(1), found.end(1), word.upper()),)
        before = self._cursor.text[max(start - 80, 0) : start].rpartition("\n")[2]
        if before.strip():
            # Mermaid takes all that stands before a direction on its line for a part of it.
            changes = (Change(start, start, "\n"), *changes)
        self._cursor.report(
            found.start(1),
            f"Found {quotation(word)} as direction, but directions are written in capitals. "
            f"Write `{word.upper()}`.",
            changes,
        )
        self._cursor.resume(found.end())

    def _keyword(self) -> None:
        """Read a statement that begins with a word of the language, unless it is used as an id."""
        cursor = self._cursor
        word = cursor.token
        end = word.start + len(word.text.rstrip())
        if _USED_AS_ID.match(cursor.text, end):
            self._vertices.statement(reserved_identifier(cursor, word))
        elif word.kind is Kind.SUBGRAPH:
            self._subgraphs.begin()
        elif word.kind is Kind.END:
            self._end()
        elif word.kind in _STATEMENTS:
            _STATEMENTS[word.kind](cursor, self._drawing)
        else:
            cursor.refuse("a node, or a statement such as `subgraph` or `style`")

    def _end(self) -> None:
        """Read the `end` of a subgraph."""
        word = self._cursor.advance()
        if self._drawing.innermost is not None:
            self._drawing.close_subgraph()
            return
        self._cursor.report(
            word.start,
            "There is an `end`, but no subgraph is open. Delete it, or write the subgraph that it "
            "closes.",
        )

    def _report_open_subgraph(self) -> None:
        """Report a subgraph that is not closed."""
        innermost = self._drawing.innermost
        if innermost is not None:
            title, offset = innermost
            self._cursor.report_at(
                offset,
                f"The subgraph {quotation(title)} is not closed. Write `end` on a line of its own "
                "behind its last node.",
            )
