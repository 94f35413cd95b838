"""What stands on a page that was made, apart from how it looks.

Other forms of a page are made from the page itself, so that none can say more than the page does.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

from penstock.app.sheets.sheet import Block, Drawing, Heading, Sheet, Words
from penstock.architecture.drawing.kit.theme import Theme
from penstock.measurement.pictures.style import flow_style
from penstock.web.sheets.tables import TableReader, plain

_DRAWING = re.compile(r'<svg [^>]*class="pk".*?</svg>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LINK = re.compile(r'href="([^"#][^"]*)"')
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
# What helps to find or to do something says nothing by itself.
_LEFT_OUT = frozenset(
    ("nav", "form", "button", "select", "textarea", "svg", "label", "script", "kbd", "figcaption")
)
_LEFT_OUT_CLASSES = frozenset(
    ("actions", "outline", "diagram", "deeds", "pages", "chosen", "count", "screen")
)
_ENDLESS = frozenset(("br", "img", "input", "hr", "col", "link", "meta", "wbr"))
_ENDS_WORDS = frozenset(
    ("p", "li", "dt", "dd", "h1", "h2", "h3", "div", "summary", "caption", "ul", "ol", "section")
)


def sheet_of(page: str, address: str) -> Sheet:
    """Return what stands on a page.

    Args:
        page: The page as HTML.
        address: Where it lies, against which its links are read.
    """
    main = _MAIN.search(page)
    drawings: list[Drawing] = []

    def placed(found: re.Match[str]) -> str:
        drawings.append(_drawing(found[0], address))
        return f'<img data-drawing="{len(drawings) - 1}">'

    reader = _Reader(address, drawings)
    reader.feed(_DRAWING.sub(placed, main[0] if main else page))
    reader.close()
    return reader.sheet()


def _drawing(svg: str, address: str) -> Drawing:
    """Return a drawing that brings its own colours, as a file has to, and links that lead on."""
    said = _TITLE.search(svg)
    begin, _, rest = svg.partition(">")
    style = "" if "<style>" in svg else f"\n<style>\n{flow_style(Theme.AUTO)}</style>"
    linked = _LINK.sub(lambda to: f'href="{escape(urljoin(address, unescape(to[1])))}"', rest)
    return Drawing(title=unescape(said[1]) if said else "", svg=f"{begin}>{style}{linked}")


class _Reader(HTMLParser):
    """Walks over a page and keeps what it says."""

    def __init__(self, address: str, drawings: list[Drawing]) -> None:
        super().__init__(convert_charrefs=True)
        self._address = address
        self._drawings = drawings
        self._open: list[str] = []
        self._left_out_at = 0
        self._text: list[str] = []
        self._head = dict.fromkeys(("title", "identifier", "meaning", "facts"), "")
        self._now = ""
        self._blocks: list[Block] = []
        self._table: TableReader | None = None

    def sheet(self) -> Sheet:
        """Return what was read."""
        return Sheet(**self._head, blocks=tuple(self._blocks))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        said = {name: value or "" for name, value in attrs}
        if tag in _ENDLESS:
            self._endless(said)
            return
        self._open.append(tag)
        if self._left_out_at:
            return
        if _is_left_out(tag, said):
            self._left_out_at = len(self._open)
        elif tag == "table":
            self._ended()
            self._table = TableReader()
        elif self._table:
            self._table.begin(tag, said, urljoin(self._address, said.get("href", "")))
        else:
            self._begin(tag, said)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and what was left open in it."""
        if tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            if len(self._open) < self._left_out_at:
                self._left_out_at = 0
            elif not self._left_out_at:
                self._end(last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Keep words."""
        if self._left_out_at:
            return
        if self._table:
            self._table.words(data)
        else:
            self._text.append(data)

    def _endless(self, said: Mapping[str, str]) -> None:
        if not self._left_out_at and "data-drawing" in said:
            self._ended()
            self._blocks.append(self._drawings[int(said["data-drawing"])])

    def _begin(self, tag: str, said: Mapping[str, str]) -> None:
        classes = said.get("class", "").split()
        if tag in _ENDS_WORDS:
            self._ended()
        if tag == "h1":
            self._now = "title"
        elif self._now == "title" and "id" in classes:
            self._text.clear()
            self._now = "identifier"
        elif tag == "p" and classes and classes[0] in ("meaning", "facts"):
            self._now = classes[0]
        elif tag in {"h2", "h3", "li"}:
            self._now = tag

    def _end(self, tag: str) -> None:
        if self._table:
            if tag == "table":
                table, self._table = self._table.table(), None
                self._blocks += [table] if table.rows else []
            else:
                self._table.end(tag)
        elif tag in _ENDS_WORDS:
            self._ended()
        elif tag == "span" and self._now == "identifier":
            self._ended()
            self._now = "title"

    def _ended(self) -> None:
        """Keep the words that ended as what they are."""
        words, now = plain("".join(self._text)), self._now
        self._text.clear()
        self._now = ""
        if not words:
            return
        if now in self._head:
            self._head[now] = words
        elif now in {"h2", "h3"}:
            self._blocks.append(Heading(level=int(now[1]), words=words))
        else:
            self._blocks.append(Words(words=words, is_entry=now == "li"))


def _is_left_out(tag: str, said: Mapping[str, str]) -> bool:
    classes = set(said.get("class", "").split())
    return (
        tag in _LEFT_OUT
        or said.get("aria-hidden") == "true"
        or "hidden" in said
        or not classes.isdisjoint(_LEFT_OUT_CLASSES)
    )
