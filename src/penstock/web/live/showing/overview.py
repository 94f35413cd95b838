"""`/`: what somebody has to do, and how things stand; the architecture for who is not signed in."""

from collections import Counter
from collections.abc import Sequence

from starlette.responses import Response

from penstock.app.cases.counting import Crowd, crowds
from penstock.app.cases.kept_open import NoCasesError
from penstock.app.cases.queues import open_tasks
from penstock.architecture.model import Kind, Ref
from penstock.delivery.ports import Wanted
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.visit import Visit
from penstock.web.site import Edition
from penstock.web.site.addresses import HOME
from penstock.web.site.rendering import Head

_TASKS, _FINDINGS, _FIGURES = 8, 5, 7
_WAITING = Wanted(status="open", limit=_TASKS)


def pages() -> tuple[Page, ...]:
    """Return the overview; nobody has to sign in to read the architecture."""
    return (Page(path="/", name="overview", show=show, audience=EVERYBODY, section=HOME),)


def show(visit: Visit) -> Response:
    """Return what is next for somebody, or the architecture."""
    if visit.visitor is None:
        return visit.site(HOME)
    try:
        cases = visit.cases
    except NoCasesError:
        return visit.site(HOME)
    counted = crowds(cases)
    return visit.html(
        "live/overview.html",
        Head(title="Overview", meaning=_meaning(visit), section=HOME, topics="cases"),
        mine=cases.find(Wanted(assignee=visit.who.person, limit=_TASKS)),
        tasks=open_tasks(cases, sorted(visit.who.roles), _WAITING),
        alerts=cases.alerts.of_person(visit.who.person),
        streams=_streams(counted, visit.edition),
        shown=_FIGURES,
        measures=visit.house.insights is not None,
        late=cases.find(Wanted(due_before=cases.now(), limit=_TASKS)),
        findings=visit.edition.groups[:_FINDINGS],
    )


def _meaning(visit: Visit) -> str:
    roles = ", ".join(sorted(visit.who.roles))
    return f"Your work as {roles}." if roles else "You have no role in the register of people."


def _streams(counted: Sequence[Crowd], edition: Edition) -> Sequence[tuple[str, str, int]]:
    """Return the id and the name of each stream, and how many cases are open, most first."""
    found: Counter[str] = Counter()
    for each in counted:
        if each.status == "open":
            found[each.stream_id] += each.cases
    names = {id_: edition.names.get(Ref(Kind.VALUE_STREAM, id_), "") for id_ in found}
    return [(id_, names[id_], number) for id_, number in found.most_common()]
