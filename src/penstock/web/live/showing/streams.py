"""`/value-streams/…`: the map of a stream with its cases, for who is signed in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.cases import Cases
from penstock.app.cases.counting import crowds
from penstock.app.cases.kept_open import NoCasesError
from penstock.app.measuring.engines import require_engine
from penstock.app.measuring.insights import require_measurable
from penstock.architecture.drawing import Crowd
from penstock.architecture.model import Kind, Ref
from penstock.measurement.flow.spoken import spoken
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.showing.insights.asking import asked, insights_of
from penstock.web.live.telling import told_once
from penstock.web.live.visit import Visit
from penstock.web.site.addresses import index_of
from penstock.web.site.pages import elements

if TYPE_CHECKING:
    from penstock.measurement.flow.slowest import Pace

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
            is_dated=True,
        ),
    )


def show(visit: Visit) -> Response:
    """Return the map with the cases that somebody may see; that of the documents for others."""
    named = visit.part("stream")
    ref = Ref(Kind.VALUE_STREAM, named.removesuffix(".html"))
    page = visit.edition.addresses.pages.get(ref)
    if visit.visitor is None or page is None or not visit.edition.is_defined(ref):
        return visit.site(f"{_FOLDER}/{named}")
    try:
        standing = _crowds(visit, ref.id)
    except NoCasesError:
        return visit.site(page)
    if visit.asked.get("colour") == "pace":
        standing = _paced(visit, ref.id, standing)
    made = visit.made(elements.write(visit.here(page), ref=ref, crowds=standing))
    return told_once(visit.request, made)


def _crowds(visit: Visit, stream: str) -> dict[str, Crowd]:
    """Return how many cases go on in each stage, and how many of them are late."""
    cases, at = visit.cases_of(stream), visit.asked.get("at", "")
    going, late = _going(cases, stream), _going(cases, stream, late=True)
    return {
        stage: Crowd(open=number, late=late[stage], href=_list(stream, stage, at))
        for stage, number in going.items()
    }


def _going(cases: Cases, stream: str, *, late: bool = False) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in crowds(cases, late=late):
        if (each.stream_id, each.status) == (stream, "open"):
            found[each.stage_id] += each.cases
    return found


def _paced(visit: Visit, stream: str, standing: dict[str, Crowd]) -> dict[str, Crowd]:
    """Add how long each stage holds cases, for somebody who may measure the stream."""
    require_engine()
    require_measurable(visit.cases, insights_of(visit).wish(stream).side, stream)
    own = {each.stage_id: each for each in _paces(visit) if each.stream_id == stream}
    longest = max((each.median_us for each in own.values()), default=0)
    found = {stage: standing.get(stage, _nobody(stream, stage)) for stage in {*standing, *own}}
    return {stage: _at_pace(crowd, own.get(stage), longest) for stage, crowd in found.items()}


def _at_pace(crowd: Crowd, pace: "Pace | None", longest: int) -> Crowd:
    if pace is None:
        return replace(crowd, pace="too few visits to tell")
    words = f"{spoken(pace.median_us)} in the median"
    return replace(crowd, pace=words, is_slowest=pace.median_us == longest)


def _paces(visit: Visit) -> "Sequence[Pace]":
    from penstock.measurement.flow.slowest import paces  # engines are slow to import

    return asked(visit, "paces", paces)


def _nobody(stream: str, stage: str) -> Crowd:
    return Crowd(open=0, late=0, href=_list(stream, stage, ""))


def _list(stream: str, stage: str, at: str) -> str:
    chosen = {"stream": stream, "stage": stage, "status": "open"} | ({"at": at} if at else {})
    return f"/cases?{urlencode(chosen)}"
