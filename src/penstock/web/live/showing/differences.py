"""`/differences`: what changed between two versions of the documents, in words and as a picture."""

from collections.abc import Iterator, Sequence

from starlette.responses import Response

from penstock.app.versions import Differences, Version
from penstock.architecture.comparing import Change, How
from penstock.architecture.drawing import Options
from penstock.architecture.drawing.differences import differences_map
from penstock.kernel.counting import counted
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.visit import Visit
from penstock.web.site.addresses import DIFFERENCES, SOURCES
from penstock.web.site.kinds import KINDS
from penstock.web.site.pictures import Picture
from penstock.web.site.rendering import Crumb, Head

_GLYPHS = {How.ADDED: "+", How.GAINED: "+", How.REMOVED: "−", How.LOST: "−"}


def pages() -> tuple[Page, ...]:
    """Return the page of differences; nobody has to sign in to read what documents say."""
    return (
        Page(
            path=DIFFERENCES,
            name="differences",
            show=show,
            audience=EVERYBODY,
            section=DIFFERENCES,
        ),
    )


def show(visit: Visit) -> Response:
    """Return what changed from one version to another, of those that are listed."""
    versions = visit.house.versions
    wanted = (visit.asked.get("from", ""), visit.asked.get("to", ""))
    found = versions.differences(*wanted, now=visit.edition.architecture)
    return visit.html(
        "live/differences.html",
        Head(
            title="Differences",
            meaning="What changed between two versions of the documents, in their own words.",
            section=DIFFERENCES,
            crumbs=(Crumb("Documents", SOURCES),),
        ),
        found=found,
        finding=_finding(found),
        filters=_filters(versions.listed(), found),
        picture=_picture(visit, found),
        groups=tuple(_groups(found.changes)),
        glyphs=_GLYPHS,
        kinds=KINDS,
    )


def _finding(found: Differences) -> str:
    if not found.changes:
        return "The two versions state the same."
    numbers = {how: sum(each.how is how for each in found.changes) for how in How}
    said = ", ".join(f"{number:,} {how}" for how, number in numbers.items() if number)
    return f"{counted(len(found.changes), 'difference')}: {said}."


def _filters(listed: Sequence[Version], found: Differences) -> tuple[Filter, ...]:
    choices = [(each.name, each.label) for each in listed]
    return (
        Filter(name="from", words="From", choices=choices, usual=found.before.name),
        Filter(name="to", words="To", choices=choices, usual=found.after.name),
    )


def _picture(visit: Visit, found: Differences) -> Picture | None:
    link = visit.here(DIFFERENCES.removeprefix("/")).element
    inside = Options(standalone=False)
    svg = differences_map(found.old, found.new, found.changes, inside, link)
    return Picture(svg, "Streams that changed", "#changes") if svg else None


def _groups(changes: Sequence[Change]) -> Iterator[tuple[str, Sequence[Change]]]:
    """Yield the changes of each kind of element, under its name."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(KINDS[change.about.kind].many, []).append(change)
    yield from found.items()
