"""What was reported of steps, and what is still missing: nothing is done before it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from annotated_types import MinLen

from penstock.casework.checklist.steps import Checklist, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPhoto:
    """A photo that was taken: what it shows, and the hash of the picture."""

    shows: Annotated[str, MinLen(1)]
    sha256: Annotated[str, MinLen(64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was measured."""

    name: Annotated[str, MinLen(1)]
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSerial:
    """A piece that was built in, by its part number and serial number."""

    part_number: Annotated[str, MinLen(1)]
    serial_number: Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReport:
    """What somebody reports of a step; a later report of the same step adds to the earlier ones.

    Args:
        step: The id of the step.
        reported_at: When.
        reported_by: Who.
        photos: What was photographed.
        readings: What was measured; a later reading of the same name counts.
        serials: Which pieces were built in.
        removed: Which pieces were taken out again.
        signed_by: Who answers for the step; empty where nobody has signed.
        failed_because: Why it is not right and has to be done again; empty where it is.
        note: What else is to be known.
        done_at: When it was done, where it was reported later: there may have been no signal.
    """

    step: Annotated[str, MinLen(1)]
    reported_at: datetime
    reported_by: str
    photos: tuple[TakenPhoto, ...] = ()
    readings: tuple[Reading, ...] = ()
    serials: tuple[PartSerial, ...] = ()
    removed: tuple[PartSerial, ...] = ()
    signed_by: str = ""
    failed_because: str = ""
    note: str = ""
    done_at: datetime | None = None


class StepState(StrEnum):
    """How far a step is."""

    OPEN = "not begun"
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    DONE = "done"
    REWORKED = "done after rework"


def states(checklist: Checklist, reports: Sequence[StepReport]) -> Mapping[str, StepState]:
    """Return how far each step is."""
    return {each.id: state_of(each, _of(each, reports)) for each in checklist.steps}


def missing(checklist: Checklist, reports: Sequence[StepReport]) -> tuple[str, ...]:
    """Return all that is missing until every step is done, a sentence each."""
    return tuple(
        f"Step {step.id}: {each}."
        for step in checklist.steps
        for each in _missing(step, _of(step, reports))
    )


def state_of(step: Step, reports: Sequence[StepReport]) -> StepState:
    """Return how far a step is, by its own reports."""
    if not reports:
        return StepState.OPEN
    if list(_wrong(step, reports)):
        return StepState.FAILED
    if list(_missing(step, reports)):
        return StepState.INCOMPLETE
    return StepState.REWORKED if was_reworked(step, reports) else StepState.DONE


def was_reworked(step: Step, reports: Sequence[StepReport]) -> bool:
    """Tell whether any report of a step said that it was not right."""
    return any(each.failed_because or any(_out_of_limits(step, each.readings)) for each in reports)


def quality_percent(checklist: Checklist, reports: Sequence[StepReport]) -> Decimal | None:
    """Return the share of the steps that were done which were right the first time [%].

    quality = steps right the first time / steps done or failed * 100; None while none is.
    The definition is ours: first-time-right, as first-pass yield counts it (ASQ).
    """
    found = list(states(checklist, reports).values())
    judged = [each for each in found if each not in {StepState.OPEN, StepState.INCOMPLETE}]
    if not judged:
        return None
    return (100 * Decimal(judged.count(StepState.DONE)) / len(judged)).quantize(Decimal("0.1"))


def _of(step: Step, reports: Sequence[StepReport]) -> list[StepReport]:
    return [each for each in reports if each.step == step.id]


def _missing(step: Step, reports: Sequence[StepReport]) -> Iterator[str]:
    """Yield what a step lacks, as the part of a sentence."""
    if not reports:
        yield f"“{step.title}” is not reported"
        return
    yield from _wrong(step, reports)
    good = _since_failure(reports)
    shown = {photo.shows for each in good for photo in each.photos}
    yield from (f"the photo “{each}” is missing" for each in step.photos if each not in shown)
    read = {reading.name for each in good for reading in each.readings}
    for limit in step.readings:
        if limit.name not in read:
            yield f"the reading “{limit.name}” is missing ({limit.in_words})"
    parts = {serial.part_number for each in reports for serial in each.serials}
    yield from (
        f"no serial number of {each} is written down"
        for each in step.serial_parts
        if each not in parts
    )
    if step.needs_signature and not any(each.signed_by for each in good):
        yield "nobody has signed for it"


def _wrong(step: Step, reports: Sequence[StepReport]) -> Iterator[str]:
    if reports[-1].failed_because:
        yield f"it has to be done again, because {reports[-1].failed_because}"
    last = {reading.name: reading for each in reports for reading in each.readings}
    yield from _out_of_limits(step, tuple(last.values()))


def _since_failure(reports: Sequence[StepReport]) -> list[StepReport]:
    """Return the reports since the last failure; what was shown before it shows nothing now."""
    failed = [place for place, each in enumerate(reports) if each.failed_because]
    return list(reports[failed[-1] + 1 :] if failed else reports)


def _out_of_limits(step: Step, readings: Sequence[Reading]) -> Iterator[str]:
    limits = {each.name: each for each in step.readings}
    for each in readings:
        limit = limits.get(each.name)
        if limit is not None and not limit.holds(each.value):
            yield (
                f"the reading “{each.name}” is {each.value} {limit.unit} and has to be "
                f"{limit.in_words}"
            )
