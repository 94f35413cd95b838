"""What follows when information has gone to somebody who must not have it, or a person moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import in_utc
from penstock.kernel.sides import Side

WAIVER = ServiceLevel.parse("1 business day")
MOVE = ServiceLevel.parse("7 business days")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongfulDisclosure:
    """Information that reached somebody of the other side without leave.

    Args:
        id: What people call it.
        information: What it was, without the information itself.
        recipient: Whom it reached.
        found_at: When it was found.
        waiver: The rule that was waived for it; empty where none was.
    """

    id: str
    information: str
    recipient: str
    found_at: datetime
    waiver: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A case that has to be opened.

    Args:
        about: What it is about.
        opened_at: When it begins, in UTC.
    """

    about: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingTask:
    """Something that has to be posted where everybody can read it.

    Args:
        about: What it is about.
        since: When it became a duty, in UTC.
        due: The first moment that is too late, in UTC; the same, where it is to be posted at once.
    """

    about: str
    since: datetime
    due: datetime


def followed_up(
    disclosure: WrongfulDisclosure, calendar: Calendar
) -> tuple[Incident, tuple[PostingTask, ...]]:
    """Return the incident and what is to be posted: the disclosure at once, a waiver in a day.

    Args:
        disclosure: What happened.
        calendar: What business days are.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.

    References:
        18 CFR 358.7(a) and (i).
    """
    found = in_utc(disclosure.found_at)
    about = f"{disclosure.information} disclosed to {disclosure.recipient} ({disclosure.id})"
    tasks = [PostingTask(about=about, since=found, due=found)]
    if disclosure.waiver:
        due = WAIVER.due(calendar, found)
        tasks.append(PostingTask(about=f"waiver of {disclosure.waiver}", since=found, due=due))
    return Incident(about=about, opened_at=found), tuple(tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A person who goes to the other side of the company.

    Args:
        person: Who.
        to: The side they belong to since.
        at: The first moment at which they do.
    """

    person: str
    to: Side
    at: datetime


def side_of(person: str, moves: Iterable[Move], *, at: datetime) -> Side | None:
    """Return the side a person belongs to at a moment: the new one from the moment of the move on.

    Nobody belongs to two sides at any moment.
    """
    own = (each for each in moves if each.person == person and in_utc(each.at) <= in_utc(at))
    last = max(own, key=lambda each: in_utc(each.at), default=None)
    return last.to if last else None


def posted(move: Move, calendar: Calendar) -> PostingTask:
    """Return what is to be posted of a move.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    since = in_utc(move.at)
    about = f"{move.person} has moved to the {move.to} side"
    return PostingTask(about=about, since=since, due=MOVE.due(calendar, since))


def is_late(task: PostingTask, posted_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether something was posted too late, or is still not posted when it is due.

    What is to be posted at once is late an hour after.
    """
    due = max(task.due, task.since + timedelta(hours=1))
    return in_utc(posted_at or now) >= due
