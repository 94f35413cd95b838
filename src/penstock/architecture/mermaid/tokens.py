"""The words and signs of a flowchart, as one table in the order in which Mermaid tries them.

What a character means depends on the mode the lexer is in: `(` opens a shape behind a node's id,
is plain text in an edge's label, and is refused in a node's label without quotes.
"""

from collections.abc import Iterator
from enum import StrEnum, auto
from typing import NamedTuple

from penstock.architecture.mermaid.spaces import BLANK, SPACE


class Mode(StrEnum):
    """What the lexer is in the middle of."""

    BASE = auto()
    DIRECTION = auto()
    TEXT = auto()
    SLANTED_TEXT = auto()
    ELLIPSE_TEXT = auto()
    EDGE_TEXT = auto()
    THICK_EDGE_TEXT = auto()
    DOTTED_EDGE_TEXT = auto()
    STRING = auto()
    MARKDOWN = auto()
    SHAPE_DATA = auto()
    SHAPE_DATA_STRING = auto()
    CLICK = auto()
    CALLBACK_NAME = auto()
    CALLBACK_ARGUMENTS = auto()
    TITLE = auto()
    DESCRIPTION = auto()
    DESCRIPTION_BLOCK = auto()


class Kind(StrEnum):
    """What a token is."""

    END_OF_TEXT = auto()
    NOTHING = auto()
    UNKNOWN = auto()
    NEWLINE = auto()
    BLANK = auto()
    SEMICOLON = auto()
    GRAPH = auto()
    DIRECTION = auto()
    NO_DIRECTION = auto()
    SUBGRAPH = auto()
    END = auto()
    DIRECTION_STATEMENT = auto()
    STYLE = auto()
    LINK_STYLE = auto()
    CLASS_DEFINITION = auto()
    CLASS = auto()
    CLICK = auto()
    HREF = auto()
    INTERPOLATE = auto()
    DEFAULT = auto()
    TARGET = auto()
    CALLBACK_NAME = auto()
    CALLBACK_ARGUMENTS = auto()
    TITLE = auto()
    TITLE_VALUE = auto()
    DESCRIPTION = auto()
    DESCRIPTION_VALUE = auto()
    DESCRIPTION_BLOCK = auto()
    SHAPE_DATA = auto()
    STRING = auto()
    MARKDOWN = auto()
    TEXT = auto()
    EDGE_TEXT = auto()
    LINK = auto()
    LINK_START = auto()
    LINK_ID = auto()
    NUMBER = auto()
    WORD = auto()
    LETTER = auto()
    HASH = auto()
    CLASS_SIGN = auto()
    COLON = auto()
    AMPERSAND = auto()
    COMMA = auto()
    STAR = auto()
    MINUS = auto()
    UP = auto()
    DOWN = auto()
    LESS = auto()
    SEPARATOR = auto()
    PIPE = auto()
    ROUND_OPEN = auto()
    ROUND_CLOSE = auto()
    SQUARE_OPEN = auto()
    SQUARE_CLOSE = auto()
    BRACE_OPEN = auto()
    BRACE_CLOSE = auto()
    ELLIPSE_OPEN = auto()
    ELLIPSE_CLOSE = auto()
    STADIUM_OPEN = auto()
    STADIUM_CLOSE = auto()
    SUBROUTINE_OPEN = auto()
    SUBROUTINE_CLOSE = auto()
    PROPERTIES_OPEN = auto()
    CYLINDER_OPEN = auto()
    CYLINDER_CLOSE = auto()
    DOUBLE_CIRCLE_OPEN = auto()
    DOUBLE_CIRCLE_CLOSE = auto()
    SLASH_OPEN = auto()
    SLASH_CLOSE = auto()
    BACKSLASH_OPEN = auto()
    BACKSLASH_CLOSE = auto()
    FLAG_OPEN = auto()


class Token(NamedTuple):
    """A word or sign and where it stands in the prepared text."""

    kind: Kind
    text: str
    start: int
    end: int


class Rule(NamedTuple):
    """A pattern, what it makes a token of, and the mode that begins behind it.

    Args:
        pattern: Regular expression, tried where the last token ended.
        kind: Kind of the token; none if the characters are dropped.
        modes: In which modes it is tried; in every mode if there are none.
        ends: Whether the current mode ends.
        begins: The mode that begins.
    """

    pattern: str
    kind: Kind | None
    modes: tuple[Mode, ...] = ()
    ends: bool = False
    begins: Mode | None = None


_S = f"[{SPACE}]"

