"""From declared pages to the routes of a server: who asks, may they, and what goes wrong."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.then import then
from penstock.app.clock import now
from penstock.app.guarding.look import Look
from penstock.store.past import NothingDoneError
from penstock.web.live.answers import to
from penstock.web.live.forms import own_form
from penstock.web.live.pages import Page, Show, Take
from penstock.web.live.taking import taken_along
from penstock.web.live.troubles import TROUBLES, NotForThemError, UnfitQueryError, trouble
from penstock.web.live.visit import House, Visit
from penstock.web.live.visitors import visitor_of
from penstock.web.site.shell import Way


def ways(pages: Sequence[Page]) -> tuple[Way, ...]:
    """Return the entries of the menu that pages lead, in the order of the menu."""
    led = {page.section: page.path for page in pages if page.leads}
    return tuple(Way(words=each, path=led[each]) for each in SECTIONS if each in led)


SECTIONS = ("Work", "Results", "Insights", "Data & consent")
"""The entries of the menu beyond the site, in their order."""


def routes(house: House, pages: Sequence[Page]) -> list[Route]:
    """Return the routes of all pages, each form of a page before the page itself."""
    return [route for page in pages for route in _routes(house, page)]


def _routes(house: House, page: Page) -> Iterator[Route]:
    for form in page.forms:
        answer = _answering(house, page, form)
        yield Route(page.address(form), answer, methods=["GET"], name=f"{page.name}.{form}")
    methods = ["GET", "POST"] if page.take else ["GET"]
    yield Route(page.path, _answering(house, page, ""), methods=methods, name=page.name)


def _answering(house: House, page: Page, suffix: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        visit = Visit(request=request, house=house, page=page, suffix=suffix)
        try:
            visitor = await run_in_threadpool(visitor_of, house.kept, request)
            visit = replace(visit, visitor=visitor)
            if not page.audience.admits(visitor):
                return await run_in_threadpool(_turned_away, visit)
            if "at" in visit.asked:
                visit = replace(visit, at=await run_in_threadpool(_moment, visit))
            if request.method == "POST" and page.take:
                sent = await own_form(request, visitor, most_bytes=page.most_bytes)
                visit = replace(visit, files=sent.files)
                return await run_in_threadpool(_taken, visit, page.take, sent.fields)
            show = taken_along if suffix else page.show
            return await run_in_threadpool(_shown, visit, show)
        except TROUBLES as error:
            return await run_in_threadpool(trouble, visit, error)

    return answer


def _taken(visit: Visit, take: Take, fields: Mapping[str, str]) -> Response:
    """Return the answer to a form, after which whoever sent it may be told less."""
    try:
        return take(visit, fields)
    finally:
        if visit.visitor:
            visit.house.notices.forget(visit.visitor.person)


def _shown(visit: Visit, show: Show) -> Response:
    """Return a page as it is now, after all that stands on it is on record.

    How it was takes long to find out, so that each answer about that is recorded by itself.
    """
    if visit.at:
        return show(visit)
    look = Look()
    try:
        return show(replace(visit, look=look))
    finally:
        # Where it fails, nobody gets the page, whatever was on it.
        look.end()


def _moment(visit: Visit) -> datetime | None:
    """Return the moment as of which a page is asked for; what documents say has none.

    Raises:
        UnfitMomentError: It is no moment that is over.
        UnfitQueryError: The page is shown as things are now, and not otherwise.
        NothingDoneError: Something is to be done there.
    """
    words = visit.asked.get("at", "")
    if not words or visit.visitor is None:
        return None
    if visit.request.method == "POST":
        raise NothingDoneError
    if not visit.page.is_dated:
        raise UnfitQueryError(
            "This page shows how things are now, and not how they were. Leave “at” out of the "
            "address. Maps of streams, boards, cases, lists of cases and insights show the past."
        )
    return then(words, now=now(), zone=visit.zone)


def _turned_away(visit: Visit) -> Response:
    """Return the way to sign in, or why the page is not for them."""
    may_sign_in = visit.house.entrance and visit.request.method == "GET" and not visit.suffix
    if visit.visitor is None and may_sign_in:
        url = visit.request.url
        wanted = f"{url.path}?{url.query}" if url.query else url.path
        return to(f"{visit.house.entrance}?next={quote(wanted)}")
    return trouble(visit, NotForThemError(is_signed_in=visit.visitor is not None))
