"""On record who took what out of the application as a file."""

from penstock.app.cases.institutions import Institutions
from penstock.governance.audit.entry import Entry, Kind


def record_export(cases: Institutions, *, address: str, form: str) -> None:
    """Record that whoever came through the door takes a page along in a form.

    What is on the page was held against the boundary when the page was made; this tells that it
    left.

    Args:
        cases: The cases, for whoever came to them.
        address: Where the page lies, with what was chosen on it.
        form: In which form it leaves, such as `pdf`.

    Raises:
        AuditError: It was not recorded; nothing may leave.
    """
    if cases.door is None:
        return
    asker = cases.door.asker
    entry = Entry(
        at=cases.now(),
        kind=Kind.ACCESS,
        actor=asker.person,
        acting_for=asker.hat,
        action="export",
        object_kind=f"page as {form}",
        # An address may hold the name of a customer that somebody typed: words are sealed.
        detail=address[:_LONGEST],
    )
    cases.door.guard.log.append([entry])


_LONGEST = 300
