"""All pages and files of the site by path, each made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from penstock.web.site.edition import Edition
from penstock.web.site.files import files
from penstock.web.site.finding import Known
from penstock.web.site.index import entries
from penstock.web.site.markup import Here
from penstock.web.site.pages import (
    elements,
    findings,
    former,
    guides,
    indexes,
    matrices,
    overview,
    sources,
)
from penstock.web.site.shell import Shell

Maker = Callable[[], bytes]
_PAGES = (overview, indexes, elements, matrices, findings, sources, guides)
# A server answers addresses with former ids itself, in every form.
_PUBLISHED = (*_PAGES, former)


class Site(Mapping[str, bytes]):
    """The content of every path; the same documents give the same bytes."""

    def __init__(self, edition: Edition, shell: Shell | None = None) -> None:
        self.edition = edition
        self.shell = shell
        # What is another for each reading of the documents, be they the same or not.
        self.mark = object()

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Return everything that has a page, for whoever searches."""
        return tuple(map(Known.of, entries(self.edition)))

    @cached_property
    def _makers(self) -> Mapping[str, Maker]:
        pages = {
            path: _page(Here(self.edition, path, self.shell), write)
            for module in (_PAGES if self.shell else _PUBLISHED)
            for path, write in module.pages(self.edition)
        }
        return pages | dict(files(self.edition, self.shell))

    def __getitem__(self, path: str) -> bytes:
        """Return the content of a page or file."""
        return self._makers[path]()

    def __iter__(self) -> Iterator[str]:
        """Yield all paths, the overview first."""
        return iter(self._makers)

    def __len__(self) -> int:
        """Return the number of pages and files."""
        return len(self._makers)

    def __contains__(self, path: object) -> bool:
        """Tell whether there is such a page or file, without making it."""
        return path in self._makers


def _page(here: Here, write: Callable[[Here], str]) -> Maker:
    return lambda: write(here).encode()
