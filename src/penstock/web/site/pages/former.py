"""Pages at addresses with former ids: each leads to what has another id today."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product
from pathlib import PurePosixPath

from penstock.architecture.model import Ref
from penstock.web.site.edition import Edition
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages
from penstock.web.site.rendering import Head, render
from penstock.web.site.slugs import slugs


def pages(edition: Edition) -> Pages:
    """Yield a page for each address that an element had by a former id of it or its stream."""
    former = _former_names(edition)
    taken = set(edition.addresses.pages.values())
    for ref, page in edition.addresses.pages.items():
        for path in _former_paths(PurePosixPath(page), former):
            if path not in taken:
                yield path, partial(_write, ref=ref)


def _former_names(edition: Edition) -> Mapping[PurePosixPath, tuple[str, ...]]:
    """Return the names that pages had by former ids, by where they lie without their ending."""
    found: defaultdict[PurePosixPath, list[str]] = defaultdict(list)
    for former, ref in edition.architecture.succeeded.items():
        page = PurePosixPath(edition.addresses.pages[ref])
        found[page.parent / page.stem].append(slugs((former,))[former])
    return {page: tuple(names) for page, names in found.items()}


def _former_paths(
    page: PurePosixPath, former: Mapping[PurePosixPath, tuple[str, ...]]
) -> Iterator[str]:
    # What an element of a stream is called stands below what the stream is called.
    path = page.parent / page.stem
    below = (*reversed(path.parents[:-1]), path)
    ways = product(*((each.name, *former.get(each, ())) for each in below))
    next(ways)  # The first is the page itself.
    for way in ways:
        yield f"{'/'.join(way)}.html"


def _write(here: Here, *, ref: Ref) -> str:
    present = here.edition.label(ref)
    head = Head(
        title=f"Now {present}",
        meaning=f"What lay at this address has another id today: {present}.",
    )
    return render("former.html", here, head, ref=ref)
