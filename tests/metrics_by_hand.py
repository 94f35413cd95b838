"""Key metrics worked out case by case in plain Python: the other opinion on what engines answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from penstock.governance.service_levels.business_time import business_time_between, local_day
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.open_time import open_time
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Moment,
    Versions,
)
from penstock.measurement.metrics.tallies import State
from tests.logs import Row, SmallLog

# Month of UTC, state, upper number, lower number.
Group = tuple[int, int, int, int]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
US = timedelta(microseconds=1)
LENGTHS_US = {"hours": 60_000_000, "seconds": 1_000_000, "business hours": 60_000_000}
ONE = 1_000_000


def by_hand(record: MetricRecord, log: SmallLog, calendar: Calendar) -> Counter[Group]:
    """Return how often each group occurs by a record."""
    source = record.source
    if isinstance(source, FromItems):
        return Counter(_of_facts(record, source, log))
    assert isinstance(source, BetweenMoments)
    found = (_of_case(record, source, rows, log, calendar) for rows in _cases(log))
    return Counter(group for group in found if group is not None)


def _cases(log: SmallLog) -> Iterable[list[Row]]:
    found = defaultdict[str, list[Row]](list)
    for row in [*log.rows["visits"], *log.rows["open"]]:
        found[row["case_id"]].append(row)
    return found.values()


def _of_case(
    record: MetricRecord,
    source: BetweenMoments,
    rows: list[Row],
    log: SmallLog,
    calendar: Calendar,
) -> Group | None:
    begin = _moment(source.begin, rows)
    end = _moment(source.end, rows) if source.end else None
    over = min((row["recorded_at"] for row in rows if _ends(row)), default=None)
    if begin is None:
        return None
    if end is not None and end < begin:
        end = None
    judged = _judged(record, source, (begin, end, over), rows, log, calendar)
    if judged is None:
        return None
    state, upper = judged
    at = end if record.kind is Kind.DURATION and end else begin
    return _month(at), state, upper, 1 if state is State.COUNTS else 0


def _judged(
    record: MetricRecord,
    source: BetweenMoments,
    moments: tuple[datetime, datetime | None, datetime | None],
    rows: list[Row],
    log: SmallLog,
    calendar: Calendar,
) -> tuple[State, int] | None:
    """Return whether a case counts, and its upper number; None where it has no part in it."""
    begin, end, over = moments
    due = ServiceLevel.parse(source.within).due(calendar, begin) if source.within else None
    is_up = due is not None and due <= log.as_of
    kept = end is not None and (due is None or end < due)
    match record.kind:
        case Kind.CONVERSION:
            return _if(end is not None or over is not None or is_up, kept)
        case Kind.ON_TIME:
            is_gone = end is None and over is not None
            return None if is_gone else _if(end is not None or is_up, kept)
        case Kind.RETENTION:
            return _if(is_up, not kept)
        case Kind.FIRST_PASS:
            return _first_pass(source, rows, end or over if source.end else over)
        case Kind.DURATION:
            is_gone = end is None and over is not None
            length = _length(record.unit, begin, end, calendar) if end else 0
            return None if is_gone else (State.COUNTS if end else State.OPEN, length)
        case _:
            assert record.kind is Kind.COUNT
            return State.COUNTS, 1


def _if(settled: bool, hit: bool) -> tuple[State, int]:  # two facts of one case
    return (State.COUNTS, int(hit)) if settled else (State.OPEN, 0)


def _first_pass(
    source: BetweenMoments, rows: list[Row], settled: datetime | None
) -> tuple[State, int] | None:
    visits = [row for row in rows if row["stage"] == source.begin.stage_id]
    if settled is None:
        return State.OPEN, 0
    if visits[0]["outcome"] not in {"passed", "reopened"}:
        return None
    return State.COUNTS, int(len(visits) == 1 and visits[0]["outcome"] == "passed")


def _length(unit: str, begin: datetime, end: datetime, calendar: Calendar) -> int:
    if unit == "business days":
        return _business_days(begin, end, calendar)
    passed = business_time_between(calendar, begin, end) if "business" in unit else end - begin
    return (passed // US) // LENGTHS_US[unit]


def _business_days(begin: datetime, end: datetime, calendar: Calendar) -> int:
    """Return the least promise of business days that was kept; none on the day itself."""
    days = 1
    while ServiceLevel.parse(f"{days} business days").due(calendar, begin) <= end:
        days += 1
    closes = open_time(calendar).closings.get(local_day(calendar, begin))
    return 0 if closes is not None and end < closes else days


def _ends(row: Row) -> bool:
    return bool(row["closes"] or row["outcome"] == "cancelled")


def _moment(moment: Moment, rows: list[Row]) -> datetime | None:
    found = [at for row in rows if (at := _at(moment, row)) is not None]
    choose = max if moment.last else min
    return choose(found, default=None)


def _at(moment: Moment, row: Row) -> datetime | None:
    if moment.stage_id not in {"", row["stage"]} or moment.outcome not in {"", row["outcome"]}:
        return None
    if moment.at is At.CLOSED:
        return row["recorded_at"] if row["closes"] or moment.outcome == "cancelled" else None
    return row["entered" if moment.at is At.OPENED else moment.at.value]  # type: ignore[no-any-return]


def _month(moment: datetime) -> int:
    return moment.astimezone(UTC).year * 12 + moment.astimezone(UTC).month


def _of_facts(record: MetricRecord, source: FromItems, log: SmallLog) -> Iterator[Group]:
    rows = [row for row in log.rows["facts"] if row["metric"] == record.name]
    upper = _chosen(rows, source.item, source.versions)
    if source.of:
        lower = _chosen(rows, source.of, source.of_versions)
        pairs = list(_joined(record, upper, lower))
    else:
        pairs = [
            (row["at"], row["numerator"], row["denominator"] if source.denominator else ONE)
            for row in upper
        ]
    for at, over, under in pairs:
        yield from _of_pair(record, source, at, over, under, log.as_of)


def _chosen(rows: list[Row], item: str, versions: Versions) -> list[Row]:
    mine = [row for row in rows if row["item"] == item]
    if versions is Versions.EVERY:
        return mine
    choose = max if versions is Versions.NEWEST else min
    kept = defaultdict[str, list[int]](list)
    for row in mine:
        kept[row["case_id"]].append(row["version"])
    return [row for row in mine if row["version"] == choose(kept[row["case_id"]])]


def _joined(
    record: MetricRecord, upper: list[Row], lower: list[Row]
) -> Iterator[tuple[datetime, int | None, int | None]]:
    add = min if record.kind in {Kind.DURATION, Kind.ON_TIME} else sum
    for case in sorted({row["case_id"] for row in [*upper, *lower]}):
        over = [row for row in upper if row["case_id"] == case and row["numerator"] is not None]
        under = [row for row in lower if row["case_id"] == case and row["denominator"] is not None]
        if over or under:
            yield (
                min(row["at"] for row in under or over),
                add(row["numerator"] for row in over) if over else None,
                add(row["denominator"] for row in under) if under else None,
            )


def _of_pair(  # the three parts of a pair, and what judges them
    record: MetricRecord,
    source: FromItems,
    at: datetime,
    over: int | None,
    under: int | None,
    as_of: datetime,
) -> Iterator[Group]:
    month = _month(at)
    pair = _counted(record, source, over, under, (as_of - EPOCH) // US)
    if pair is not None:
        yield month, State.COUNTS, *pair
    elif over is None and under is not None:
        yield month, State.OPEN, 0, 0


def _counted(
    record: MetricRecord, source: FromItems, over: int | None, under: int | None, now_us: int
) -> tuple[int, int] | None:
    if record.kind in {Kind.COUNT, Kind.SUM, Kind.MEAN}:
        return None if over is None else (over, ONE)
    if record.kind is Kind.ON_TIME:
        is_known = under is not None and (over is not None or under < now_us)
        return (ONE if _in_time(over, under) else 0, ONE) if is_known else None
    if source.of and record.kind is Kind.RATIO:
        return over or 0, under or 0
    return None if over is None or under is None else _both(record, source, over, under)


def _in_time(end: int | None, promise: int | None) -> bool:
    return end is not None and promise is not None and end <= promise


def _both(record: MetricRecord, source: FromItems, over: int, under: int) -> tuple[int, int]:
    if record.kind is Kind.DURATION:
        return (over - under) // LENGTHS_US[record.unit], 1
    if record.kind is Kind.ACCURACY and source.of:
        return abs(over - under), abs(under)
    return over, under
