"""The small company as a site, and its pages as a reader's program sees them."""

from datetime import date
from html.parser import HTMLParser

from penstock.app.checking import Plan, judge
from penstock.architecture.documents import Folder
from penstock.architecture.reading import read
from penstock.web.site import Edition, Site
from tests.small_company import reading_of

PLAN = Plan(as_of=date(2026, 11, 20))


def edition_of(**changes: str) -> Edition:
    """Return an edition of the small company, some documents replaced: `stages="…"`."""
    return Edition("Small Company", judge(reading_of(**changes), PLAN))


def edition_of_texts(texts: dict[str, str]) -> Edition:
    """Return an edition of any documents."""
    return Edition("Any Company", judge(read(Folder.from_texts(texts)), PLAN))


class Page(HTMLParser):
    """A page: its words, its links with theirs, the names of its places and its table rows."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.words = ""
        self.links: dict[str, str] = {}
        self.ids: set[str] = set()
        self.rows: list[str] = []
        self.headings: list[str] = []
        self._open: list[str] = []
        self._href = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if tag == "a":
            self._href = given.get("href", "")
        elif tag == "tr":
            self.rows.append("")
        elif tag in {"h1", "h2"}:
            self.headings.append("")
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = ""
        elif tag in {"h1", "h2"}:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._href:
            self.links[self._href] = self.links.get(self._href, "") + data
        if self.rows:
            self.rows[-1] += data
        if self._open:
            self.headings[-1] += data


def page_of(path: str, **changes: str) -> Page:
    """Return a page of the small company's site, some documents replaced."""
    return Page(Site(edition_of(**changes))[path])
