"""Pages that help to find one's way: search, help and files to download."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from penstock.web.site.addresses import DOWNLOADS, HELP, SEARCH
from penstock.web.site.edition import Edition
from penstock.web.site.files import downloads
from penstock.web.site.index import Entry, entries
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages
from penstock.web.site.rendering import Head, render


def pages(_edition: Edition) -> Pages:
    """Yield the search, the help and the list of files."""
    yield SEARCH, _write_search
    yield HELP, _write_help
    yield DOWNLOADS, _write_downloads


class Letter(NamedTuple):
    """The entries under one letter of the alphabet."""

    letter: str
    entries: tuple[Entry, ...]


def _write_search(here: Here) -> str:
    head = Head(
        title="Everything from A to Z",
        meaning="Type to filter. Without scripts, use the letters or the browser's own search.",
        section=SEARCH,
    )
    return render("search.html", here, head, letters=tuple(_letters(here.edition)))


def _letters(edition: Edition) -> Iterator[Letter]:
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries(edition), key=_natural):
        first = entry.words[:1].upper()
        letter = first if first.isascii() and first.isalpha() else "#"
        found.setdefault(letter, []).append(entry)
    for letter in sorted(found):
        yield Letter(letter, tuple(found[letter]))


def _natural(entry: Entry) -> list[tuple[int, str]]:
    """Sort numbers in names by their value, so that 2 stands before 10."""
    parts = re.split(r"(\d+)", entry.words.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _write_help(here: Here) -> str:
    head = Head(
        title="Help",
        meaning="What the marks mean, which keys there are, and how to show this site your way.",
        section=HELP,
    )
    return render("help.html", here, head)


def _write_downloads(here: Here) -> str:
    head = Head(
        title="Downloads",
        meaning="The model and the pictures as files.",
        section=DOWNLOADS,
    )
    return render("downloads.html", here, head, files=tuple(downloads(here.edition)))
