"""The first line of a flowchart: its kind and its direction."""

from penstock.architecture.mermaid.cursor import Change, Cursor, RefusalError, quotation
from penstock.architecture.mermaid.drawing import Drawing
from penstock.architecture.mermaid.endings import end_of_statement, is_comment
from penstock.architecture.mermaid.model import Direction
from penstock.architecture.mermaid.tokens import Kind

_DIRECTIONS = {
    "TB": Direction.TOP_BOTTOM,
    "TD": Direction.TOP_BOTTOM,
    "BR": Direction.TOP_BOTTOM,
    "v": Direction.TOP_BOTTOM,
    "BT": Direction.BOTTOM_TOP,
    "^": Direction.BOTTOM_TOP,
    "RL": Direction.RIGHT_LEFT,
    "<": Direction.RIGHT_LEFT,
    "LR": Direction.LEFT_RIGHT,
    ">": Direction.LEFT_RIGHT,
}
_NAMED_DIRECTIONS = "TB, TD, BT, RL or LR"


class HeaderReader:
    """Reads `graph LR` and the end of its line."""

    def __init__(self, cursor: Cursor, drawing: Drawing) -> None:
        self._cursor = cursor
        self._drawing = drawing

    def header(self) -> None:
        """Read `graph LR` and the end of its line."""
        cursor = self._cursor
        while cursor.token.kind in (Kind.BLANK, Kind.NEWLINE):
            cursor.advance()
        word = cursor.demand(Kind.GRAPH, "`graph` or `flowchart`")
        self.direction(word.end)

    def direction(self, start: int) -> None:
        """Read the direction behind `graph`, and the end of its line."""
        cursor = self._cursor
        if cursor.take(Kind.NO_DIRECTION):
            return
        if direction := cursor.take(Kind.DIRECTION):
            self._drawing.direction = _DIRECTIONS[direction.text.strip()]
        else:
            self._mended_direction(start)
        self._end_of_header()

    def _mended_direction(self, start: int) -> None:
        """Report a direction that is none; one in small letters is clear enough to go on."""
        cursor = self._cursor
        while cursor.text[start] in " \t":
            start += 1
        line = cursor.text[start : cursor.line_end(start)]
        word = line.split(maxsplit=1)[0].split(";")[0] if line else ""
        if word.upper() not in _DIRECTIONS:
            raise RefusalError(
                start,
                f"Found {quotation(word or line)} behind `graph`, but expected a direction: "
                f"{_NAMED_DIRECTIONS}.",
            )
        cursor.report(
            start,
            f"Found {quotation(word)} as direction, but directions are written in capitals. "
            f"Write `{word.upper()}`.",
            (Change(start, start + len(word), word.upper()),),
        )
        self._drawing.direction = _DIRECTIONS[word.upper()]
        cursor.resume(start + len(word))

    def _end_of_header(self) -> None:
        """Read the end of the first line, which may hold no statement without a semicolon."""
        cursor = self._cursor
        blank = cursor.take(Kind.BLANK)
        ends = {Kind.NEWLINE} if blank else {Kind.NEWLINE, Kind.SEMICOLON}
        if cursor.token.kind in ends:
            cursor.advance()
            return
        start, at = (blank or cursor.token).start, cursor.place
        if "\n" in cursor.text[start:at]:
            return
        if is_comment(cursor.text, at):
            end_of_statement(cursor, "the end of the line")
            return
        replacement = "" if cursor.token.kind is Kind.SEMICOLON else "\n"
        cursor.report(
            at,
            f"Found {cursor.found()} behind the direction, but expected the end of the line. "
            "Begin the first statement on a new line.",
            (Change(start, at, replacement),) if blank else (),
        )
        cursor.resume(at)
