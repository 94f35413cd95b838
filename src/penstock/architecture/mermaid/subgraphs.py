"""The line that begins a subgraph."""

from penstock.architecture.mermaid import repairs
from penstock.architecture.mermaid.cursor import Cursor
from penstock.architecture.mermaid.drawing import Drawing
from penstock.architecture.mermaid.endings import STATEMENT_ENDS, end_of_statement
from penstock.architecture.mermaid.labels import plain, plain_markdown
from penstock.architecture.mermaid.tokens import Kind
from penstock.architecture.mermaid.words import ID_PARTS, RESERVED, label

_TITLE_PARTS = (
    ID_PARTS - {Kind.DEFAULT, Kind.COMMA}
    | RESERVED - {Kind.INTERPOLATE, Kind.TARGET, Kind.HREF}
    | {Kind.BLANK, Kind.CLICK, Kind.UP, Kind.LINK_START, Kind.DIRECTION}
)


class SubgraphReader:
    """Reads `subgraph id [title]`."""

    def __init__(self, cursor: Cursor, drawing: Drawing) -> None:
        self._cursor = cursor
        self._drawing = drawing

    def begin(self) -> None:
        """Read `subgraph id [title]` and the end of its line."""
        cursor = self._cursor
        word = cursor.advance()
        start = cursor.prepared.origin(word.start)
        blank = cursor.take(Kind.BLANK)
        if cursor.token.kind in STATEMENT_ENDS:
            cursor.report(word.start, "A subgraph has no title. Write one behind `subgraph`.")
            name, title = "", ""
        elif blank is None:
            cursor.refuse("a blank behind `subgraph`")
        else:
            name, title = self._title(blank.end)
        self._drawing.open_subgraph(name, title, start)
        if cursor.token.kind in STATEMENT_ENDS:
            cursor.advance()

    def _title(self, start: int) -> tuple[str, str]:
        """Read a subgraph's title, and return its id and the title."""
        cursor = self._cursor
        first = cursor.token
        text = ""
        if first.kind in (Kind.STRING, Kind.MARKDOWN):
            text = cursor.advance().text
        while cursor.token.kind in _TITLE_PARTS:
            text += cursor.advance().text
        name = text.strip()
        if cursor.token.kind is Kind.SQUARE_OPEN and text:
            title = label(cursor, cursor.advance()).text
            self._end_of_title(start)
            return name, title
        if not text or cursor.token.kind not in STATEMENT_ENDS:
            text = name = self._mended_title(start)
        clean = plain_markdown if first.kind is Kind.MARKDOWN else plain
        # A title of several words is no id.
        return "" if any(c.isspace() for c in text) else name, clean(text)

    def _end_of_title(self, start: int) -> None:
        """Demand the end of the line behind a subgraph's title."""
        if self._cursor.token.kind not in STATEMENT_ENDS:
            line_end = self._cursor.line_end(start)
            end_of_statement(self._cursor, "the end of the line behind the title")
            self._cursor.resume(line_end)

    def _mended_title(self, start: int) -> str:
        """Report a title that Mermaid refuses; return it, whether or not it can be mended."""
        cursor = self._cursor
        line_end = cursor.line_end(start)
        found = repairs.title(cursor.text, start, line_end)
        cursor.report(
            min(cursor.token.start, line_end - 1),
            f"Found {cursor.found()} in the title of a subgraph, where Mermaid does not take it. "
            "Put the title in double quotes.",
            found.changes if found else (),
        )
        cursor.resume(line_end)
        return cursor.text[start:line_end].strip()
