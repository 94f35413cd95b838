"""Small pieces of HTML that every page repeats hundreds of times."""

from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from penstock.architecture.drawing.kit.symbols import SIDE_WORDS
from penstock.architecture.model import Ref
from penstock.kernel.findings import Severity
from penstock.kernel.places import Place
from penstock.kernel.sides import Side
from penstock.web.site.edition import Edition
from penstock.web.site.shell import Shell

_SIDES = {Side.REGULATED: "regulated", Side.NON_REGULATED: "aes", Side.ENTERPRISE: "none"}
_GLYPHS = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.NOTE: "○"}


@dataclass(frozen=True)
class Here:
    """A page, from which links lead to others.

    Every link within the site is relative, so that it opens from a folder and below any address.

    Args:
        edition: What the site is made of.
        path: Where the page lies.
        shell: What a server puts around it; None for a site that is published.
    """

    edition: Edition
    path: str
    shell: Shell | None = None

    @property
    def root(self) -> str:
        """Return the way from the page's folder to the site's root."""
        return "../" * self.path.count("/")

    def to(self, path: str) -> str:
        """Return the way to another page or file of the site, or an address beyond it as it is."""
        return path if path.startswith("/") else self.root + path

    def element(self, ref: Ref) -> str | None:
        """Return the way to an element's page."""
        page = self.edition.addresses.pages.get(ref)
        return self.root + page if page else None

    def line(self, place: Place) -> str | None:
        """Return the way to a line of a document."""
        address = self.edition.addresses.line(place)
        return self.root + address if address else None

    def label(self, ref: Ref) -> Markup:
        """Return an element's id and name, and a mark where no document defines it."""
        name = self.edition.names.get(ref, "")
        words = f'<b class="id">{escape(ref.id)}</b> {escape(name)}' if name else escape(ref.id)
        if not self.edition.is_defined(ref):
            words += ' <span class="undefined">? <span class="h">not defined</span></span>'
        return Markup(words)  # noqa: S704  # escaped above

    def link(self, ref: Ref) -> Markup:
        """Return a link to an element, labelled with id and name."""
        href = self.element(ref)
        label = self.label(ref)
        return Markup(f'<a href="{href}">{label}</a>') if href else label  # noqa: S704

    def source(self, place: Place) -> Markup:
        """Return a link to a line, labelled with the document's name and the line."""
        name = escape(place.document.rpartition("/")[2])
        label = f'<span class="doc">{name}</span><span class="no">:{place.line}</span>'
        href = self.line(place)
        if href is None:
            return Markup(f'<span class="src">{label}</span>')  # noqa: S704
        title = escape(f"{place.document}, line {place.line}")
        return Markup(f'<a class="src" href="{href}" title="{title}">{label}</a>')  # noqa: S704

    def sources(self, places: tuple[Place, ...]) -> Markup:
        """Return links to several lines; of one document, all after the first by number alone."""
        links, last = [], ""
        for place in places:
            if place.document == last:
                title = escape(f"{place.document}, line {place.line}")
                links.append(
                    f'<a class="src more" href="{self.line(place)}" title="{title}">'
                    f'<span class="h">line </span>{place.line}</a>'
                )
            else:
                links.append(str(self.source(place)))
            last = place.document
        return Markup(" ".join(links))  # noqa: S704


def side(of: Side | None) -> Markup:
    """Return the mark of a side: its bars and always its word."""
    class_ = _SIDES[of] if of else "none"
    return Markup(f'<span class="side {class_}">{escape(SIDE_WORDS[of])}</span>')  # noqa: S704


def severity(of: Severity) -> Markup:
    """Return the mark of a severity: glyph, word and colour."""
    words = f'<span aria-hidden="true">{_GLYPHS[of]}</span> {of.value}'
    return Markup(f'<span class="severity {of.value}">{words}</span>')  # noqa: S704
