"""Templates become pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from penstock.app.sheets.printing import can_print
from penstock.kernel.counting import counted
from penstock.web.site import markup
from penstock.web.site.addresses import DOWNLOADS, HELP, SEARCH, rule_page
from penstock.web.site.markup import Here
from penstock.web.site.menu import in_architecture, kind_menu, menu


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the overview to a page."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that belongs to a page."""

    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every page says about itself.

    Args:
        title: Its name.
        meaning: The one line below the name.
        section: The entry of the menu it belongs to.
        identifier: The id before the name.
        kind: What it is about: "Capability".
        crumbs: The way to it.
        downloads: Files that belong to it.
        topics: What it follows while it is open, as `/events` is asked; empty for nothing.
    """

    title: str
    meaning: str = ""
    section: str = ""
    identifier: str = ""
    kind: str = ""
    crumbs: Sequence[Crumb] = ()
    downloads: Sequence[Download] = ()
    topics: str = ""


_OFFERED = ("csv", "json", "pdf")
# Pages that help to find something say nothing that is worth taking along.
_HELPS = frozenset((SEARCH, HELP, DOWNLOADS))


def offered(known: Sequence[Download], address: Callable[[str], str]) -> Iterator[Download]:
    """Yield the forms that a served page has besides the files that it names itself.

    Args:
        known: The files that it names.
        address: Returns its address in a form.
    """
    words = {each.words for each in known}
    for form in _OFFERED:
        if form.upper() not in words and (form != "pdf" or can_print()):
            yield Download(form.upper(), address(form))


def forms_of(here: Here, head: Head) -> tuple[Download, ...]:
    """Return the forms of a page of the site; a site that is published has none."""
    if here.shell is None or not head.section or here.path in _HELPS:
        return ()
    stem, query = here.path.removesuffix(".html").removesuffix("/index"), here.shell.query
    return tuple(offered(head.downloads, lambda form: f"{stem}.{form}{query}"))


def render(template: str, here: Here, head: Head, **view: object) -> str:
    """Return a page."""
    return _template(template).render(here=here, head=head, edition=here.edition, **view)


def fragment(template: str, **view: object) -> Markup:
    """Return a piece of a page."""
    return Markup(_template(template).render(**view))  # noqa: S704  # templates escape


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("penstock.web"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals |= {
        "counted": counted,
        "forms_of": forms_of,
        "in_architecture": in_architecture,
        "kind_menu": kind_menu,
        "menu": menu,
        "rule_page": rule_page,
        "severity": markup.severity,
        "side": markup.side,
    }
    return environment
