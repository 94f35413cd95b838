"""From text to blocks: one pass over the parser's events.

The parser (pulldown-cmark, by way of pyromark) decides what is a heading, a list, code or a
paragraph. Tables and fields are ours: a paragraph that holds a table's delimiter row is cut into
tables line by line.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import pyromark

from penstock.architecture.documents.blocks import (
    Block,
    Code,
    Comment,
    Item,
    Link,
    new_heading,
)
from penstock.architecture.documents.document import Document
from penstock.architecture.documents.lines import (
    after_bullet,
    begins_block,
    goes_on,
    is_field,
    prose,
)
from penstock.architecture.documents.offsets import characters
from penstock.architecture.documents.source import Source
from penstock.architecture.documents.tables import header_index, read_table

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?=[\w-]+[ \t]*:).*?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_TARGET = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*[\"']([^\"'<>]+)[\"']")
_HASHES = re.compile(r"\s*#{1,6}(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+$")
_FENCES = ("```", "~~~")
_THREE_STARS = re.compile(r"\*[ \t]*\*[ \t]*\*")

Span = dict[str, int]


def scan(source: Source) -> Document:
    """Parse a document."""
    scanner = _Scanner(source)
    scanner.run()
    return Document(
        source,
        tuple(scanner.blocks),
        tuple(scanner.links),
        tuple(scanner.comments),
        frozenset(scanner.targets),
    )


class _Scanner:
    """The state of one pass: where we are, and what was found so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.comments: list[Comment] = []
        self.targets: list[str] = []
        self._char = characters(source.text)
        self._begin = 0
        self._depths = {"BlockQuote": 0, "List": 0, "Item": 0}
        self._is_marked = True
        self._item_until = 0
        self._words_at = (0, 0)
        self._starts: dict[str, Callable[[Any, Span], None]] = {
            "Heading": self._heading,
            "CodeBlock": self._code,
            "Link": self._link,
            "Image": self._link,
            "Paragraph": self._paragraph,
            "Item": self._item,
            "HtmlBlock": self._html,
        }

    def run(self) -> None:
        """Visit every event once."""
        # Only at the very top is it front matter: further down, the parser would take the text
        # between two rules for it.
        front = _FRONT_MATTER.match(self.source.text)
        text = self.source.text[front.end() :] if front else self.source.text
        self._begin = len(front[0].encode()) if front else 0
        parsed = _without_bold(text)
        self._is_marked = parsed == text
        # The parser's typed dictionaries are a union of dozens.
        events: Any = pyromark.events_with_range(parsed)
        for event, span in events:
            if type(event) is str or "Text" in event:
                # Breaks, rules and words, of which there is one for almost every line.
                continue
            if "Start" in event:
                self._start(event["Start"], span)
            elif "End" in event:
                self._end(event["End"])
            elif "InlineHtml" in event:
                self._html(event["InlineHtml"], span)

    def _start(self, tag: Any, span: Span) -> None:
        if type(tag) is str:
            name, value = tag, None
        else:
            ((name, value),) = tag.items()
        if name in self._depths:
            self._depths[name] += 1
        if name in self._starts:
            self._starts[name](value, span)

    def _end(self, tag: Any) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        if name in self._depths:
            self._depths[name] -= 1

    def _slice(self, span: Span) -> tuple[int, int]:
        return self._char(self._begin + span["start"]), self._char(self._begin + span["end"])

    def _rows(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last line of a part of the text."""
        starts = self.source.starts
        first = bisect_right(starts, start)
        return first, bisect_right(starts, max(start, end - 1), first - 1)

    def _line(self, number: int) -> str:
        """Return a line, the marks of the quotes around it blanked, so that columns stay."""
        line = self.source.lines[number - 1]
        if not self._depths["BlockQuote"]:
            return line
        marks = re.match(rf"(?:\s*>){{0,{min(self._depths['BlockQuote'], 99)}}}", line)
        return " " * marks.end() + line[marks.end() :] if marks else line

    def _lines(self, start: int, end: int) -> tuple[list[str], int]:
        """Return the lines of a part of the text, and the number of the first."""
        first, last = self._rows(start, end)
        lines = self.source.lines[first - 1 : last]
        if self._depths["BlockQuote"]:
            lines[1:] = map(self._line, range(first + 1, last + 1))
        column = start - self.source.starts[first - 1]
        if column:
            lines[0] = " " * column + lines[0][column:]
        return lines, first

    def _heading(self, value: dict[str, Any], span: Span) -> None:
        start = self._char(self._begin + span["start"])
        number, column = self.source.position(start)
        line = self.source.lines[number - 1]
        hashes = _HASHES.match(line, column - 1)
        if hashes is None:
            self._underlined(value, *self._slice(span))
            return
        words = line[hashes.end() :].rstrip()
        words = _CLOSING_HASHES.sub("", words).rstrip() if words.endswith("#") else words
        place = (number, hashes.end() + 1)
        self.blocks.append(new_heading((int(value["level"][1]), words, *place)))

    def _underlined(self, value: dict[str, Any], start: int, end: int) -> None:
        """Read a heading with a line of `=` or `-` below it, and no words where it has but that."""
        lines, number = self._lines(start, end)
        words = lines[:-1]
        if words and (header_index(words) is not None or all(map(is_field, words))):
            # A rule right below a table or below fields makes a heading of them for the parser.
            self._text(words, number)
            return
        column = len(lines[0]) - len(lines[0].lstrip()) + 1
        title = " ".join(line.strip() for line in words)
        self.blocks.append(new_heading((int(value["level"][1]), title, number, column)))

    def _code(self, value: Any, span: Span) -> None:
        start, end = self._slice(span)
        line, last = self._rows(start, end)
        fenced = isinstance(value, dict)
        words = value["Fenced"].split() if fenced else []
        first = line + 1 if fenced else line
        closed = fenced and last > line and self._line(last).strip().startswith(_FENCES)
        body = [self._line(number) for number in range(first, last if closed else last + 1)]
        starts = self.source.starts
        offset = starts[first - 1] if first <= len(starts) else end
        language = words[0].lower() if words else ""
        self.blocks.append(Code(language, "\n".join(body), first, offset))

    def _link(self, value: dict[str, Any], span: Span) -> None:
        start, end = self._slice(span)
        raw = self.source.text[start:end]
        target = value["dest_url"] if self._is_marked else value["dest_url"].replace("%%", "**")
        line, column = self.source.position(start)
        opening = raw.rfind(f"]({target}") if value["link_type"] == "Inline" else -1
        begin = start + opening + 2 if opening >= 0 else start
        label = raw.partition("](")[0].lstrip("![")
        stop = begin + len(target) if opening >= 0 else begin
        self.links.append(Link(target, label, line, column, begin, stop))

    def _item(self, _value: Any, span: Span) -> None:
        start, end = self._slice(span)
        first, last = self._rows(start, end)
        line, column = self.source.lines[first - 1], start - self.source.starts[first - 1]
        begin = after_bullet(line, column)
        if begin is None or (first, column) == self._words_at or begins_block(line, begin):
            # An item of nothing but another list or a quote has no words of its own.
            return
        self._words_at = (first, begin)
        if first == last:
            self._item_until = first
            self.blocks.append(
                Item(line[begin:].strip(), first, begin + 1, self._depths["List"] - 1)
            )
            return
        lines = [" " * begin + line[begin:], *self._going_on(first + 1, last)]
        table = header_index(lines)
        words = " ".join(each.strip() for each in lines[:table]).strip()
        self.blocks.append(Item(words, first, begin + 1, self._depths["List"] - 1))
        if table is not None:
            self.blocks.append(read_table(lines[table:], first_line=first + table))
        self._item_until = first + len(lines) - 1

    def _going_on(self, number: int, last: int) -> Iterator[str]:
        """Yield the lines that continue the first line of a list item."""
        while number <= last and goes_on(line := self._line(number)):
            yield line
            number += 1

    def _paragraph(self, _value: Any, span: Span) -> None:
        lines, number = self._lines(*self._slice(span))
        if not self._depths["Item"]:
            self._text(lines, number)
        elif number > self._item_until and (table := header_index(lines)) is not None:
            self.blocks.append(read_table(lines[table:], first_line=number + table))

    def _text(self, lines: list[str], number: int) -> None:
        table = header_index(lines)
        self.blocks.extend(prose(lines[:table], first_line=number))
        if table is not None:
            self.blocks.append(read_table(lines[table:], first_line=number + table))

    def _html(self, _value: Any, span: Span) -> None:
        start, end = self._slice(span)
        text = self.source.text[start:end]
        self.targets.extend(_TARGET.findall(text))
        begin = text.find("<!--")
        while begin >= 0 and (stop := text.find("-->", begin + 4)) >= 0:
            line, _ = self.source.position(start + begin)
            self.comments.append(Comment(text[begin + 4 : stop].strip(), line))
            begin = text.find("<!--", stop)


def _without_bold(text: str) -> str:
    """Return a text of the same length and structure whose bold words are not marked as such.

    Bold type means nothing here, and the parser would tell of each beginning and end. What is read
    is cut out of the text as it was.
    """
    if "%" in text and "%%" in text:
        # It may be part of a link's target.
        return text
    words = text.split("**")
    bare = "%%".join(words)
    if ("*" in bare or not all(map(str.strip, words[1:-1]))) and _THREE_STARS.search(text):
        # Three stars may be a rule.
        return text
    return bare
