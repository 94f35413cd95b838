"""Where links lead to, and what there is to be led to."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from penstock.architecture.checks.rule import Subject
from penstock.architecture.documents.blocks import Link
from penstock.architecture.documents.document import Document

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_HOMES = ("index.md", "README.md")


class Destination(NamedTuple):
    """What a link leads to.

    Args:
        path: Below the folder; `..` begins a path out of it, `/` one from the root of a site.
        anchor: The place within it, without `#`; empty when the link names none.
    """

    path: str
    anchor: str


@lru_cache(maxsize=65536)
def destination(document: str, target: str) -> Destination | None:
    """Return where a document's link leads to, or None for the web, a mailbox and the like."""
    if _ELSEWHERE.match(target):
        return None
    written, _, anchor = target.partition("#")
    path = unquote(written.partition("?")[0])
    if not path:
        return Destination(document, unquote(anchor))
    whole = path if path.startswith("/") else join(dirname(document), path)
    return Destination(normpath(whole), unquote(anchor))


def destinations(subject: Subject) -> Iterator[tuple[Document, Link, Destination]]:
    """Yield every link that leads to a file, with the document it stands in."""
    for document in subject.documents.values():
        for link in document.links:
            found = destination(document.path, link.target)
            if found is not None and not _is_mailbox(link, document):
                yield document, link, found


def _is_mailbox(link: Link, document: Document) -> bool:
    """Tell whether a link is an address in angle brackets: `<somebody@example.org>`."""
    if "@" not in link.target:
        return False
    return document.source.text[document.source.offset(link.line, link.column)] == "<"


class Files:
    """What links may lead to."""

    def __init__(self, subject: Subject) -> None:
        self._documents = subject.documents
        self._known = subject.reading.folder.files | subject.beyond

    def __contains__(self, path: str) -> bool:
        """Tell whether there is something at a path, as renderers of Markdown look for it."""
        if path in self._known:
            return True
        return any(form in self._known or form == "." for form in _forms(path))

    def document(self, path: str) -> Document | None:
        """Return the document that a link to a path opens, if it is one that was read."""
        if path in self._documents:
            return self._documents[path]
        for form in (*_forms(path), *(normpath(join(path, home)) for home in _HOMES)):
            if form in self._documents:
                return self._documents[form]
        return None

    def named(self, name: str) -> tuple[str, ...]:
        """Return the files and folders of a name, in whatever case."""
        return self._by_name.get(name.casefold(), ())

    def resembling(self, name: str) -> tuple[str, ...]:
        """Return those whose names differ in punctuation and plurals only."""
        return self._by_likeness.get(likeness(name), ())

    def first_missing(self, path: str) -> str:
        """Return the outermost folder on the way to a path that does not exist, or the path."""
        parts = path.split("/")
        for count in range(1, len(parts)):
            way = "/".join(parts[:count])
            if way and set(way.split("/")) != {".."} and way not in self._known:
                return way
        return path

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self._known, str.casefold)

    @cached_property
    def _by_likeness(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self._known, likeness)


def likeness(name: str) -> str:
    """Return a name without case, punctuation and the plural's `s`."""
    return "".join(word.rstrip("s") for word in re.findall(r"[^\W_]+", name.casefold()))


def _forms(path: str) -> Iterator[str]:
    """Yield the paths that a site's renderer tries: with and without `.html`, and with `.md`."""
    below = path.lstrip("/") or "."
    yield path
    yield below
    yield f"{below}.md"
    if below.endswith(".html"):
        yield f"{below.removesuffix('.html')}.md"


def _grouped(paths: frozenset[str], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        if not path.startswith(("..", "/")):
            found[key(path.rpartition("/")[2])].append(path)
    return {name: tuple(several) for name, several in found.items()}
