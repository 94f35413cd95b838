"""What a report says held against its checklist, and what reports come to, for every stream."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256

from penstock.casework.checklist.pictures import NoPictureError, picture_facts
from penstock.casework.checklist.reports import PartSerial, Reading, StepReport, TakenPhoto
from penstock.casework.checklist.saying import StepDone
from penstock.casework.checklist.steps import Checklist


def problems_of(said: StepDone, checklist: Checklist, attached: bytes | None) -> Iterator[str]:
    """Yield why a report does not fit its checklist, a sentence each."""
    yield from _step_problems(said, checklist)
    yield from _photo_problems(said, attached)


def report_of(said: StepDone, photo: bytes | None, *, by: str, at: datetime) -> StepReport:
    """Return what is kept of a report; of a photo, its hash."""
    return StepReport(
        step=said.step,
        reported_at=at,
        reported_by=by,
        photos=(taken(said.shows, photo),) if photo else (),
        readings=said.readings,
        serials=said.serials,
        removed=said.removed,
        signed_by=said.signed_by,
        failed_because=said.failed_because,
        note=said.note,
        done_at=said.done_at,
    )


def taken(shows: str, content: bytes) -> TakenPhoto:
    """Return what is kept of a photo in the report."""
    return TakenPhoto(shows=shows, sha256=sha256(content).hexdigest())


def built_in(reports: Sequence[StepReport]) -> tuple[PartSerial, ...]:
    """Return every piece that is built in; of a step that failed too, for it is still there."""
    here: dict[PartSerial, None] = {}
    for report in reports:
        here |= dict.fromkeys(report.serials)
        here = {each: None for each in here if each not in report.removed}
    return tuple(here)


def photos_of(reports: Sequence[StepReport]) -> tuple[TakenPhoto, ...]:
    """Return every photo that was taken, the oldest first."""
    return tuple(dict.fromkeys(each for report in reports for each in report.photos))


def last_readings(reports: Sequence[StepReport]) -> tuple[Reading, ...]:
    """Return the last reading of each name."""
    last = {reading.name: reading for each in reports for reading in each.readings}
    return tuple(last.values())


def _step_problems(said: StepDone, checklist: Checklist) -> Iterator[str]:
    step = checklist.step(said.step)
    if step is None:
        known = ", ".join(each.id for each in checklist.steps)
        yield f"There is no step “{said.step}”. Steps: {known}."
        return
    if said.shows and said.shows not in step.photos:
        listed = ", ".join(f"“{each}”" for each in step.photos) or "none"
        yield f"Step {step.id} needs no photo of “{said.shows}”. Photos: {listed}."
    names = [each.name for each in step.readings]
    for each in said.readings:
        if each.name not in names:
            listed = ", ".join(f"“{name}”" for name in names) or "none"
            yield f"Step {step.id} needs no reading “{each.name}”. Readings: {listed}."


def _photo_problems(said: StepDone, attached: bytes | None) -> Iterator[str]:
    if attached is None:
        if said.shows:
            yield f"No photo of “{said.shows}” is attached."
        return
    if not said.shows:
        yield "Say with shows what the photo shows."
    try:
        picture_facts(attached)
    except NoPictureError as error:
        yield str(error)
