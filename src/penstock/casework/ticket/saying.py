"""What customers say of their troubles: another trouble of a thing is another ticket."""

from collections.abc import Iterable
from itertools import chain, count

from penstock.casework.ticket.tickets import Ticket

_CAUSE_LETTERS = 60


def own_cause(tickets: Iterable[Ticket], *, subject: str, words: str) -> str:
    """Return a cause for what a customer says, which no other trouble of the thing has.

    What was said of an open ticket before has the cause of that ticket.

    Args:
        tickets: All of a case.
        subject: What they speak of.
        words: What they say.
    """
    still = [each for each in tickets if each.is_open and each.subject == subject]
    same = next((each.cause for each in still if words in each.all_words), "")
    others = {each.cause for each in still}
    said = f"customer: {words[:_CAUSE_LETTERS]}"
    free = (each for each in chain([said], _numbered(said)) if each not in others)
    return same or next(free)


def _numbered(said: str) -> Iterable[str]:
    return (f"{said} ({number})" for number in count(2))
