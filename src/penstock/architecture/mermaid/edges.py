"""The signs and the label of an edge."""

from typing import NamedTuple

from penstock.architecture.mermaid import repairs
from penstock.architecture.mermaid.cursor import Cursor, RefusalError, quotation
from penstock.architecture.mermaid.labels import plain, plain_markdown
from penstock.architecture.mermaid.links import edge_kind
from penstock.architecture.mermaid.model import EdgeKind
from penstock.architecture.mermaid.tokens import Kind, Token
from penstock.architecture.mermaid.words import label


class Link(NamedTuple):
    """The signs between two groups of nodes."""

    label: str
    kind: EdgeKind
    start: int
    id: str


class EdgeReader:
    """Reads what stands between two groups of nodes."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def link(self) -> Link | None:
        """Read the signs of an edge, if there are any."""
        cursor = self._cursor
        start = cursor.place
        edge_id = cursor.take(Kind.LINK_ID)
        name = edge_id.text[:-1] if edge_id else ""
        if signs := cursor.take(Kind.LINK):
            return Link(self._piped_label(), edge_kind(signs.text), start, name)
        if signs := cursor.take(Kind.LINK_START):
            text = self._edge_label(signs)
            end = cursor.demand(Kind.LINK, f"the arrow behind {quotation(signs.text)}")
            return Link(text, edge_kind(end.text, signs.text), start, name)
        if edge_id:
            cursor.refuse("an arrow such as `-->` behind the id of an edge")
        return self._mended_arrow()

    def _piped_label(self) -> str:
        """Read `|text|` behind an arrow, if there is any."""
        cursor = self._cursor
        if cursor.token.kind is not Kind.PIPE:
            return ""
        words = label(cursor, cursor.advance())
        cursor.take(Kind.BLANK)
        return words.text

    def _edge_label(self, signs: Token) -> str:
        """Read the words between the two halves of an edge."""
        cursor = self._cursor
        first = cursor.token
        words: list[str] = []
        if first.kind in (Kind.STRING, Kind.MARKDOWN):
            words.append(cursor.advance().text)
        while cursor.token.kind is Kind.EDGE_TEXT:
            words.append(cursor.advance().text)
        if words and cursor.token.kind is Kind.LINK:
            clean = plain_markdown if first.kind is Kind.MARKDOWN else plain
            return clean("".join(words))
        return self._mended_edge_label(signs)

    def _mended_edge_label(self, signs: Token) -> str:
        """Report an edge's label that Mermaid refuses, and go on behind it if its end is clear."""
        cursor = self._cursor
        line_end = cursor.line_end(signs.start + signs.text.find(signs.text.strip()))
        found = repairs.edge_label(cursor.text, signs, line_end)
        if found is None:
            place = signs.start + signs.text.find(signs.text.strip())
            raise RefusalError(
                cursor.token.start if cursor.token.start < line_end else place,
                f"{quotation(signs.text)} begins an edge with a label, but Mermaid finds no label "
                "and no arrow behind it. Write for example `-- text -->` or `-->|text|`.",
            )
        cursor.report(
            min(cursor.token.start, line_end),
            f"The label {quotation(found.text)} of an edge holds signs that Mermaid does not take "
            "there. Put it in double quotes.",
            found.changes,
        )
        cursor.resume(found.end)
        return plain(found.text)

    def _mended_arrow(self) -> Link | None:
        """Report an arrow that is none in Mermaid, and go on as if it were the right one."""
        cursor = self._cursor
        start = cursor.token.start
        found = repairs.arrow(cursor.text, start)
        if found is None:
            return None
        written = cursor.text[found.change.start : found.change.end]
        cursor.report(
            start,
            f"`{written}` is no arrow of a flowchart. Write `{found.signs}`.",
            (found.change,),
        )
        cursor.resume(found.end)
        return Link(self._piped_label(), edge_kind(found.signs), start, "")
