"""What a key metric is: a record with a name, a kind, and where its numbers come from."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How a metric is computed.

    What numerator and denominator are is told in `docs/reference/key-metrics.md`.
    """

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    CONVERSION = "conversion"
    DURATION = "duration"
    ON_TIME = "on time"
    FIRST_PASS = "first pass"  # noqa: S105  # a kind of metric is no password
    ACCURACY = "accuracy"
    UTILISATION = "utilisation"
    RATE = "rate"
    UPTIME = "uptime"
    RETENTION = "retention"


class At(StrEnum):
    """A moment in a case's life."""

    OPENED = "opened"
    ENTERED = "entered"
    STARTED = "started"
    EXITED = "exited"
    CLOSED = "closed"


class Versions(StrEnum):
    """Which versions of a case's item count."""

    NEWEST = "newest"
    FIRST = "first"
    EVERY = "every"


class Statistic(StrEnum):
    """Which figure of many durations is the metric's value."""

    MEDIAN = "median"
    MEAN = "mean"
    P90 = "p90"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment in a case's life.

    Args:
        at: What happens then.
        stage_id: In which stage; empty for a case's opening or closing.
        outcome: How the stage was left, where only that counts: `passed`, `reopened`, `cancelled`.
        last: Whether a later visit of the stage replaces an earlier one; the first counts else.
    """

    at: At
    stage_id: str = ""
    outcome: str = ""
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenMoments:
    """Numbers from moments: how many came to one, how many of them to the other, and how long.

    Args:
        begin: Where it begins; whoever has not come to `end` is open.
        end: Where it ends; None for kinds that count alone.
        within: The promise, such as `30 business days` or `48 hours`; empty where there is none.
    """

    begin: Moment
    end: Moment | None = None
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromItems:
    """Numbers from recorded information items.

    A path is field names with dots between; `[]` behind a name takes each element of a list, and
    several such elements make several facts of one item; `[-1]` takes the last one. Fields that
    hold a moment, a day, a number or yes and no (1 and 0) can be counted with; a number in quotes
    is a number. `PATH = TEXT` is 1 where the field is equal to the text, and 0 where it is not.

    Args:
        item: The item's term in the documents, such as `Preliminary energy analysis`.
        numerator: Where the upper number stands, or `1` to count.
        denominator: Where the lower one stands, or `1`; empty for kinds without one.
        where: Fields that must have a value for a fact to count: path and text it must be equal
            to, or several such texts with ` | ` between. A version that fails counts as nothing,
            and an older one does not take its place.
        versions: Which versions of a case's item count.
        at: Where the moment stands at which it counts; empty for when the item was recorded.
        of: Another item of the same case that gives the denominator; empty for the same item.
            A case that has one of both counts above or below alone.
        of_versions: Which versions of that item count.
        zone: By whose clock a day begins: a name such as `America/New_York`.
        whole_days: Whether moments count as the day on which they fall by that clock.
    """

    item: str
    numerator: str = "1"
    denominator: str = ""
    where: tuple[tuple[str, str], ...] = ()
    versions: Versions = Versions.NEWEST
    at: str = ""
    of: str = ""
    of_versions: Versions = Versions.NEWEST
    zone: str = "UTC"
    whole_days: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a metric should be.

    Args:
        value: The bound, in the metric's unit.
        at_least: Whether more is better.
        is_beyond: Whether the bound itself is not enough.
    """

    value: Decimal
    at_least: bool
    is_beyond: bool = False


class OwnerRule(StrEnum):
    """Why a metric is a role's own."""

    RECORD = "the record of the metric names it"
    STAGE = "it answers for the stage"
    STREAM = "it owns the stream"
    STREAM_OF_STAGE = "it owns the stream, for nobody answers for the stage"
    NOBODY = "the documents name nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRecord:
    """A key metric, defined.

    Args:
        name: Exactly what the documents call it.
        stream_id: Its value stream.
        stage_id: The stage whose table names it; empty for an indicator of the whole stream.
        kind: How it is computed.
        source: Where its numbers come from; None where nothing recorded says it.
        needs: What would have to be recorded, where `source` is None: a noun phrase.
        unit: The unit of its value: `%`, `days`, `business days`, `hours`, `cents`, `score`, `1`.
        scale: What a value is multiplied with before it is shown in its unit.
        statistic: Which figure of many durations it is.
        baseline: Where it stood, in its unit; None where nobody said.
        target: What it should be; None where nobody said.
        owner: The role that owns it; empty where the documents name nobody.
        owner_rule: Why it is theirs.
        meaning: What it tells, in a sentence.
        place: The file and line of the record.
    """

    name: str
    stream_id: str
    stage_id: str = ""
    kind: Kind
    source: BetweenMoments | FromItems | None
    needs: str = ""
    unit: str = "1"
    scale: Decimal = Decimal(1)
    statistic: Statistic = Statistic.MEDIAN
    baseline: Decimal | None = None
    target: Target | None = None
    owner: str = ""
    owner_rule: OwnerRule = OwnerRule.NOBODY
    meaning: str = ""
    place: str = ""
