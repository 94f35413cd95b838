"""`/search`: cases, customers, pages, commands and the architecture, as far as somebody may know.

What they may not know of is left out before anything is ranked, counted or cut.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.cases import Standing
from penstock.app.cases.kept_open import NoCasesError
from penstock.kernel.words import asked_words, found_words
from penstock.web.live.answers import json_answer
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.visit import Visit
from penstock.web.site.finding import Known, nearest
from penstock.web.site.index import Entry
from penstock.web.site.rendering import Head

_SUGGESTED, _LISTED, _LONGEST = 10, 100, 200


def pages() -> tuple[Page, ...]:
    """Return the search; who is not signed in finds what the documents say."""
    return (
        Page(
            path="/search",
            name="search",
            show=show,
            audience=EVERYBODY,
            suffixes=("json",),
        ),
    )


def show(visit: Visit) -> Response:
    """Return what is found, the nearest first; without words, what somebody could do."""
    typed = visit.asked.get("q", "")[:_LONGEST].strip()
    limit = _SUGGESTED if visit.suffix else _LISTED
    found = nearest(typed, _known(visit, typed, limit=limit), limit=limit)
    if visit.suffix:
        return json_answer({"found": [each._asdict() for each in found]})
    return visit.html(
        "live/search.html",
        Head(
            title=f"Search: {typed}" if typed else "Search",
            meaning="Value streams, stages, capabilities, cases, customers, pages and commands.",
        ),
        typed=typed,
        found=found,
        is_cut=len(found) == limit,
    )


def _known(visit: Visit, typed: str, *, limit: int) -> Iterator[Known]:
    """Yield all that somebody may know of and that may be meant."""
    yield from _called(visit)
    if not typed:
        return
    cases = _cases(visit, typed, limit)
    yield from (Known.of(_customer(name)) for name in _customers(cases, typed))
    # The store compared words; here all that it found counts as found.
    yield from (_found(each, typed) for each in cases)
    yield from visit.house.shelf.site().known


def _called(visit: Visit) -> Iterator[Known]:
    """Yield the pages and commands that somebody can open."""
    for page in visit.house.pages:
        if page.called and page.audience.admits(visit.visitor):
            kind = "Command" if page.take and not page.leads else "Page"
            yield Known.of(Entry("", page.called, kind, page.path))


def _cases(visit: Visit, typed: str, limit: int) -> tuple[Standing, ...]:
    if visit.visitor is None:
        return ()
    try:
        return visit.cases.search(typed, limit=limit)
    except NoCasesError:
        return ()


def _found(case: Standing, typed: str) -> Known:
    name = f"{case.customer or case.stream}, {case.stage_id} {case.stage}"
    entry = Entry(case.case_id, name, "Case", f"/cases/{case.case_id}")
    known = Known.of(entry)
    # An accent or a hyphen may stand where none was typed.
    return known._replace(name=f"{known.name} {' '.join(asked_words(typed))}")


def _customers(cases: tuple[Standing, ...], typed: str) -> list[str]:
    """Return the customers of cases who are called so themselves, each once."""
    asked = asked_words(typed)
    names = dict.fromkeys(each.customer for each in cases if each.customer)
    return [each for each in names if _is_called(each, asked)]


def _is_called(name: str, asked: tuple[str, ...]) -> bool:
    words = found_words(name)
    return all(any(word.startswith(each) for word in words) for each in asked)


def _customer(name: str) -> Entry:
    return Entry("", name, "Customer", f"/consents?{urlencode({'customer': name})}")
