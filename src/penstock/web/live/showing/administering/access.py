"""`/admin/access`: every session and every token, for those who enter people."""

from starlette.responses import Response

from penstock.web.live.answers import Cell, table_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.administering.people import administering_of
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_COLUMNS = ("kind", "id", "person", "what", "begun_at", "used_at", "ends_at")


def pages() -> tuple[Page, ...]:
    """Return the list."""
    return (
        Page(
            path="/admin/access",
            name="access",
            show=show,
            section=SECTION,
            suffixes=("json", "csv"),
        ),
    )


def show(visit: Visit) -> Response:
    """Return where people are signed in, and by which tokens programs act for them.

    Raises:
        DeniedActError: Whoever asks does not enter people.
    """
    people = administering_of(visit).everybody()
    sessions = [each for person in people for each in person.sessions]
    tokens = [each for person in people for each in person.tokens]
    rows: list[tuple[Cell, ...]] = [
        ("session", s.id, s.person, s.by, s.begun_at, s.seen_at, s.ends_at) for s in sessions
    ]
    rows += [
        ("token", t.id, t.person, f"{t.name} ({t.scope})", t.made_at, t.used_at, t.ends_at)
        for t in tokens
    ]
    if visit.suffix:
        return table_answer(visit.suffix, "access", _COLUMNS, rows, under="access")
    head = Head(
        title="Sessions and tokens",
        meaning="Where people are signed in, and the programs that act for them.",
        section=SECTION,
        crumbs=(Crumb("People", "/admin"),),
        downloads=files(visit, "csv", "json"),
    )
    return visit.html(
        "live/administering/access.html",
        head,
        ways=ways(visit),
        sessions=sorted(sessions, key=lambda each: each.seen_at, reverse=True),
        tokens=sorted(tokens, key=lambda each: each.made_at),
    )
