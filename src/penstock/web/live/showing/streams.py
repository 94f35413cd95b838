"""`/value-streams/…`: the map of a stream with its cases, for who is signed in."""

from collections import Counter
from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.cases import Cases
from penstock.app.cases.counting import crowds
from penstock.app.cases.kept_open import NoCasesError
from penstock.architecture.drawing import Crowd
from penstock.architecture.model import Kind, Ref
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.visit import Visit
from penstock.web.site.addresses import index_of
from penstock.web.site.pages import elements

_FOLDER = "value-streams"


def pages() -> tuple[Page, ...]:
    """Return the page of a stream; nobody has to sign in to read what its documents say."""
    return (
        Page(
            path=f"/{_FOLDER}/{{stream}}",
            name="value-stream",
            show=show,
            audience=EVERYBODY,
            section=index_of(Kind.VALUE_STREAM),
        ),
    )


def show(visit: Visit) -> Response:
    """Return the map with the cases that somebody may see; that of the documents for others."""
    asked = visit.part("stream")
    ref = Ref(Kind.VALUE_STREAM, asked.removesuffix(".html"))
    page = visit.edition.addresses.pages.get(ref)
    if visit.visitor is None or page is None or not visit.edition.is_defined(ref):
        return visit.site(f"{_FOLDER}/{asked}")
    try:
        standing = _crowds(visit.cases, ref.id)
    except NoCasesError:
        return visit.site(page)
    return visit.made(elements.write(visit.here(page), ref=ref, crowds=standing))


def _crowds(cases: Cases, stream: str) -> dict[str, Crowd]:
    """Return how many cases go on in each stage, and how many of them are late."""
    going, late = _going(cases, stream), _going(cases, stream, late=True)
    return {
        stage: Crowd(open=number, late=late[stage], href=_list(stream, stage))
        for stage, number in going.items()
    }


def _going(cases: Cases, stream: str, *, late: bool = False) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in crowds(cases, late=late):
        if (each.stream_id, each.status) == (stream, "open"):
            found[each.stage_id] += each.cases
    return found


def _list(stream: str, stage: str) -> str:
    return f"/cases?{urlencode({'stream': stream, 'stage': stage, 'status': 'open'})}"
