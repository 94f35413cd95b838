"""A ticket from its first report to what was found: one for each thing and cause."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.casework.appointment.jobs import Appointment
from penstock.casework.ticket.levels import Priority

Text = Annotated[str, MinLen(1)]


class Source(StrEnum):
    """Who noticed."""

    ALERT = "alert"
    CUSTOMER = "customer"
    CAMPAIGN = "campaign"
    """Nobody noticed yet: a fault of other pieces concerns this one as well."""


class Manner(StrEnum):
    """How somebody tried to mend it."""

    REMOTE = "remote"
    TELEPHONE = "telephone"
    VISIT = "visit"

    @property
    def is_from_afar(self) -> bool:
        """Whether nobody drove for it."""
        return self is not Manner.VISIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """That something is wrong, as a program or a person says.

    Args:
        subject: What it is about, such as a device.
        cause: What is probably wrong, in a word: `offline`, `low battery`.
        diagnosis: The same as a sentence.
        priority: How urgent it is.
        source: Who noticed.
        at: Since when.
        words: What the customer said, in their own.
        is_hands_on: Whether nobody can mend it from afar, such as an empty battery.
    """

    subject: Text
    cause: Text
    diagnosis: Text
    priority: Priority
    source: Source
    at: datetime
    words: str = ""
    is_hands_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Something that was tried.

    Args:
        at: When.
        by: Who.
        manner: How.
        what: What was done.
        has_helped: Whether it is right since.
        minutes: How long it took. [min]
        cost_cents: What it cost beside the time. [cents]
    """

    at: datetime
    by: str
    manner: Manner
    what: Text
    has_helped: bool = False
    minutes: Annotated[int, Ge(0)] = 0
    cost_cents: Annotated[int, Ge(0)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A piece that goes back to its maker, and the one that takes its place.

    Args:
        part_number: What maker and suppliers call it.
        serial_number: Of the piece that goes back.
        replaced_by: Of the one that came for it.
        at: When.
        because: Why.
        in_warranty: Whether the maker bears it.
    """

    part_number: Text
    serial_number: Text
    replaced_by: Text
    at: datetime
    because: Text
    in_warranty: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What is wrong, who noticed, what was tried, and what it was.

    Args:
        number: Which of the case, from 1.
        subject: What it is about.
        cause: What is probably wrong, in a word.
        diagnosis: The same as a sentence.
        priority: How urgent it is; the most urgent report counts.
        source: Who noticed first.
        opened_at: Since when it is wrong.
        last_at: The last report of it.
        due: By when it is to be mended.
        times: How often it was reported.
        words: What the customer said first, in their own.
        later_words: What they said of it later, the oldest first.
        is_hands_on: Whether nobody can mend it from afar.
        again_of: The ticket of the same thing and cause that was closed before; None for none.
        attempts: What was tried, the oldest first.
        visit: When somebody comes; None while nobody is booked.
        exchanges: What was exchanged.
        over_at: Since when the program that noticed it sees it no more; None while it does, and for
            what people report. It is for people to find out what it was.
        closed_at: When it was mended; None while it is not.
        closed_by: Who closed it.
        found: What it was.
    """

    number: Annotated[int, Ge(1)]
    subject: Text
    cause: Text
    diagnosis: Text
    priority: Priority
    source: Source
    opened_at: datetime
    last_at: datetime
    due: datetime
    times: Annotated[int, Ge(1)] = 1
    words: str = ""
    later_words: tuple[str, ...] = ()
    is_hands_on: bool = False
    again_of: int | None = None
    attempts: tuple[Attempt, ...] = ()
    visit: Appointment | None = None
    exchanges: tuple[Exchange, ...] = ()
    over_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    found: str = ""

    def __post_init__(self) -> None:
        if problem := next(_contradictions(self), ""):
            raise ValueError(f"ticket {self.number}: {problem}")

    @property
    def id(self) -> str:
        """What people call it within its case."""
        return f"T-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it is not mended yet."""
        return self.closed_at is None

    @property
    def key(self) -> tuple[str, str]:
        """What and why: there is one open ticket of each."""
        return self.subject, self.cause

    @property
    def all_words(self) -> tuple[str, ...]:
        """All that the customer said of it, the oldest first."""
        return (self.words, *self.later_words) if self.words else self.later_words

    @property
    def was_visited(self) -> bool:
        """Whether somebody drove for it."""
        return any(not each.manner.is_from_afar for each in self.attempts)

    def is_late(self, now: datetime) -> bool:
        """Tell whether it was, or will have been, mended after it was due."""
        return (self.closed_at or now) >= self.due


def _contradictions(ticket: Ticket) -> Iterator[str]:
    if ticket.closed_at is not None and not (ticket.closed_by and ticket.found):
        yield "what is closed says by whom, and what was found"
    if ticket.last_at < ticket.opened_at:
        yield "it was last reported before it was opened; look at the two moments"
    if ticket.again_of is not None and ticket.again_of >= ticket.number:
        yield f"it comes again of ticket {ticket.again_of}, which is no earlier one"
