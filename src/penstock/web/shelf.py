"""The site in memory: pages are made once, and anew when a document changed."""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from penstock.app.watching import Watch
from penstock.web.site import Edition, Site
from penstock.web.site.shell import Shell


class Kept(NamedTuple):
    """A page or file, and the mark by which a browser knows whether it has it already."""

    content: bytes
    mark: str


class Shelf:
    """The newest edition, and the pages of it that somebody asked for."""

    def __init__(
        self, read: Callable[[], Edition], watch: Watch, shell: Shell | None = None
    ) -> None:
        self._read = read
        self._watch = watch
        self._shell = shell
        self._lock = Lock()
        self._site: Site | None = Site(read(), shell)
        self._kept: dict[str, Kept] = {}

    @property
    def path(self) -> Path:
        """Where the documents lie."""
        return self._watch.path

    def site(self) -> Site:
        """Return the site of the documents as they are now.

        Where they cannot be read, the same error comes again until they can.
        """
        with self._lock:
            if self._watch.changed():
                self._site, self._kept = None, {}
            if self._site is None:
                self._site = Site(self._read(), self._shell)
            return self._site

    def kept(self, site: Site, path: str) -> Kept:
        """Return a page or file of a site, made when it is first asked for."""
        found = self._kept.get(path)
        if found is None or site is not self._site:
            content = site[path]
            found = Kept(content, blake2b(content, digest_size=12).hexdigest())
            self._keep(site, path, found)
        return found

    def _keep(self, site: Site, path: str, kept: Kept) -> None:
        with self._lock:
            if site is self._site:
                self._kept[path] = kept
