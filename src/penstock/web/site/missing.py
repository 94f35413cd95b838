"""The page for an address where there is none."""

from collections.abc import Iterator
from difflib import get_close_matches

from penstock.web.site.edition import Edition
from penstock.web.site.index import Entry, entries
from penstock.web.site.markup import Here
from penstock.web.site.rendering import Head, render
from penstock.web.site.shell import Shell


def missing_page(edition: Edition, asked: str, shell: Shell | None = None) -> bytes:
    """Return a page that says so and offers what is called alike."""
    head = Head(
        title="There is no such page",
        meaning=f"Nothing lies at /{asked}.",
        kind="Not found",
    )
    here = Here(edition, asked, shell)
    return render("not_found.html", here, head, near=tuple(_near(edition, asked))).encode()


def _near(edition: Edition, asked: str) -> Iterator[Entry]:
    """Yield entries whose page has almost the name that was asked for."""
    wanted = asked.rstrip("/").rpartition("/")[2].removesuffix(".html").casefold()
    names = {_name(entry): entry for entry in entries(edition)}
    yield from (names[name] for name in get_close_matches(wanted, names, n=5, cutoff=0.6))


def _name(entry: Entry) -> str:
    return entry.path.rpartition("/")[2].removesuffix(".html").casefold()
