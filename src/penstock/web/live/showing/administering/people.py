"""`/admin`: everybody with roles and accounts, for those who enter people."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.administering import Administering, Person
from penstock.web.live.answers import Cell, table_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.administering.refusing import RefusedChangeError, refusals
from penstock.web.live.showing.filters import Filter
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.typed import Typed
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

SHOWN = 100
STATES = {
    "open": "signs in",
    "invited": "invited",
    "overdue": "invitation over",
    "ended": "closed",
    "none": "no account",
}
"""How somebody signs in, in words."""

_COLUMNS = (
    "person",
    "side",
    "roles",
    "account",
    "signed_in_at",
    "sessions",
    "tokens",
    "passkeys",
    "waits_until",
)


def pages() -> tuple[Page, ...]:
    """Return the list."""
    return (
        Page(
            path="/admin",
            name="admin",
            show=show,
            take=take,
            section=SECTION,
            suffixes=("json", "csv"),
            called="People and their accounts",
        ),
    )


def address(name: str) -> str:
    """Return where the page of somebody lies; names may hold anything."""
    return f"/admin/person?{urlencode({'name': name})}"


def administering_of(visit: Visit) -> Administering:
    """Return people, and how they sign in, as somebody comes to them."""
    return Administering(
        roster=visit.cases.roster, signing_in=visit.signing_in, person=visit.who.person
    )


def show(visit: Visit) -> Response:
    """Return the people who fit what the address asks for.

    Raises:
        DeniedActError: Whoever asks does not enter people.
    """
    if visit.suffix:
        rows = map(_row, _found(visit))
        return table_answer(visit.suffix, "people", _COLUMNS, rows, under="people")
    return _page(visit)


def _page(visit: Visit, *, wrong: str = "") -> Response:
    found = _found(visit)
    after = visit.asked.get("after", "")
    shown = [each for each in found if each.name > after][:SHOWN]
    is_more = bool(shown) and shown[-1] is not found[-1]
    head = Head(
        title="People",
        meaning="Who has which role, and how they sign in. That you look is on record.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    return visit.html(
        "live/administering/people.html",
        head,
        status=422 if wrong else 200,
        ways=ways(visit),
        filters=(
            Filter(name="q", words="Name or role"),
            Filter(name="account", words="Account", choices=tuple(STATES.items())),
        ),
        people=shown,
        number=len(found),
        states=STATES,
        roles=sorted(visit.cases.roster.roles()),
        wrong=wrong,
        further=visit.other(after=shown[-1].name) if is_more else "",
    )


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Enter somebody new, and lead to their page, from where they are invited."""
    typed = Typed(form)
    try:
        with refusals():
            name, role = typed.needed("person", "The name"), typed.needed("role", "The role")
            reason = typed.needed("reason", "Why")
            visit.cases.roster.appoint(name, role, by=visit.who.person, reason=reason)
    except RefusedChangeError as error:
        return _page(visit, wrong=str(error))
    return to(f"{address(name)}&done=appoint")


def _found(visit: Visit) -> list[Person]:
    words = visit.asked.get("q", "").strip().casefold()
    state = visit.asked.get("account", "")
    return [
        each
        for each in administering_of(visit).everybody()
        if words in "\n".join((each.name, *each.roles)).casefold() and state in ("", each.state)
    ]


def _row(each: Person) -> tuple[Cell, ...]:
    return (
        each.name,
        each.side or "",
        "; ".join(each.roles),
        each.state,
        each.account.signed_in_at if each.account else None,
        len(each.sessions),
        len(each.tokens),
        len(each.passkeys),
        each.waits_until,
    )
