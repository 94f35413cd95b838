"""Requesting every page as a browser would, and following every link in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from urllib.parse import unquote, urljoin, urlsplit

Fetch = Callable[[str], tuple[int, bytes]]
"""Returns the status and the content of a path."""

_LINK = re.compile(rb'\b(?:href|src|action)="([^"]*)"')
_ID = re.compile(rb'\bid="([^"]*)"')
_TITLE = re.compile(rb"<title>[^<]+</title>")
_HEADING = re.compile(rb"<h1>")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was requested, and what was wrong with it."""

    pages: int
    files: int
    links: int
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """What the pages hold: the names of their places, and where their links lead."""

    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def inspect(fetch: Fetch, paths: Iterable[str]) -> Inspection:
    """Fetch every path, and tell what is wrong with what comes back."""
    seen, wanted = _Seen(), list(paths)
    for path in wanted:
        _visit(fetch, path, seen)
    seen.problems += _broken(seen.links, seen.anchors)
    pages = sum(path.endswith(".html") for path in wanted)
    return Inspection(pages, len(wanted) - pages, len(seen.links), tuple(seen.problems))


@contextmanager
def over_http(base: str) -> Iterator[Fetch]:
    """Give what requests paths below an address, all over one connection."""
    parts = urlsplit(base)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def fetch(path: str) -> tuple[int, bytes]:
        connection.request("GET", f"/{path}")
        response = connection.getresponse()
        return response.status, response.read()

    yield fetch
    connection.close()


def _visit(fetch: Fetch, path: str, seen: _Seen) -> None:
    status, content = fetch(path)
    if status != 200:
        seen.problems.append(f"{path}: status {status} instead of 200")
        return
    if not path.endswith(".html"):
        seen.anchors[path] = frozenset()
        return
    seen.anchors[path] = frozenset(unescape(each.decode()) for each in _ID.findall(content))
    seen.links += _links(path, content)
    seen.problems += _faults(path, content)


def _links(path: str, content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield page, target and anchor of each different link."""
    for raw in dict.fromkeys(_LINK.findall(content)):
        address = urlsplit(urljoin(f"/{path}", unescape(raw.decode())))
        if address.scheme or address.netloc:
            yield path, raw.decode(), ""
        else:
            yield path, unquote(address.path).removeprefix("/"), unquote(address.fragment)


def _faults(path: str, content: bytes) -> Iterator[str]:
    if not _TITLE.search(content):
        yield f"{path}: has no title"
    if len(_HEADING.findall(content)) != 1:
        yield f"{path}: has not one main heading"
    if not content.rstrip().endswith(b"</html>"):
        yield f"{path}: breaks off"


def _broken(
    links: Iterable[tuple[str, str, str]], known: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    for page, target, anchor in links:
        if target not in known:
            yield f"{page}: leads to {target}, where there is nothing"
        elif anchor and anchor not in known[target]:
            yield f"{page}: leads to {target}#{anchor}, where there is no such place"
