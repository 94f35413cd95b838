"""A diagram's text as Mermaid's grammar gets to see it, with the way back to what was written.

Mermaid changes a text before it parses it: it unites line endings, takes away front matter,
directives and comments, and marks entities such as `#quot;`. Whoever wants its verdict has to make
the same changes in the same order.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from penstock.architecture.mermaid.spaces import BLANK, BREAK, SPACE

# An entity keeps its length: the grammar sees these two characters in place of `#` and `;`.
ENTITY_START = "\ue000"
ENTITY_END = "\ue001"

_CARRIAGE_RETURN = re.compile(r"\r(?=\n)")
_TAG = re.compile(r"<\w+[^>]*>", re.ASCII)
_ATTRIBUTE = re.compile(r'="([^"]*)"')
_DIRECTIVE = re.compile(
    rf"%%\{{[{SPACE}]*+(?:\w+[{SPACE}]*+:|\w++)[{SPACE}]*+"
    rf"(?:\w++|(?:(?!\}}%%)[^{BREAK}]|\r?\n)*+)?+[{SPACE}]*+(?:\}}%%)?",
    re.ASCII,
)
_COMMENT = re.compile(rf"^[{BLANK}]*+%%(?!\{{)[^\n]+\n?", re.MULTILINE)
_LINE = re.compile(rf"[^{BREAK}]+")
_AFTER_BRACE = re.compile(rf"\}}[{SPACE}]+")
_COLOUR = re.compile(rf":[^{SPACE}:#]*#")
_ENTITY = re.compile(r"#(\w+);", re.ASCII)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with, for each of its characters, the offset at which it was written.

    Args:
        text: What the grammar sees; it ends with a line break.
        written: The text that was handed in.
        origins: Offsets in `written`; none as long as nothing was taken away.
        fault: What is wrong with the front matter, and at which offset of `written`.
    """

    text: str
    written: str
    origins: "array[int] | None" = None
    fault: tuple[int, str] | None = None

    def origin(self, offset: int) -> int:
        """Return where the character at an offset was written."""
        if self.origins is None:
            return min(offset, len(self.written))
        return self.origins[offset] if offset < len(self.origins) else len(self.written)


def prepare(written: str) -> Prepared:
    """Return a diagram's text with all changes made that Mermaid makes before it parses."""
    prepared = _without(
        Prepared(written, written), (m.span() for m in _CARRIAGE_RETURN.finditer(written))
    )
    prepared = _rewritten(prepared, _with_plain_breaks_and_tags)
    prepared = _without_front_matter(prepared)
    for spans in (_directives, _comments, _semicolons_after_colours):
        prepared = _without(prepared, spans(prepared.text))
    prepared = _rewritten(prepared, _with_marked_entities)
    prepared = replace(prepared, text=prepared.text + "\n")
    return _without(prepared, _blanks_after_braces(prepared.text))


def _without(prepared: Prepared, spans: Iterable[tuple[int, int]]) -> Prepared:
    """Return the text without some of its parts, which are in order and do not overlap."""
    kept = list(_between(spans, len(prepared.text)))
    if len(kept) == 1 and kept[0] == (0, len(prepared.text)):
        return prepared
    before = prepared.origins or array("I", range(len(prepared.text)))
    origins = array("I")
    for start, end in kept:
        origins.extend(before[start:end])
    text = "".join(prepared.text[start:end] for start, end in kept)
    return replace(prepared, text=text, origins=origins)


def _between(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """Yield what remains of a text beside some parts."""
    position = 0
    for start, end in spans:
        yield position, start
        position = end
    yield position, length


def _rewritten(prepared: Prepared, change: Callable[[str], str]) -> Prepared:
    """Return the text with a change that keeps its length."""
    return replace(prepared, text=change(prepared.text))


def _with_plain_breaks_and_tags(text: str) -> str:
    """Return the text with lone carriage returns as line breaks, and `'` in HTML attributes."""
    text = text.replace("\r", "\n")
    end = text.rfind(">") + 1
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(r"='\1'", tag[0]), text[:end]) + text[end:]


def _without_front_matter(prepared: Prepared) -> Prepared:
    """Return the text below its front matter, with the front matter's fault if it has one."""
    # Few diagrams have any, so the rest of them need not wait for YAML.
    if not prepared.text.lstrip().startswith("---"):
        return prepared
    from penstock.architecture.mermaid import front_matter

    block = front_matter.find(prepared.text)
    if block is None:
        return prepared
    fault = front_matter.fault(block)
    place = None if fault is None else (prepared.origin(fault[0]), fault[1])
    return replace(_without(prepared, [(0, block.end)]), fault=place)


def _directives(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of `%%{init: …}%%` and the like."""
    return (match.span() for match in _DIRECTIVE.finditer(text)) if "%%{" in text else iter(())


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of lines that are comments, with the blank lines before them."""
    before = 0
    for match in _COMMENT.finditer(text) if "%%" in text else ():
        words_end = before + len(text[before : match.start()].rstrip())
        yield before if words_end == before else text.index("\n", words_end) + 1, match.end()
        before = match.end()


def _semicolons_after_colours(text: str) -> Iterator[tuple[int, int]]:
    """Yield the last semicolon of each line that styles something with a colour."""
    if "style" not in text and "classDef" not in text:
        return
    for line in _LINE.finditer(text):
        for at in _doomed_semicolons(line[0]):
            yield line.start() + at, line.start() + at + 1


def _doomed_semicolons(line: str) -> list[int]:
    """Return where a line loses a semicolon: one for `style`, another one for `classDef`."""
    doomed: list[int] = []
    end = len(line)
    for word in ("style", "classDef"):
        at = line.find(word, 0, end)
        colour = _COLOUR.search(line, at + len(word), end) if at >= 0 else None
        semicolon = line.rfind(";", 0, end)
        if colour and semicolon >= colour.end():
            doomed.insert(0, semicolon)
            end = semicolon
    return doomed


def _with_marked_entities(text: str) -> str:
    """Return the text with `#quot;` and the like marked, so that their `;` ends no statement."""
    if "#" not in text:
        return text
    return _ENTITY.sub(rf"{ENTITY_START}\1{ENTITY_END}", text)


def _blanks_after_braces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the white space between a closing brace and the last line break that follows it."""
    for match in _AFTER_BRACE.finditer(text) if "}" in text else ():
        last = match[0].rfind("\n")
        if last > 1:
            yield match.start() + 1, match.start() + last
