"""The work of visits for tickets: a step for each, as technicians have it on their phones."""

from collections.abc import Sequence

from penstock.casework.checklist.reports import missing
from penstock.casework.checklist.steps import Checklist, Step
from penstock.casework.ticket.tickets import Ticket
from penstock.streams.ncv_01_smart_home.items.tickets import SupportWork

LEFT = "how it was left"
_MOST_WORDS = 200


def with_step(work: SupportWork | None, ticket: Ticket) -> SupportWork:
    """Return the work with the step of a ticket; one that has it stays as it is."""
    steps = work.checklist.steps if work else ()
    reports = work.reports if work else ()
    if all(each.id != _step_id(ticket) for each in steps):
        title = f"{ticket.subject}: {ticket.diagnosis}"
        title = title if len(title) <= _MOST_WORDS else f"{title[:_MOST_WORDS]}…"
        steps = (*steps, Step(id=_step_id(ticket), title=title, photos=(LEFT,)))
    return SupportWork(checklist=Checklist(name="Visits", steps=steps), reports=reports)


def lacking_of(work: SupportWork, tickets: Sequence[Ticket]) -> tuple[str, ...]:
    """Return what is missing until tickets are done on site, a sentence each."""
    wanted = {_step_id(each) for each in tickets}
    steps = tuple(each for each in work.checklist.steps if each.id in wanted)
    return missing(Checklist(name="Visits", steps=steps), work.reports) if steps else ()


def told_of(work: SupportWork, ticket: Ticket) -> str:
    """Return what was written down of a ticket on site."""
    own = [each for each in work.reports if each.step == _step_id(ticket)]
    notes = [each.note for each in own if each.note]
    return " ".join(notes) or "Done on site; see its photo."


def _step_id(ticket: Ticket) -> str:
    return f"ticket_{ticket.number}"
