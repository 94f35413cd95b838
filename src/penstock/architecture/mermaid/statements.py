"""Statements that draw nothing: style, classDef, class, linkStyle and click."""

from penstock.architecture.mermaid.cursor import Cursor
from penstock.architecture.mermaid.drawing import Drawing
from penstock.architecture.mermaid.endings import end_of_statement
from penstock.architecture.mermaid.tokens import Kind, Token
from penstock.architecture.mermaid.words import FUNCTION_PARTS, identifier

_STYLE_PARTS = frozenset({Kind.NUMBER, Kind.WORD, Kind.COLON, Kind.BLANK, Kind.HASH, Kind.STYLE})
_STYLES = "styles such as `fill:#eee,stroke:#333`"


def style(cursor: Cursor, drawing: Drawing) -> None:
    """Read `style A fill:#eee`, which draws the node if nothing else does."""
    cursor.advance()
    _blank(cursor, "style")
    name = identifier(cursor, "the id of a node")
    _blank(cursor, "the id")
    _styles(cursor)
    drawing.mention(name.text, cursor.prepared.origin(name.start), framed=False)
    end_of_statement(cursor, _STYLES)


def define_class(cursor: Cursor, _: Drawing) -> None:
    """Read `classDef name fill:#eee`."""
    cursor.advance()
    _blank(cursor, "classDef")
    identifier(cursor, "the name of a class")
    _blank(cursor, "the name")
    _styles(cursor)
    end_of_statement(cursor, _STYLES)


def assign_class(cursor: Cursor, _: Drawing) -> None:
    """Read `class A,B name`."""
    cursor.advance()
    _blank(cursor, "class")
    identifier(cursor, "the ids of nodes, joined by commas without blanks")
    _blank(cursor, "the ids")
    identifier(cursor, "the name of a class")
    end_of_statement(cursor, "the end of the line behind the name of the class")


def link_style(cursor: Cursor, drawing: Drawing) -> None:
    """Read `linkStyle 0,1 stroke:#333` or `linkStyle default interpolate basis`."""
    cursor.advance()
    _blank(cursor, "linkStyle")
    if not cursor.take(Kind.DEFAULT):
        _edge_numbers(cursor, drawing)
    _blank(cursor, "the numbers of edges")
    if cursor.take(Kind.INTERPOLATE):
        _blank(cursor, "interpolate")
        _function(cursor, "the name of a curve")
        if not cursor.take(Kind.BLANK):
            end_of_statement(cursor, _STYLES)
            return
    _styles(cursor)
    end_of_statement(cursor, _STYLES)


def _edge_numbers(cursor: Cursor, drawing: Drawing) -> None:
    """Read the numbers of edges, each of which has to exist already."""
    while True:
        number = cursor.demand(Kind.NUMBER, "the number of an edge, or `default`")
        if number.text not in {str(n) for n in range(len(drawing.edges))}:
            cursor.report(
                number.start,
                f"linkStyle names edge {number.text}, but {_available(len(drawing.edges))}. "
                "Edges count from 0, in the order in which they are written above this line.",
            )
        if not cursor.take(Kind.COMMA):
            return


def _available(count: int) -> str:
    """Return which edges there are, in words."""
    if count == 0:
        return "there is no edge above it"
    return f"the edges above it are 0 to {count - 1}" if count > 1 else "the one above it is 0"


def click(cursor: Cursor, _: Drawing) -> None:
    """Read `click A "https://…" "tip" _blank`, `click A call f()` and their variants."""
    cursor.advance()
    if cursor.take(Kind.CALLBACK_NAME):
        cursor.take(Kind.CALLBACK_ARGUMENTS)
        _tip(cursor)
    elif cursor.take(Kind.HREF):
        cursor.demand(Kind.STRING, "an address in double quotes")
        _tip_and_target(cursor)
    elif cursor.take(Kind.STRING):
        _tip_and_target(cursor)
    else:
        _function(cursor, "an address in double quotes, or the name of a function")
        _tip(cursor)
    end_of_statement(cursor, "a tip in double quotes, or the end of the line")


def _tip(cursor: Cursor) -> None:
    """Read the text that is shown over a node, if there is any."""
    if cursor.token.kind is Kind.BLANK and not _only_blank(cursor):
        cursor.advance()
        cursor.demand(Kind.STRING, "a tip in double quotes")


def _tip_and_target(cursor: Cursor) -> None:
    """Read the text that is shown over a node, and the window that its address opens in."""
    wanted = "a tip in double quotes, or `_self`, `_blank`, `_parent` or `_top`"
    for kinds in ((Kind.STRING, Kind.TARGET), (Kind.TARGET,)):
        if cursor.token.kind is not Kind.BLANK or _only_blank(cursor):
            return
        cursor.advance()
        if cursor.token.kind not in kinds:
            cursor.refuse(wanted)
        if cursor.advance().kind is Kind.TARGET:
            return


def _only_blank(cursor: Cursor) -> bool:
    """Tell whether a line has nothing but blanks left, or a comment."""
    rest = cursor.text[cursor.token.end : cursor.token.end + 2]
    return rest[:1] in "\n;" or rest == "%%"


def _function(cursor: Cursor, wanted: str) -> Token:
    """Read the name of a function or of a curve."""
    first = cursor.token
    if first.kind not in FUNCTION_PARTS:
        cursor.refuse(wanted)
    while cursor.token.kind in FUNCTION_PARTS:
        cursor.advance()
    return first


def _styles(cursor: Cursor) -> None:
    """Read styles that are joined by commas."""
    while True:
        if cursor.token.kind not in _STYLE_PARTS:
            cursor.refuse(_STYLES)
        while cursor.token.kind in _STYLE_PARTS:
            cursor.advance()
        if not cursor.take(Kind.COMMA):
            return


def _blank(cursor: Cursor, what: str) -> None:
    """Read the blank that has to follow something."""
    cursor.demand(Kind.BLANK, f"a blank behind {what}")
