"""What has to be posted where everybody can read it, and what has to be reviewed, by a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from penstock.governance.service_levels.calendars import WEEKDAYS, Calendar, weekly
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import BeyondCalendarError, in_utc
from penstock.kernel.sides import Side


class PostingError(ValueError):
    """A posting does not take an act."""


class PostingKind(StrEnum):
    """What a posting is of."""

    DISCLOSURE = "disclosure"
    """Information that has reached somebody who must not have it; at once, says 18 CFR 358.7(a)."""
    WAIVER = "waiver"
    """A rule that was waived for an affiliate; 18 CFR 358.7(i)."""
    TRANSFER = "transfer"
    """A person who has gone to the other side; 18 CFR 358.7(f) and (g)."""
    EMERGENCY_REVIEW = "emergency review"
    """Readings in an emergency that somebody has to look at; 18 CFR 358.7(h)."""


LEVELS: Mapping[PostingKind, ServiceLevel] = {
    PostingKind.DISCLOSURE: ServiceLevel.parse("1 business day"),
    PostingKind.WAIVER: ServiceLevel.parse("1 business day"),
    # From general knowledge: check it before you quote it.
    PostingKind.TRANSFER: ServiceLevel.parse("7 business days"),
    PostingKind.EMERGENCY_REVIEW: ServiceLevel.parse("1 business day"),
}
# From general knowledge, likewise.
STAYS: Mapping[PostingKind, timedelta] = {PostingKind.TRANSFER: timedelta(days=90)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What makes a posting a duty.

    Args:
        kind: What it is of.
        about: What it is about, in words that anybody may read.
        since: When it becomes a duty.
        by: Who does what makes it one.
        origin: The incident or emergency that it comes from; empty where there is none.
    """

    kind: PostingKind
    about: str
    since: datetime
    by: str
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Something that has to be posted, or reviewed, by a day; and that it was.

    Args:
        number: Which, from 1.
        version: From 1; that it was done is the second.
        kind: What it is of.
        about: What it is about, in words that anybody may read.
        origin: The incident or emergency that it comes from; empty where somebody opened it.
        opened_at: When it became a duty.
        opened_by: Who opened it, or did what opened it.
        due_at: The first moment that is too late.
        done_at: When it was done; None while it is open.
        done_by: Who did it.
        where: Where it can be read.
    """

    number: int
    version: int = 1
    kind: PostingKind
    about: str
    origin: str = ""
    opened_at: datetime
    opened_by: str
    due_at: datetime
    done_at: datetime | None = None
    done_by: str = ""
    where: str = ""

    @property
    def id(self) -> str:
        """What people call it."""
        return f"POST-{self.number}"

    @property
    def stays_until(self) -> datetime | None:
        """The first moment at which it may be taken down; None where no rule says, or not done."""
        stays = STAYS.get(self.kind)
        return self.done_at + stays if self.done_at and stays else None

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether it was done too late, or is open and due."""
        return in_utc(self.done_at or now) >= self.due_at


def opened(duty: Duty, *, number: int, calendar: Calendar | None) -> Posting:
    """Return the posting of a duty.

    Args:
        duty: What has to be posted.
        number: Its number.
        calendar: What business days are; without one, and beyond its years, Monday to Friday are,
            holidays or not.
    """
    since = in_utc(duty.since)
    return Posting(
        number=number,
        kind=duty.kind,
        about=duty.about,
        origin=duty.origin,
        opened_at=since,
        opened_by=duty.by,
        due_at=_due(LEVELS[duty.kind], calendar, since),
    )


def done(posting: Posting, *, by: str, where: str, at: datetime) -> Posting:
    """Return the version of a posting that was done.

    Raises:
        PostingError: It was done already.
    """
    if posting.done_at:
        raise PostingError(
            f"{posting.id} was done by {posting.done_by} at {posting.done_at:%Y-%m-%d %H:%M} UTC: "
            f"{posting.where}"
        )
    version = posting.version + 1
    return replace(posting, version=version, done_at=in_utc(at), done_by=by, where=where)


def transfer(person: str, *, old: Side, new: Side) -> str:
    """Return what a posting of a transfer says."""
    return f"{person} has gone from the {old} side to the {new} side"


def _due(level: ServiceLevel, calendar: Calendar | None, since: datetime) -> datetime:
    if calendar:
        try:
            return in_utc(level.due(calendar, since))
        except BeyondCalendarError:
            pass
    return in_utc(level.due(_weekdays(since.date()), since))


def _weekdays(day: date) -> Calendar:
    """Return a calendar without holidays, around a day."""
    return Calendar(
        id="weekdays",
        version=1,
        zone="UTC",
        week=weekly({name: ["09:00-17:00"] for name in WEEKDAYS[:5]}),
        holidays=frozenset(),
        first_year=day.year - 1,
        last_year=day.year + 1,
    )
