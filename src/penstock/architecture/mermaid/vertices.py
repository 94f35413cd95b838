"""Statements that draw: nodes and the edges between them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from penstock.architecture.mermaid.cursor import Cursor, RefusalError, quotation
from penstock.architecture.mermaid.drawing import MAX_EDGES, Drawing
from penstock.architecture.mermaid.edges import EdgeReader, Link
from penstock.architecture.mermaid.endings import end_of_statement
from penstock.architecture.mermaid.labels import plain
from penstock.architecture.mermaid.shapes import NAMES
from penstock.architecture.mermaid.tokens import Kind, Token
from penstock.architecture.mermaid.words import ID_PARTS, SHAPE_OPENERS, identifier, label

_BREAK = re.compile(r"\n\s*")
_NODE = "the id of a node"
_AFTER_NODE = "an arrow such as `-->`, `&`, or the end of the line"


class ShapeData(NamedTuple):
    """What stands between `@{` and `}`, and where it begins."""

    opener: Token
    values: Mapping[str, object]


class VertexReader:
    """Reads `A[Label] -- text --> B & C` and draws it."""

    def __init__(self, cursor: Cursor, drawing: Drawing) -> None:
        self._cursor = cursor
        self._drawing = drawing
        self._edges = EdgeReader(cursor)
        self._too_many_reported = False

    def statement(self, first: Token | None = None) -> None:
        """Read a statement; its first id may have been read already."""
        sources = self._group(first)
        while link := self._edges.link():
            self._demand_target(link)
            targets = self._group(None)
            self._connect(sources, targets, link)
            sources = targets
        end_of_statement(self._cursor, _AFTER_NODE)

    def _demand_target(self, link: Link) -> None:
        """Refuse an arrow with nothing but another statement behind it, on another line."""
        cursor = self._cursor
        if cursor.token.kind in ID_PARTS:
            return
        line_end = cursor.line_end(link.start)
        if cursor.token.start > line_end:
            raise RefusalError(link.start, f"This arrow leads nowhere: expected {_NODE} behind it.")

    def _connect(self, sources: list[str], targets: list[str], link: Link) -> None:
        """Draw edges, and report once if they are too many."""
        if link.id:
            self._drawing.name_edge(link.id)
        drawn = self._drawing.connect(
            sources,
            targets,
            label=link.label,
            kind=link.kind,
            offset=self._cursor.prepared.origin(link.start),
        )
        if not drawn and not self._too_many_reported:
            self._too_many_reported = True
            self._cursor.report(
                link.start,
                f"The diagram has more than {MAX_EDGES} edges, and Mermaid draws no more than "
                "these. Split it.",
            )

    def _group(self, first: Token | None) -> list[str]:
        """Read nodes that are joined by `&`."""
        cursor = self._cursor
        names = [self._node(first)]
        while True:
            data = self._shape_data() if cursor.token.kind is Kind.SHAPE_DATA else None
            joined = cursor.take(Kind.BLANK) and cursor.take(Kind.AMPERSAND)
            if joined:
                cursor.demand(Kind.BLANK, "a blank between `&` and the id of a node")
                names.append(self._node(None))
            # Mermaid gives a node its data when it has read the node behind it.
            if data:
                self._apply(names[-2 if joined else -1], data)
            if not joined:
                return names

    def _node(self, first: Token | None) -> str:
        """Read a node's id, its shape and its class."""
        cursor = self._cursor
        name = first or identifier(cursor, _NODE)
        start = cursor.prepared.origin(name.start)
        if cursor.token.kind in SHAPE_OPENERS:
            return self._shaped(name, start)
        self._drawing.mention(name.text, start)
        self._class()
        return name.text

    def _shaped(self, name: Token, start: int) -> str:
        """Read a node's label, or notice that `->` is no shape but an arrow."""
        cursor = self._cursor
        opener = cursor.advance()
        if opener.kind is Kind.PROPERTIES_OPEN:
            self._properties()
        arrow = opener.text == ">" and name.text.endswith("-") and len(name.text) > 1
        try:
            words = label(cursor, opener, mend=not arrow)
        except RefusalError:
            if not arrow:
                raise
            # `A->B` is read as an odd shape of a node `A-`; back to where the arrow begins.
            cursor.resume(opener.start - 1)
            self._drawing.mention(name.text[:-1], start)
            return name.text[:-1]
        self._drawing.mention(name.text, start)
        self._drawing.describe(name.text, start, label=words.text, shape=words.shape)
        self._class()
        return name.text

    def _properties(self) -> None:
        """Read `field:value|` in front of a label."""
        cursor = self._cursor
        cursor.demand(Kind.WORD, "the name of a property")
        cursor.demand(Kind.COLON, "`:` behind the name of a property")
        cursor.demand(Kind.WORD, "the value of a property")
        cursor.demand(Kind.PIPE, "`|` behind the value of a property")

    def _class(self) -> None:
        """Read `:::name`."""
        if self._cursor.take(Kind.CLASS_SIGN):
            identifier(self._cursor, "the name of a class behind `:::`")

    def _shape_data(self) -> ShapeData:
        """Read `@{ shape: …, label: … }`."""
        from penstock.architecture.mermaid.yaml_block import shape_data
        from penstock.architecture.mermaid.yaml_flow import FaultError

        cursor = self._cursor
        opener = cursor.advance()
        parts: list[Token] = []
        while cursor.token.kind is Kind.SHAPE_DATA:
            parts.append(cursor.advance())
        if cursor.token.kind is Kind.NOTHING:
            raise RefusalError(opener.start, "`@{` is not closed. Write `}` behind the last value.")
        try:
            return ShapeData(opener, shape_data(_with_breaks(parts)))
        except FaultError as error:
            start = parts[0].start if parts else opener.end
            cursor.report(
                min(start + max(error.fault.offset, 0), cursor.token.start),
                f"Mermaid cannot read what stands between `@{{` and `}}`: {error.fault.message}.",
            )
            return ShapeData(opener, {})

    def _apply(self, name: str, data: ShapeData) -> None:
        """Give a node the shape and the label that its data name."""
        shape, words = data.values.get("shape"), data.values.get("label")
        if shape is not None and shape not in NAMES:
            self._cursor.report(data.opener.start, _unknown_shape(shape))
            shape = None
        self._drawing.describe(
            name,
            self._cursor.prepared.origin(data.opener.start),
            label=plain(words) if isinstance(words, str) and words else None,
            shape=shape if isinstance(shape, str) else None,
        )


def _with_breaks(parts: list[Token]) -> str:
    """Return the text between `@{` and `}`; a line break inside quotes is one in the label."""
    words: list[str] = []
    inside = False
    for part in parts:
        words.append(_BREAK.sub("<br/>", part.text) if inside else part.text)
        inside = inside != (part.text == '"')
    return "".join(words)


def _unknown_shape(name: object) -> str:
    """Return the sentence about a shape that Mermaid does not have."""
    if not isinstance(name, str):
        return "A shape has to be a name, such as `rect`."
    import difflib

    close = difflib.get_close_matches(name.lower().replace("_", "-"), NAMES, n=1)
    advice = f"Did you mean `{close[0]}`?" if close else "Mermaid's manual lists the shapes."
    return f"Mermaid has no shape {quotation(name)}. {advice}"
