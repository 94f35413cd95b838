"""The papers of NCV-01.7: tickets, campaigns of firmware, and what is told of energy."""

from dataclasses import dataclass
from datetime import datetime

from penstock.casework.checklist.reports import StepReport
from penstock.casework.checklist.steps import Checklist
from penstock.casework.comfort.insights import Moment
from penstock.casework.ticket.tickets import Ticket
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sayings import Saying
from penstock.kernel.sides import Side

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupportTickets:
    """What is and was wrong in a home, by number; closed tickets stay."""

    tickets: tuple[Ticket, ...] = ()

    @property
    def still_open(self) -> tuple[Ticket, ...]:
        """Those that are not mended yet, the first due first."""
        found = [each for each in self.tickets if each.is_open]
        return tuple(sorted(found, key=lambda each: (each.due, each.number)))


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SupportWork:
    """What is to be done on visits for tickets, a step each, and what was reported of it.

    Args:
        checklist: The steps; that of a ticket stays when it is closed.
        reports: What was reported, the oldest first.
    """

    checklist: Checklist
    reports: tuple[StepReport, ...] = ()


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyInsights:
    """What the customer is told of the home's energy, in plain words.

    Args:
        sentences: What they are told, in English.
        moment: What devices told then, from which the next insights count on.
        consent_id: The consent to analytics that allows it.
        made_at: When.
        sayings: The same as forms with values, for other languages; empty in items of before.
    """

    sentences: tuple[str, ...]
    moment: Moment
    consent_id: str
    made_at: datetime
    sayings: tuple[Saying, ...] = ()
