"""From the sorted events of another system's cases to visits, case by case."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from penstock.delivery.holds import Hold
from penstock.delivery.models import StreamModel
from penstock.delivery.visits import Visit
from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.mapping import Fate, ForeignMapping, Step
from penstock.measurement.foreign.moments import at_us
from penstock.measurement.foreign.settling import holds_of, settled
from penstock.measurement.foreign.stages import Stages
from penstock.measurement.foreign.visiting import ForeignEvent, course_of

# A way of so many stages is no case: its column is another one. Ways are kept whole.
MOST_VISITS = 1_000
_STEPS = {str(step): step for step in Step}
Row = Mapping[str, Any]


class NoStreamError(ValueError):
    """Nothing tells which value stream a case belongs to."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(
            f"Nothing tells which value stream case {case_id} belongs to. Name it with --stream, "
            "in the map, or in a column."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignCase:
    """A case of another system, understood.

    Args:
        case_id: Its id there.
        model: The stages of its value stream.
        product: What it is about; empty where nothing tells.
        opened: When its first event was.
        visits: Its visits, in their order; at least one.
        is_over: Whether it was closed or cancelled.
        holds: The times it was on hold that are over.
    """

    case_id: str
    model: StreamModel
    product: str
    opened: datetime
    visits: tuple[Visit, ...]
    is_over: bool
    holds: tuple[Hold, ...] = ()


@dataclass(slots=True)
class Reader:
    """Understands cases, one after the other.

    Args:
        mapping: What the log means.
        faults: Where faults are counted.
        model_of: Returns the model of a stream.
        stream: The stream of cases that name none; may be empty.
    """

    mapping: ForeignMapping
    faults: Faults
    model_of: Callable[[str], StreamModel]
    stream: str = ""
    _streams: dict[str, Stages] = field(default_factory=dict)

    def case(self, case_id: str, rows: Iterable[Row]) -> ForeignCase | None:
        """Return a case; None of one without a visit, or with too many, which is counted.

        Raises:
            NoStreamError: Nothing tells its stream.
        """
        events = list(rows)
        stages = self._stages(case_id, _first(events, "stream") or self.stream)
        course = course_of(case_id, self._events(events, stages), self.mapping, self.faults)
        if len(course.drafts) > MOST_VISITS:
            where = f"case {case_id} with {len(course.drafts):,} visits"
            self.faults.add(FaultKind.TOO_LONG, where)
            return None
        found = settled(course, stages.model)
        if not found.visits:
            self.faults.add(FaultKind.NO_VISIT, f"case {case_id}")
            return None
        return ForeignCase(
            case_id=case_id,
            model=stages.model,
            product=_first(events, "product"),
            opened=at_us(min(row["at_us"] for row in events)),
            visits=found.visits,
            is_over=found.is_over,
            holds=tuple(holds_of(course, stages.model.stream_id)),
        )

    def _stages(self, case_id: str, stream: str) -> Stages:
        if not stream:
            raise NoStreamError(case_id)
        if stream not in self._streams:
            self._streams[stream] = Stages(self.model_of(stream), self.mapping)
        return self._streams[stream]

    def _events(self, rows: Iterable[Row], stages: Stages) -> Iterator[ForeignEvent]:
        """Yield the events that are steps of stages; the others are counted."""
        for row in rows:
            activity, place = row["activity"], row["place"]
            stage, step = stages.of(activity), _STEPS[row["step"]]
            if not stages.knows(stage):
                where = f"event {place}: {activity}"
                self.faults.add(FaultKind.UNKNOWN_STAGE, where, name=activity)
            if stage == Fate.IGNORED:
                self.faults.add(FaultKind.IGNORED, f"event {place}", name=activity)
            elif step is not Step.OTHER:
                yield _event(row, stage, step)


def _first(rows: Iterable[Row], name: str) -> str:
    return next((row[name] for row in rows if row[name]), "")


def _event(row: Row, stage: str, step: Step) -> ForeignEvent:
    return ForeignEvent(
        activity=row["activity"],
        stage=stage,
        step=step,
        at_us=row["at_us"],
        place=row["place"],
        resource=row["resource"],
        outcome=row["outcome"],
        reason=row["reason"],
        closes=row["closes"],
        criteria_met=row["criteria_met"],
        recorded_us=row["recorded_us"],
    )
