"""Where each page of the site lies, as paths below its root."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from penstock.architecture.model import Architecture, Kind, Ref, Stage
from penstock.kernel.places import Place
from penstock.web.site.kinds import KINDS
from penstock.web.site.slugs import slugs

HOME = "index.html"
ARCHITECTURE = "architecture.html"
FINDINGS = "findings/index.html"
MATRICES = "matrices/index.html"
SOURCES = "sources/index.html"
SEARCH = "search.html"
HELP = "help.html"
DOWNLOADS = "downloads.html"
DIFFERENCES = "/differences"


def index_of(kind: Kind) -> str:
    """Return the page that lists all elements of a kind."""
    return f"{KINDS[kind].folder}/index.html"


def rule_page(code: str) -> str:
    """Return the page of a rule."""
    return f"findings/rules/{slugs((code,))[code]}.html"


class Addresses:
    """The pages of elements and documents.

    An element that is only named, and that no document defines, has a page too: it tells who
    names it.
    """

    def __init__(self, architecture: Architecture, documents: Iterable[str]) -> None:
        self._architecture = architecture
        self._documents = tuple(documents)

    @cached_property
    def pages(self) -> Mapping[Ref, str]:
        """The page of each element, defined ones first."""
        by_kind: defaultdict[Kind, list[str]] = defaultdict(list)
        for ref in self._refs():
            by_kind[ref.kind].append(ref.id)
        names = {kind: slugs(ids) for kind, ids in by_kind.items()}
        streams = names.get(Kind.VALUE_STREAM, {})
        return {
            Ref(kind, id_): f"{self._folder(kind, id_, streams)}/{name}.html"
            for kind, several in names.items()
            for id_, name in several.items()
        }

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The page of each document."""
        parts = {part for path in self._documents for part in path.split("/")}
        names = slugs(parts)
        return {
            path: f"sources/{'/'.join(names[part] for part in path.split('/'))}.html"
            for path in self._documents
        }

    def line(self, place: Place) -> str | None:
        """Return the address of a line in its document's page."""
        page = self.sources.get(place.document)
        return f"{page}#L{place.line}" if page else None

    def _refs(self) -> Iterable[Ref]:
        architecture = self._architecture
        named = (end for each in architecture.relations for end in (each.source, each.target))
        return dict.fromkeys((*architecture.statements, *sorted(set(named))))

    def _folder(self, kind: Kind, id_: str, streams: Mapping[str, str]) -> str:
        """Return the folder of an element's page; stages lie below their stream."""
        stages = self._architecture.statements.get(Ref(kind, id_), ()) if kind is Kind.STAGE else ()
        stream = next(
            (streams.get(each.stream_id) for each in stages if isinstance(each, Stage)), None
        )
        return f"value-streams/{stream}/stages" if stream else KINDS[kind].folder
