"""What a folder of visits has rows of, and what one call adds to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.holds import Hold
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Followed
from penstock.delivery.visit_times import VisitTimes, visit_times
from penstock.delivery.visits import Visit
from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.facts import Fact, TakenBack


@dataclass(frozen=True, slots=True)
class TimedVisit:
    """A visit that is over, and how long it took."""

    visit: Visit
    times: VisitTimes

    @classmethod
    def of(cls, visit: Visit, calendar: Calendar | None) -> "TimedVisit":
        """Return a visit with its times by a calendar."""
        return cls(visit, visit_times(visit, calendar))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCase:
    """A case that was opened.

    Args:
        case_id: The case.
        stream_id: Its value stream.
        product: What it delivers; may be empty.
        opened: When.
        fingerprint: The model that it was opened on.
    """

    case_id: str
    stream_id: str
    product: str
    opened: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What some events add to a folder.

    Args:
        read_up_to: The last of the events.
        as_of: The moment up to which visits under way are timed; with a zone.
        calendar: The calendar that business times go by; None leaves them empty.
        cases: The cases that were opened.
        visits: The visits that nothing can change any more.
        under_way: The newest visit of each case that something happened to; None of one that ended.
        holds: The times on hold that are over.
        models: The models that these cases ran on.
        facts: The numbers that metric records take out of what was recorded.
        taken_back: What was recorded, and was taken back.
    """

    read_up_to: Followed
    as_of: datetime
    calendar: Calendar | None
    cases: Sequence[OpenedCase]
    visits: Sequence[TimedVisit]
    under_way: Mapping[str, Visit | None]
    holds: Sequence[Hold]
    models: Sequence[StreamModel]
    facts: Sequence[Fact] = ()
    taken_back: Sequence[TakenBack] = ()
