"""Repairs that leave no doubt: what a label, a title or an arrow was meant to be."""

import re
from typing import NamedTuple

from penstock.architecture.mermaid.cursor import Change
from penstock.architecture.mermaid.shapes import BRACKETS, Brackets
from penstock.architecture.mermaid.tokens import Token

_LINK = r"[xo<]?(?:--|==|-\.)|~~~"
# What may follow the closing bracket of a label, on the same line.
_CONTINUES = re.compile(rf"[ \t]*(?:$|[;&]|:::|@\{{|%%|{_LINK}|\.+-|[^\s\"\[\](){{}}|]+@-|->|=>)")
_CONTINUES_EDGE = re.compile(r"[ \t]*\w")
_ANY_LINK = re.compile(rf"(?:{_LINK}|->)")
_EDGE_ENDS = {
    ".": re.compile(r"(?<=[ \t])-?\.+-[xo>]?(?=[ \t]*\w)"),
    "=": re.compile(r"(?<=[ \t])==+[=xo>](?=[ \t]*\w)"),
    "-": re.compile(r"(?<=[ \t])--+[-xo>](?=[ \t]*\w)"),
}
# `1)` or `b)`, which closes nothing.
_ENUMERATOR = re.compile(r"\b\w{1,2}\)$")
_PARTNERS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = frozenset(_PARTNERS.values())

_ARROWS = (
    (re.compile(r"=>[ \t]*(?=[\w|])"), "==>"),
    (re.compile(r"(?:-|[\u2012-\u2015\u2212]+)>[ \t]*(?=[\w|])"), "-->"),
    (re.compile(r"[\u2192\u27f6\u279c\u2794][ \t]*(?=[\w|])"), "-->"),
)


class Label(NamedTuple):
    """What a label was meant to be: its text, what was to be drawn around it, and where it ends."""

    text: str
    shape: str
    end: int
    changes: tuple[Change, ...]


class Arrow(NamedTuple):
    """What an arrow was meant to be, and where it ends."""

    signs: str
    end: int
    change: Change


def label(text: str, start: int, line_end: int) -> Label | None:
    """Return what the label whose bracket stands at an offset was meant to be."""
    for brackets in BRACKETS:
        if text.startswith(brackets.opener, start):
            found = _label_in(brackets, text, start + len(brackets.opener), line_end)
            if found is not None:
                return found
    return None


def _label_in(brackets: Brackets, text: str, start: int, line_end: int) -> Label | None:
    """Return what a label was meant to be if its brackets are the right ones."""
    if text[start:line_end].lstrip().startswith('"'):
        return _label_in_quotes(brackets, text, start, line_end)
    end = _balanced_end(brackets, text, start, line_end)
    if end is None:
        end = _only_end(brackets, text, start, line_end)
    words = "" if end is None else text[start:end].strip()
    if end is None or not words or words.count('"') % 2:
        return None
    return Label(words, brackets.shape, end + len(brackets.closer), quoting(text, start, end))


def quoting(text: str, start: int, end: int) -> tuple[Change, ...]:
    """Return the changes that put a part of a text in quotes."""
    inner = tuple(Change(at, at + 1, "#quot;") for at in range(start, end) if text[at] == '"')
    first = Change(start, start, '"')
    if text[start] == "`":
        first = Change(start, start + 1, '"#96;')
    return (first, *inner, Change(end, end, '"'))


def _label_in_quotes(brackets: Brackets, text: str, start: int, line_end: int) -> Label | None:
    """Return what a label was meant to be that begins with a quote."""
    first = text.index('"', start) + 1
    if text.startswith("`", first):
        return None
    closing = re.compile(rf'"[ \t]*{re.escape(brackets.closer)}')
    for match in closing.finditer(text, first, line_end):
        if not _continues(brackets, text, match.end(), line_end):
            continue
        words = text[first : match.start()]
        if not words.strip() or _ANY_LINK.search(words):
            break
        changes = quoting(text, first, match.start())[1:-1]
        return Label(words, brackets.shape, match.end(), changes) if changes else None
    return _label_without_last_quote(brackets, text, first, line_end)


def _label_without_last_quote(
    brackets: Brackets, text: str, first: int, line_end: int
) -> Label | None:
    """Return what a label was meant to be whose second quote is missing."""
    if text.count('"', text.rfind("\n", 0, first) + 1, line_end) % 2 == 0:
        return None
    end = text.find(brackets.closer, first, line_end)
    after = end + len(brackets.closer)
    words = text[first:end].strip() if end >= 0 else ""
    if not words or '"' in words or not _continues(brackets, text, after, line_end):
        return None
    return Label(words, brackets.shape, after, (Change(end, end, '"'),))


def _continues(brackets: Brackets, text: str, position: int, line_end: int) -> bool:
    """Tell whether what follows a closing bracket could follow one."""
    pattern = _CONTINUES_EDGE if brackets.opener == "|" else _CONTINUES
    return pattern.match(text, position, line_end) is not None


def _balanced_end(brackets: Brackets, text: str, start: int, line_end: int) -> int | None:
    """Return where a label ends if all brackets inside of it are closed."""
    awaited: list[str] = []
    for at in range(start, line_end):
        character = text[at]
        if not awaited and text.startswith(brackets.closer, at):
            after = at + len(brackets.closer)
            return at if _continues(brackets, text, after, line_end) else None
        if character in _PARTNERS:
            awaited.append(_PARTNERS[character])
        elif character in _CLOSERS and not _is_expected(
            character, awaited, text[max(start, at - 3) : at + 1]
        ):
            return None
    return None


def _is_expected(closer: str, awaited: list[str], words: str) -> bool:
    """Tell whether a closing bracket belongs to an open one, or to a number as in `1)`."""
    return awaited.pop() == closer if awaited else bool(_ENUMERATOR.search(words))


def _only_end(brackets: Brackets, text: str, start: int, line_end: int) -> int | None:
    """Return where a label ends whose brackets do not match, if it can end in one place alone."""
    end = text.find(brackets.closer, start, line_end)
    after = end + len(brackets.closer)
    if end <= start or text.find(brackets.closer, after, line_end) >= 0:
        return None
    words = text[start:end]
    doubtful = (
        brackets.opener[0] in words
        or words[0] in "([{<>/\\|"
        or words[-1] in ")]}/\\|-"
        or _ANY_LINK.search(words)
    )
    return None if doubtful or not _continues(brackets, text, after, line_end) else end


def edge_label(text: str, signs: Token, line_end: int) -> Label | None:
    """Return what the label behind the first half of an edge was meant to be."""
    pattern = next(end for sign, end in _EDGE_ENDS.items() if sign in signs.text)
    ends = list(pattern.finditer(text, signs.end, line_end))
    if len(ends) != 1:
        return None
    words = text[signs.end : ends[0].start()].rstrip()
    if not words or words.startswith('"'):
        return None
    end = signs.end + len(words)
    return Label(words, "", ends[0].start(), quoting(text, signs.end, end))


def title(text: str, start: int, line_end: int) -> Label | None:
    """Return what the title of a subgraph was meant to be."""
    words = text[start:line_end].rstrip()
    doubtful = not words or words.startswith('"') or ";" in words or "%%" in words
    if doubtful or _ANY_LINK.search(words):
        return None
    end = start + len(words)
    return Label(words, "", end, quoting(text, start, end))


def arrow(text: str, start: int) -> Arrow | None:
    """Return what the arrow at an offset was meant to be."""
    for pattern, signs in _ARROWS:
        match = pattern.match(text, start)
        if match:
            end = start + len(match[0].rstrip())
            return Arrow(signs, match.end(), Change(start, end, signs))
    return None
