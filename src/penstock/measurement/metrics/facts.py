"""Facts: the numbers that metric records take out of recorded information items."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from penstock.measurement.metrics.paths import Found, elements_of, found_at, within
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord

ONE = 1_000_000
_MOST, _MOST_DIGITS = 2**63 - 1, 19
_EPOCH, _US = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedItem:
    """A version of an information item, as it was recorded in a case.

    Args:
        stream_id: The case's value stream.
        stage_id: The stage in which it was recorded.
        case_id: The case.
        version: Its number among all that were recorded as this item in the case, from 1.
        at: When it was recorded.
        known_at: Since when the item is called so: when it was recorded, or renamed.
        content: What it says, as JSON does; None where it says no JSON.
    """

    stream_id: str
    stage_id: str
    case_id: str
    version: int
    at: datetime
    known_at: datetime
    content: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number of a metric, or two, out of one version of an item.

    Args:
        metric: The record's name.
        item: The item's term, as the record calls it.
        recorded: The version.
        part: Its number among several of one version, from 0.
        at: When it counts.
        numerator: The upper number in millionths; a moment in microseconds since 1970. None where
            it is not there, or where the version does not count.
        denominator: The lower one, likewise.
        versions: Which versions count.
    """

    metric: str
    item: str
    recorded: RecordedItem
    part: int
    at: datetime
    numerator: int | None
    denominator: int | None
    versions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A version of an item that was taken back, or that a stage opened again made void.

    What was taken back is as if it had not been recorded. What is void was recorded, and is the
    newest version until there is another: where the newest counts, none does meanwhile.

    Args:
        case_id: The case.
        item: The item's term, as records call it.
        version: The number of the version.
        at: When that happened.
        is_void: Whether its stage was opened again, and nobody took it back.
    """

    case_id: str
    item: str
    version: int
    at: datetime
    is_void: bool


def facts_of(record: MetricRecord, item: str, recorded: RecordedItem) -> tuple[Fact, ...]:
    """Return what a metric takes out of a version of an item; at least one fact.

    A version that does not count, or that lacks what is looked for, gives a fact without numbers,
    so that no older version takes its place.

    Args:
        record: The metric, whose numbers come from items.
        item: The item's term, the one or the other that the record names.
        recorded: The version.
    """
    source = record.source
    assert isinstance(source, FromItems)
    taken = list(_taken(record.kind, source, item, recorded))
    chosen = source.of_versions if item == source.of else source.versions
    return tuple(
        Fact(
            metric=record.name,
            item=item,
            recorded=recorded,
            part=part,
            at=at,
            numerator=upper,
            denominator=lower,
            versions=chosen.value,
        )
        for part, (upper, lower, at) in enumerate(taken)
    )


def items_of(record: MetricRecord) -> tuple[str, ...]:
    """Return the terms of the items that a metric takes its numbers out of."""
    if not isinstance(record.source, FromItems):
        return ()
    return tuple(filter(None, (record.source.item, record.source.of)))


Numbers = tuple[int | None, int | None]


def _taken(
    kind: Kind, source: FromItems, item: str, recorded: RecordedItem
) -> Iterator[tuple[int | None, int | None, datetime]]:
    """Yield the upper and the lower number of each element, and when they count."""
    content = recorded.content
    is_other = item == source.of
    upper = {} if is_other else _numbers(source.numerator, source, content)
    lower = _lower(source, content, is_other=is_other)
    where = () if is_other else source.where
    conditions = [(found_at(path, content), text.split(" | ")) for path, text in where]
    moments = {} if is_other else found_at(source.at, content)
    for element in elements_of([upper, lower, *(found for found, _ in conditions)]):
        counts = all(_text(within(found, element)) in texts for found, texts in conditions)
        numbers = (within(upper, element), within(lower, element)) if counts else (None, None)
        at = _moment(within(moments, element), source.zone) or recorded.at
        yield *_compared(kind, source, *numbers), at


def _lower(source: FromItems, content: Any, *, is_other: bool) -> Found:
    if source.of and not is_other:
        return {}
    return _numbers(source.denominator or ("1" if is_other else ""), source, content)


def _compared(kind: Kind, source: FromItems, upper: int | None, lower: int | None) -> Numbers:
    """Return the two numbers; for accuracy, how far they are apart, and how large the lower is."""
    if kind is not Kind.ACCURACY or source.of:
        return upper, lower
    if upper is None or lower is None:
        return None, None
    return abs(upper - lower), abs(lower)


def _numbers(expression: str, source: FromItems, content: Any) -> Found:
    """Return what an expression gives for each element: a number, or nothing."""
    if not expression:
        return {}
    if expression == "1":
        return {(): ONE}
    path, compares, text = (part.strip() for part in expression.partition(" = "))
    found = found_at(path, content)
    if compares:
        return {element: ONE * (_text(value) == text) for element, value in found.items()}
    return {element: number_of(value, source) for element, value in found.items()}


def number_of(value: Any, source: FromItems) -> int | None:
    """Return a field as a whole number: a number in millionths, a moment in microseconds.

    More than six decimals are rounded, halves to the even digit. None of what is neither, or has
    no place in 64 bits.
    """
    if isinstance(value, bool):
        return ONE * value
    number = _decimal(value)
    if number is not None:
        whole = int((number * ONE).to_integral_value(ROUND_HALF_EVEN))
        return whole if abs(whole) <= _MOST else None
    moment = _moment(value, source.zone)
    if moment is None:
        return None
    return (_day_of(moment, source.zone) if source.whole_days else moment - _EPOCH) // _US


def _day_of(moment: datetime, zone: str) -> timedelta:
    """Return the day on which a moment falls by the clock of a zone, as that day begins in UTC."""
    return datetime.combine(moment.astimezone(ZoneInfo(zone)).date(), time(), UTC) - _EPOCH


def _decimal(value: Any) -> Decimal | None:
    if not isinstance(value, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < _MOST_DIGITS else None


def _moment(value: Any, zone: str) -> datetime | None:
    """Return the moment that a text says; of a day, its beginning by the clock of a zone."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return zoned.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(value: Any) -> str:
    """Return a field as conditions write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
