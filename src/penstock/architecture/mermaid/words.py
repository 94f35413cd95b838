"""Ids and labels: the words of a diagram."""

import re
from typing import NamedTuple

from penstock.architecture.mermaid import repairs
from penstock.architecture.mermaid.cursor import NO_MORE, Change, Cursor, RefusalError, quotation
from penstock.architecture.mermaid.labels import plain, plain_markdown
from penstock.architecture.mermaid.shapes import CLOSERS, DOUBLED
from penstock.architecture.mermaid.tokens import Kind, Token

ID_PARTS = frozenset(
    {
        Kind.NUMBER,
        Kind.WORD,
        Kind.LETTER,
        Kind.DOWN,
        Kind.MINUS,
        Kind.DEFAULT,
        Kind.COMMA,
        Kind.COLON,
        Kind.AMPERSAND,
        Kind.HASH,
        Kind.STAR,
    }
)
FUNCTION_PARTS = ID_PARTS - {Kind.DEFAULT} | {Kind.DIRECTION}
RESERVED = frozenset(
    {
        Kind.END,
        Kind.STYLE,
        Kind.LINK_STYLE,
        Kind.CLASS_DEFINITION,
        Kind.CLASS,
        Kind.INTERPOLATE,
        Kind.GRAPH,
        Kind.SUBGRAPH,
        Kind.TARGET,
        Kind.HREF,
    }
)
# Words that are dropped because what follows them is read in a way of its own.
_TRIGGERS = {Kind.CLICK: "click", Kind.CALLBACK_NAME: "call"}
SHAPE_OPENERS = frozenset(CLOSERS) - {Kind.PIPE}
_QUOTED = frozenset({Kind.STRING, Kind.MARKDOWN})


class Words(NamedTuple):
    """A label's text, without markup, and the shape that its brackets draw."""

    text: str
    shape: str


def identifier(cursor: Cursor, wanted: str) -> Token:
    """Read an id, which may consist of several tokens."""
    first = cursor.token
    if first.kind in RESERVED:
        return reserved_identifier(cursor, cursor.advance())
    if word := _TRIGGERS.get(first.kind):
        start = cursor.text.rfind(word, 0, first.start)
        return reserved_identifier(cursor, Token(first.kind, word, start, start + len(word)))
    if first.kind not in ID_PARTS:
        cursor.refuse(wanted)
    parts: list[Token] = []
    while cursor.token.kind in ID_PARTS:
        parts.append(cursor.advance())
    text = "".join(part.text for part in parts)
    return Token(Kind.WORD, text, first.start, parts[-1].end)


def reserved_identifier(cursor: Cursor, token: Token) -> Token:
    """Report a word of the language where an id has to be, and go on as if it were one."""
    word = token.text.strip()
    name = cursor.new_names.setdefault(word, _new_name(word, cursor))
    end = token.start + len(word)
    cursor.report(
        token.start,
        f"`{word}` is a word of Mermaid's own and cannot be the id of a node. "
        f"Write `{name}`, in every place that means this node.",
        (Change(token.start, end, name),),
    )
    cursor.resume(end)
    return Token(Kind.WORD, name, token.start, end)


def _new_name(word: str, cursor: Cursor) -> str:
    """Return an id that nothing in the diagram uses, in place of a word of the language."""
    name = word[0].upper() + word[1:]
    if word in cursor.new_names:
        return name
    taken = not name[0].isalpha() or re.search(rf"\b{name}\b", cursor.text)
    return f"{word.strip('_')}_node" if taken else name


def label(cursor: Cursor, opener: Token, *, mend: bool = True) -> Words:
    """Read a label up to its closing bracket; mend it if that is wanted and its end is clear."""
    opening = cursor.take(opener.kind) if opener.kind in DOUBLED else None
    text, tokens = _text(cursor)
    shape = CLOSERS[opener.kind].get(cursor.token.kind)
    if text is None or shape is None:
        return _mended(cursor, opener, tokens, mend=mend)
    closer = cursor.token
    if opening is None:
        cursor.advance()
        return Words(text, shape)
    cursor.advance()
    if cursor.take(closer.kind) is None:
        return _mended(cursor, opener, tokens, mend=mend)
    return Words(text, DOUBLED[opener.kind])


def _text(cursor: Cursor) -> tuple[str | None, int]:
    """Read a label's words; return them, and how many tokens they take."""
    first = cursor.token
    if first.kind not in _QUOTED | {Kind.TEXT}:
        return None, 0
    words = [cursor.advance().text]
    while cursor.token.kind is Kind.TEXT:
        words.append(cursor.advance().text)
    clean = plain_markdown if first.kind is Kind.MARKDOWN else plain
    return clean("".join(words)), len(words)


def _mended(cursor: Cursor, opener: Token, tokens: int, *, mend: bool) -> Words:
    """Report a label that Mermaid refuses, and go on behind it if its end is clear."""
    line_end = cursor.line_end(opener.start)
    found = repairs.label(cursor.text, opener.start, line_end) if mend else None
    place = cursor.token.start if cursor.token.start < line_end else opener.start
    if found is None:
        raise RefusalError(place, _complaint(cursor, opener, tokens, line_end))
    cursor.report(place, _advice(cursor, found, line_end), found.changes)
    cursor.resume(found.end)
    return Words(plain(found.text.replace("#quot;", '"')), found.shape)


def _advice(cursor: Cursor, found: repairs.Label, line_end: int) -> str:
    """Return what to do about a label whose meaning is clear."""
    words = quotation(found.text)
    if len(found.changes) == 1:
        return f"The label {words} has no closing quote. Write a double quote at its end."
    if found.changes[0].replacement == "#quot;":
        return (
            f"The label {words} holds a double quote, which ends it too early. "
            "Write `#quot;` for each double quote inside a label."
        )
    culprit = cursor.found() if cursor.token.start < line_end else "a bracket or a quote"
    return (
        f"The label {words} holds {culprit}, which Mermaid does not take in a label without "
        "quotes. Put the label in double quotes."
    )


def _complaint(cursor: Cursor, opener: Token, tokens: int, line_end: int) -> str:
    """Return what is wrong with a label whose meaning is not clear."""
    sign = opener.text.strip()
    if cursor.token.kind in NO_MORE or cursor.token.start >= line_end:
        return (
            f"The label that `{sign}` opens is not closed on its line. Write its closing bracket, "
            "and put the label in double quotes if it holds brackets or quotes of its own."
        )
    if tokens == 0 and cursor.token.kind in CLOSERS[opener.kind]:
        return f"The label between `{sign}` and {cursor.found()} is empty. Write at least a blank."
    return (
        f"Found {cursor.found()} in the label that `{sign}` opens, but expected its closing "
        "bracket. Check that all brackets match, and put the label in double quotes."
    )
