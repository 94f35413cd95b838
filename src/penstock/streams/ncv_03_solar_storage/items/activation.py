"""The items and papers of NCV-03.7: energising, first days, documents, training, enrolment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from penstock.delivery.items import Sensitivity, information_item
from penstock.engineering.monitoring.alarms import Alarm
from penstock.engineering.monitoring.daily_output import DayOfOutput
from penstock.kernel.sides import Side

_SIDE, _INTERNAL, _PERSONAL = Side.NON_REGULATED, Sensitivity.INTERNAL, Sensitivity.PERSONAL


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class Energisation:
    """When the disconnect was closed toward the grid, and under which permission.

    Args:
        energised_at: When.
        energised_by: Who closed it.
        request_id: The interconnection request that was permitted.
        effective_on: The first day of the permission.
    """

    energised_at: datetime
    energised_by: str
    request_id: str
    effective_on: date


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Telemetry:
    """What the system's devices have read so far, as `penstock telemetry` keeps it (CSV, UTC)."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OddReadings:
    """How many readings did not count, and why."""

    oddity: str
    number: int
    example: str = ""


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringConnection:
    """The system's way to the monitoring platform.

    Args:
        connected_at: When the first reading of it was taken in.
        source: Where readings come from: a file, or the topic of a broker.
        serials: The devices that count.
        readings: How many came.
        odd: What did not count.
    """

    connected_at: datetime
    source: str
    serials: tuple[str, ...]
    readings: int
    odd: tuple[OddReadings, ...] = ()


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FirstDays:
    """What the system gave in its first days beside what it should have given.

    Args:
        judged_at: When that was looked at.
        days: Each day.
        alarms: What is wrong, and why probably.
        performance_percent: Of what was expected; None where no light was measured.
        uptime_percent: Of judged light in which anything came out; None without any.
        is_sound: Whether nothing stands against leaving the system to itself.
        because: Why it is, or why not.
    """

    judged_at: datetime
    days: tuple[DayOfOutput, ...]
    alarms: tuple[Alarm, ...]
    performance_percent: Decimal | None
    uptime_percent: Decimal | None
    is_sound: bool
    because: str


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ActivatedSystem:
    """A system that runs with permission, is seen, and gives what it should.

    Args:
        energised_at: When the disconnect was closed.
        request_id: The interconnection request that was permitted.
        permitted_from: The first day of the permission.
        serials: The devices that are watched.
        first_day: Of the days that were looked at.
        last_day: Of them.
        performance_percent: Of what was expected; None where no light was measured.
        uptime_percent: Of judged light in which anything came out; None without any.
        activated_at: When all of this was so.
    """

    energised_at: datetime
    request_id: str
    permitted_from: date
    serials: tuple[str, ...]
    first_day: date
    last_day: date
    performance_percent: Decimal | None
    uptime_percent: Decimal | None
    activated_at: datetime


class DocumentKind(StrEnum):
    """What is handed over."""

    DRAWINGS = "as-built drawings"
    MODULE_WARRANTY = "module warranty"
    INVERTER_WARRANTY = "inverter warranty"
    BATTERY_WARRANTY = "battery warranty"
    WORKMANSHIP_WARRANTY = "workmanship warranty"
    MANUAL = "user manual"
    SHUTDOWN = "shutdown instruction"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedDocument:
    """A document that the customer has.

    Args:
        kind: Which.
        name: As it is called.
        sha256: Of its bytes.
        handed_at: When.
        handed_by: Who gave it.
    """

    kind: DocumentKind
    name: str
    sha256: str
    handed_at: datetime
    handed_by: str


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDocument:
    """One document that was handed over; each is a version."""

    content: bytes


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPacket:
    """Drawings, serial numbers, tests, permission and how to shut down, as one PDF."""

    content: bytes


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDocuments:
    """All that was handed over.

    Args:
        documents: Each of them; of a kind that was handed over again, the last one.
        required: What this system needs.
    """

    documents: tuple[HandedDocument, ...]
    required: tuple[DocumentKind, ...]

    @property
    def missing(self) -> tuple[DocumentKind, ...]:
        """What is not there yet."""
        there = {each.kind for each in self.documents}
        return tuple(each for each in self.required if each not in there)


class Topic(StrEnum):
    """What a customer learns."""

    PRODUCTION = "production"
    RESERVE = "battery reserve"
    ALARMS = "alarms"
    SHUTDOWN = "shutting down"
    BILL = "export on the utility bill"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedTopic:
    """A topic that somebody was taught.

    Args:
        topic: What.
        trained_on: When.
        trained_by: Who taught.
        learner: Who learned.
    """

    topic: Topic
    trained_on: date
    trained_by: str
    learner: str


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    """What was taught so far.

    Args:
        topics: The oldest first.
        required: What this system needs.
    """

    topics: tuple[TrainedTopic, ...]
    required: tuple[Topic, ...]

    @property
    def missing(self) -> tuple[Topic, ...]:
        """What was not taught yet."""
        there = {each.topic for each in self.topics}
        return tuple(each for each in self.required if each not in there)


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedCustomer:
    """A customer who has learned all topics and has all documents.

    Args:
        topics: What was taught.
        documents: How many documents were handed over.
        trained_on: The day of the last topic.
    """

    topics: tuple[TrainedTopic, ...]
    documents: int
    trained_on: date


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class OnboardingSatisfaction:
    """What the customer says of it all.

    Args:
        score: 0 to 10: would they recommend it?
        words: In their words.
        asked_at: When.
        asked_by: Who asked.
    """

    score: int
    words: str
    asked_at: datetime
    asked_by: str

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 10:
            raise ValueError(f"score is {self.score}; expected 0 to 10")


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class AggregationEnrolment:
    """The customer's choice to offer flexibility to the grid.

    Args:
        consent_id: The consent that covers it, and nothing else.
        consent_version: Its version.
        enrolled_at: Since when.
        serials: The devices.
        reserve_percent: What the battery keeps for its owner.
        ended_at: When it ended; None while it holds.
        ended_because: Why.
    """

    consent_id: str
    consent_version: int
    enrolled_at: datetime
    serials: tuple[str, ...]
    reserve_percent: Decimal
    ended_at: datetime | None = None
    ended_because: str = ""

    def __post_init__(self) -> None:
        if problem := next(self._contradictions(), ""):
            raise ValueError(problem)

    def _contradictions(self) -> Iterator[str]:
        if not 0 <= self.reserve_percent <= 100:
            yield f"reserve_percent is {self.reserve_percent}; expected 0 to 100"
        if (self.ended_at is None) == bool(self.ended_because):
            yield "what has ended says when and why, and what has not says neither"

    @property
    def holds(self) -> bool:
        """Whether the devices may be steered."""
        return self.ended_at is None
