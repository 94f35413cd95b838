"""The use case of checking a stream for alerts: measured, judged, and put into words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from penstock.app.measuring.figures import shown_number, shown_target, shown_value
from penstock.app.measuring.flowing import held_up
from penstock.app.measuring.measured import Measured
from penstock.measurement.alerts.alert import Cause
from penstock.measurement.alerts.following import Said
from penstock.measurement.alerts.judging import Judged, Unjudged, judged
from penstock.measurement.flow.bottlenecks import Bottleneck, cause_in_words
from penstock.measurement.metrics.records import Kind, MetricRecord
from penstock.measurement.ports import Log

_OF_TIME = frozenset({Kind.DURATION, Kind.ON_TIME})


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What was found of a stream's metrics.

    Args:
        said: What the months say that tell something.
        unjudged: The metrics with a target of which they say nothing.
        unowned: The metrics that nobody owns.
    """

    said: tuple[Said, ...]
    unjudged: tuple[Unjudged, ...]
    unowned: tuple[MetricRecord, ...]


def checked(found: Measured, log: Log) -> Checked:
    """Return what a measured stream's months say."""
    told = tuple(judged(found.results, today=found.as_of.date()))
    wording = _Wording(found, lambda: held_up(log, found.wish))
    records = [each.record for each in told]
    return Checked(
        said=tuple(
            Said(judged=each, side=found.wish.side, sentence=wording.sentence(each))
            for each in told
            if isinstance(each, Judged)
        ),
        unjudged=tuple(each for each in told if isinstance(each, Unjudged)),
        unowned=tuple(each for each in dict.fromkeys(records) if not each.owner),
    )


@dataclass(frozen=True)
class _Wording:
    """Puts what a month says into a sentence.

    Args:
        found: The stream, measured.
        slowest: Returns what holds its cases up; asked where a sentence tells of time alone.
    """

    found: Measured
    slowest: Callable[[], tuple[Bottleneck, ...]]

    def sentence(self, each: Judged) -> str:
        """Return what a month says: metric, stage, figure against what it is held to, how many."""
        against = self._target(each) if each.cause is Cause.MISSED else _limits(each)
        number = f"{each.month.count:,} counted"
        if each.month.open_count:
            number += f", {each.month.open_count:,} open"
        told = f"{self._name(each.record)} {against} in {each.month.month:%Y-%m} ({number})"
        if each.is_trouble and each.since < each.month.month:
            told += f", and so since {each.since:%Y-%m}"
        return f"{told}.{self._cause(each)}"

    def _target(self, each: Judged) -> str:
        value = shown_value(each.month.value, each.record.unit)
        verb = "missed its target:" if each.is_trouble else "met its target:"
        unit = "" if each.record.unit == "1" else f" {each.record.unit}"
        return f"{verb} {value} against {shown_target(each.record.target)}{unit}"

    def _name(self, record: MetricRecord) -> str:
        stages = {each.id: each.name for each in self.found.wish.stages}
        if not record.stage_id:
            return f"{record.name} of {record.stream_id} {self.found.wish.stream.name}"
        return f"{record.name} of {record.stage_id} {stages.get(record.stage_id, '')}".rstrip()

    def _cause(self, each: Judged) -> str:
        if not each.is_trouble or each.record.kind not in _OF_TIME:
            return ""
        stage_id = each.record.stage_id
        known = [one for one in self._slowest if stage_id in {"", one.stage_id} and one.cause]
        return f" {cause_in_words(known[0])}" if known else ""

    @cached_property
    def _slowest(self) -> tuple[Bottleneck, ...]:
        return self.slowest()


def _limits(each: Judged) -> str:
    assert each.point is not None  # whatever was held against limits has its point
    value = shown_value(each.month.value, each.record.unit)
    low, high = (shown_number(limit) for limit in _bounds(each))
    verb = "left its usual variation:" if each.is_trouble else "lay in its usual variation:"
    return f"{verb} {value} against {low} to {high}"


def _bounds(each: Judged) -> Iterator[Decimal]:
    assert each.point is not None
    for limit in (each.point.lower, each.point.upper):
        yield Decimal(str(round(limit, 6)))
