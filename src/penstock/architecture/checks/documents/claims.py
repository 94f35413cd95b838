"""Numbers that documents give for what they define, beside the numbers that are true."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from penstock.architecture.checks.documents.census import Census, counted
from penstock.architecture.documents.blocks import Field, Heading, Item, Paragraph, Row, Table
from penstock.architecture.documents.document import Document, Section
from penstock.architecture.reading.words import plain
from penstock.kernel.places import Place

_TOTAL = re.compile(
    r"\bTotal (?:number of )?(L\d|[A-Za-z][A-Za-z ]{2,30}?)s?: (\d{1,4})\b", re.IGNORECASE
)
_BEHIND = re.compile(r"(.*\S)\s*\((\d{1,3})\)")
_LED = re.compile(r"\*\*([^*]+?)\s*\((\d{1,3})\):?\*\*")
_COLUMN = re.compile(r"(?:total |number of |no\. of |# ?(?:of )?)?(.*?)(?: count)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_SUMS = {"total", "totals", "grand total", "sum", "all"}


class Claim(NamedTuple):
    """A number that a document gives.

    Args:
        thing: What is counted.
        written: How many there are by the document's word.
        found: How many there are.
        whose: What they belong to, in words; empty for all there are.
        place: Where the number stands.
    """

    thing: str
    written: int
    found: int
    whose: str
    place: Place


class Claims:
    """The numbers that one document gives."""

    def __init__(self, document: Document, census: Census) -> None:
        self._document = document
        self._census = census

    def __iter__(self) -> Iterator[Claim]:
        """Yield each number with the true one, where what is counted is known."""
        for heading in self._document.headings:
            if "(" in heading.text:
                yield from self._in_heading(heading)
        for table in self._document.tables:
            yield from self._in_table(table)
        # Few documents count in their text, and looking at it whole is fast.
        if _may_count(self._document.source.text):
            for section in self._document.sections:
                for block in section.blocks:
                    if isinstance(block, Field | Item | Paragraph):
                        yield from self._in_text(block, section)

    def _in_heading(self, heading: Heading) -> Iterator[Claim]:
        place = self._document.place(heading.line, heading.column)
        behind = _BEHIND.fullmatch(heading.text)
        stated = [(_last_noun(behind[1]), int(behind[2]))] if behind else []
        for thing, written in (*_totals(heading.text), *stated):
            found = self._within(heading, thing)
            if found:
                yield Claim(thing, written, found, "this section", place)

    def _in_text(self, block: Field | Item | Paragraph, section: Section) -> Iterator[Claim]:
        text = _words(block)
        for thing, written in _totals(text):
            found = self._around(section, thing)
            if found:
                place = self._document.place(block.line, block.column)
                yield Claim(thing, written, found, "", place)
        led = _LED.match(text) if text.startswith("**") and isinstance(block, Item) else None
        if led:
            thing, tally = _last_noun(led[1]), self._census.of(led[1])
            if tally and tally[thing]:
                place = self._document.place(block.line, block.column)
                yield Claim(thing, int(led[2]), tally[thing], f"'{plain(led[1])}'", place)

    def _in_table(self, table: Table) -> Iterator[Claim]:
        """Read a table that counts; its sums only when other rows are known."""
        for index, label, thing in _columns(table):
            known = False
            for row in table.rows:
                if max(index, label) >= len(row.cells):
                    continue
                tally = self._census.of(row.cells[label])
                known = known or tally is not None
                if tally is None and known and plain(row.cells[label]).casefold() in _SUMS:
                    tally = self._census.all
                written = _NUMBER.fullmatch(plain(row.cells[index]))
                if tally is not None and written:
                    place = self._document.place(row.line, row.columns[index], cell=index + 1)
                    yield Claim(
                        thing, int(written[0]), tally[thing], f"'{plain(row.cells[label])}'", place
                    )

    def _within(self, heading: Heading, thing: str) -> int:
        lines = range(heading.line, self._ends[heading.line])
        return self._census.between(self._document, thing, lines)

    def _around(self, section: Section, thing: str) -> int:
        """Return the count of the innermost section around that has any, or the document's."""
        counts = (self._within(heading, thing) for heading in reversed(section.path))
        whole = range(1, len(self._document.source.lines) + 1)
        return next(filter(None, counts), 0) or self._census.between(self._document, thing, whole)

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The line behind the last one of each section with its subsections, by its heading's."""
        ends: dict[int, int] = {}
        open_headings: list[Heading] = []
        for heading in self._document.headings:
            while open_headings and open_headings[-1].level >= heading.level:
                ends[open_headings.pop().line] = heading.line
            open_headings.append(heading)
        last = len(self._document.source.lines) + 1
        return ends | {heading.line: last for heading in open_headings}


def _may_count(text: str) -> bool:
    """Tell whether a text may have a total, or a count in brackets at the end of bold words."""
    in_bold = ")" in text and (")**" in text or "):**" in text)
    return in_bold or "otal " in text or "OTAL " in text


def is_total(field: Field) -> bool:
    """Tell whether a field gives the total of something that is counted."""
    return any(_totals(_words(field)))


def _words(block: Field | Item | Paragraph) -> str:
    return f"{block.name}: {block.value}" if isinstance(block, Field) else block.text


def _totals(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a text gives totals for, with the numbers."""
    if "otal " not in text and "OTAL " not in text:
        return
    for match in _TOTAL.finditer(text):
        thing = counted(match[1])
        if thing:
            yield thing, int(match[2])


def _last_noun(words: str) -> str:
    """Return what the last words of a title count."""
    last = plain(words).split()[-2:]
    return counted(" ".join(last)) or (counted(last[-1]) if last else "")


def _columns(table: Table) -> Iterator[tuple[int, int, str]]:
    """Yield the columns that count something: column, column of the label, what is counted.

    A table may put several groups of columns side by side; each begins with the first one's header.
    """
    label = 0
    headers = table.header.cells
    for index, header in enumerate(headers):
        if index and header == headers[0]:
            label = index
        thing = _counted_in(header) if index else ""
        if thing and _all_numbers(table.rows, index):
            yield index, label, thing


@lru_cache(maxsize=1024)
def _counted_in(header: str) -> str:
    match = _COLUMN.fullmatch(plain(header))
    return counted(match[1]) if match else ""


def _all_numbers(rows: Sequence[Row], index: int) -> bool:
    cells = (plain(row.cells[index]) for row in rows if index < len(row.cells))
    filled = filter(None, cells)
    return bool(_NUMBER.fullmatch(next(filled, ""))) and all(map(_NUMBER.fullmatch, filled))