LINKS = (
    (rf"[xo<]?--+[-xo>]{_S}*", Kind.LINK, None),
    (rf"[xo<]?--{_S}*", Kind.LINK_START, Mode.EDGE_TEXT),
    (rf"[xo<]?==+[=xo>]{_S}*", Kind.LINK, None),
    (rf"[xo<]?=={_S}*", Kind.LINK_START, Mode.THICK_EDGE_TEXT),
    (rf"[xo<]?-?\.+-[xo>]?{_S}*", Kind.LINK, None),
    (rf"[xo<]?-\.{_S}*", Kind.LINK_START, Mode.DOTTED_EDGE_TEXT),
    (rf"~~~+{_S}*", Kind.LINK, None),
)

_BASE = (Mode.BASE,)
_ALL_BUT_BASE = tuple(mode for mode in Mode if mode is not Mode.BASE)
_TEXT = (Mode.TEXT,)
_SLANTED = (Mode.SLANTED_TEXT,)
_ELLIPSE = (Mode.ELLIPSE_TEXT,)
_DIRECTION = (Mode.DIRECTION,)
_CALLBACK = (Mode.CALLBACK_NAME,)

RULES = (
    Rule(rf"accTitle{_S}*:{_S}*", Kind.TITLE, _BASE, begins=Mode.TITLE),
    Rule(r"[^\n]+", Kind.TITLE_VALUE, (Mode.TITLE,), ends=True),
    Rule(rf"accDescr{_S}*:{_S}*", Kind.DESCRIPTION, _BASE, begins=Mode.DESCRIPTION),
    Rule(r"[^\n]+", Kind.DESCRIPTION_VALUE, (Mode.DESCRIPTION,), ends=True),
    Rule(rf"accDescr{_S}*\{{{_S}*", None, _BASE, begins=Mode.DESCRIPTION_BLOCK),
    Rule(r"\}", None, (Mode.DESCRIPTION_BLOCK,), ends=True),
    Rule(r"[^}]+", Kind.DESCRIPTION_BLOCK, (Mode.DESCRIPTION_BLOCK,)),
    Rule(r"@\{", Kind.SHAPE_DATA, _BASE, begins=Mode.SHAPE_DATA),
    Rule(r'"', Kind.SHAPE_DATA, (Mode.SHAPE_DATA,), begins=Mode.SHAPE_DATA_STRING),
    Rule(r'"', Kind.SHAPE_DATA, (Mode.SHAPE_DATA_STRING,), ends=True),
    Rule(r'[^"]+', Kind.SHAPE_DATA, (Mode.SHAPE_DATA_STRING,)),
    Rule(r'[^}^"]+', Kind.SHAPE_DATA, (Mode.SHAPE_DATA,)),
    Rule(r"\}", None, (Mode.SHAPE_DATA,), ends=True),
    Rule(rf"call{_S}+", None, _BASE, begins=Mode.CALLBACK_NAME),
    Rule(rf"\({_S}*\)", None, _CALLBACK, ends=True),
    Rule(r"\(", None, _CALLBACK, ends=True, begins=Mode.CALLBACK_ARGUMENTS),
    Rule(r"[^(]+", Kind.CALLBACK_NAME, _CALLBACK),
    Rule(r"\)", None, (Mode.CALLBACK_ARGUMENTS,), ends=True),
    Rule(r"[^)]+", Kind.CALLBACK_ARGUMENTS, (Mode.CALLBACK_ARGUMENTS,)),
    Rule(r'[^`"]+', Kind.MARKDOWN, (Mode.MARKDOWN,)),
    Rule(r'`"', None, (Mode.MARKDOWN,), ends=True),
    Rule(r'"`', None, begins=Mode.MARKDOWN),
    Rule(r'[^"]+', Kind.STRING, (Mode.STRING,)),
    Rule(r'"', None, (Mode.STRING,), ends=True),
    Rule(r'"', None, begins=Mode.STRING),
    Rule(r"style\b", Kind.STYLE, _BASE),
    Rule(r"default\b", Kind.DEFAULT, _BASE),
    Rule(r"linkStyle\b", Kind.LINK_STYLE, _BASE),
    Rule(r"interpolate\b", Kind.INTERPOLATE, _BASE),
    Rule(r"classDef\b", Kind.CLASS_DEFINITION, _BASE),
    Rule(r"class\b", Kind.CLASS, _BASE),
    Rule(rf"href{_S}", Kind.HREF, _BASE),
    Rule(rf"click{_S}+", None, _BASE, begins=Mode.CLICK),
    Rule(_S, None, (Mode.CLICK,), ends=True),
    Rule(rf"[^{SPACE}]+", Kind.CLICK, (Mode.CLICK,)),
    Rule(r"(?:flowchart-elk|swimlane-beta|graph|flowchart)\b", Kind.GRAPH, _BASE),
    Rule(r"subgraph\b", Kind.SUBGRAPH, _BASE),
    Rule(rf"end\b{_S}*", Kind.END, _BASE),
    Rule(r"_(?:self|blank|parent|top)\b", Kind.TARGET, _BASE),
    Rule(rf"[{BLANK}\r\u2028\u2029]*+\n(?:{_S}*\n)?", Kind.NO_DIRECTION, _DIRECTION, ends=True),
    Rule(rf"{_S}*+(?:(?:LR|RL|TB|BT|TD|BR|v)\b|[<>^])", Kind.DIRECTION, _DIRECTION, ends=True),
    Rule(r"[0-9]+", Kind.NUMBER, _BASE),
    Rule(r"#", Kind.HASH, _BASE),
    Rule(r":::", Kind.CLASS_SIGN, _BASE),
    Rule(r":", Kind.COLON, _BASE),
    Rule(r"&", Kind.AMPERSAND, _BASE),
    Rule(r";", Kind.SEMICOLON, _BASE),
    Rule(r",", Kind.COMMA, _BASE),
    Rule(r"\*", Kind.STAR, _BASE),
    *(Rule(pattern, kind, _BASE, begins=mode) for pattern, kind, mode in LINKS),
    Rule(rf"{_S}*+~~~+{_S}*", Kind.LINK, _ALL_BUT_BASE),
    Rule(r"[-/)]\)", Kind.ELLIPSE_CLOSE, _ELLIPSE, ends=True),
    Rule(rf'[^()\[\]{{}}"~/\-{SPACE}]+|{_S}+|[^()\[\]{{}}]', Kind.TEXT, _ELLIPSE),
    Rule(r"\(-", Kind.ELLIPSE_OPEN, begins=Mode.ELLIPSE_TEXT),
    Rule(r"\]\)", Kind.STADIUM_CLOSE, _TEXT, ends=True),
    Rule(r"\(\[", Kind.STADIUM_OPEN, begins=Mode.TEXT),
    Rule(r"\]\]", Kind.SUBROUTINE_CLOSE, _TEXT, ends=True),
    Rule(r"\[\[", Kind.SUBROUTINE_OPEN, begins=Mode.TEXT),
    Rule(r"\[\|", Kind.PROPERTIES_OPEN, _BASE),
    Rule(r">", Kind.FLAG_OPEN, _BASE, begins=Mode.TEXT),
    Rule(r"\)\]", Kind.CYLINDER_CLOSE, _TEXT, ends=True),
    Rule(r"\[\(", Kind.CYLINDER_OPEN, begins=Mode.TEXT),
    Rule(r"\)\)\)", Kind.DOUBLE_CIRCLE_CLOSE, _TEXT, ends=True),
    Rule(r"\(\(\(", Kind.DOUBLE_CIRCLE_OPEN, begins=Mode.TEXT),
    Rule(r"[\\(?=\])]\]", Kind.BACKSLASH_CLOSE, _SLANTED, ends=True),
    Rule(r"/\]", Kind.SLASH_CLOSE, _SLANTED, ends=True),
    Rule(r"/(?!\])|\\(?!\])|[^\\\[\](){}/]+", Kind.TEXT, _SLANTED),
    Rule(r"\[/", Kind.SLASH_OPEN, begins=Mode.SLANTED_TEXT),
    Rule(r"\[\\", Kind.BACKSLASH_OPEN, begins=Mode.SLANTED_TEXT),
    Rule(r"<", Kind.LESS, _BASE),
    Rule(r"\^", Kind.UP, _BASE),
    Rule(r"\\\|", Kind.SEPARATOR, _BASE),
    Rule(r"v\b", Kind.DOWN, _BASE),
    Rule(r"(?:[A-Za-z0-9!\"#$%&'*+.`?\\_/]|-(?=[^>\-.]))++", Kind.WORD, _BASE),
    Rule(r"-", Kind.MINUS, _BASE),
    Rule(r"\|", Kind.PIPE, _TEXT, ends=True),
    Rule(r"\|", Kind.PIPE, begins=Mode.TEXT),
    Rule(r"\)", Kind.ROUND_CLOSE, _TEXT, ends=True),
    Rule(r"\(", Kind.ROUND_OPEN, begins=Mode.TEXT),
    Rule(r"\]", Kind.SQUARE_CLOSE, _TEXT, ends=True),
    Rule(r"\[", Kind.SQUARE_OPEN, begins=Mode.TEXT),
    Rule(r"\}", Kind.BRACE_CLOSE, _TEXT, ends=True),
    Rule(r"\{", Kind.BRACE_OPEN, begins=Mode.TEXT),
    Rule(r'[^\[\](){}|"]+', Kind.TEXT, _TEXT),
    Rule(r"\n+", Kind.NEWLINE, _BASE),
    Rule(rf"[{BLANK}\u2028\u2029]+", Kind.BLANK, _BASE),
)


def rules_of(mode: Mode) -> Iterator[Rule]:
    """Yield the rules of a mode, in order."""
    return (rule for rule in RULES if not rule.modes or mode in rule.modes)
