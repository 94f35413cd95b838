"""Reports of the same step by several people: what adds up, and what only a person can decide."""

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from penstock.casework.checklist.reports import PartSerial, StepReport
from penstock.casework.checklist.saying import StepDone
from penstock.casework.checklist.steps import Checklist


@runtime_checkable
class ReportedWork(Protocol):
    """What an information item has that keeps a checklist and what was reported of it."""

    @property
    def checklist(self) -> Checklist:
        """What is to be done."""
        ...

    @property
    def reports(self) -> tuple[StepReport, ...]:
        """What was reported, the oldest first."""
        ...


def is_known(said: StepDone, reports: Sequence[StepReport], *, by: str, sha256: str = "") -> bool:
    """Tell whether somebody has reported the very same of a step before.

    Args:
        said: What they report.
        reports: What was reported.
        by: Who reports.
        sha256: The hash of the picture that goes along; empty for none.
    """
    return any(
        each.reported_by == by
        and _facts(each) == _facts(said)
        and [(photo.shows, photo.sha256) for photo in each.photos]
        == ([(said.shows, sha256)] if sha256 else [])
        for each in reports
    )


def disagreements(said: StepDone, meanwhile: Sequence[StepReport], *, by: str) -> tuple[str, ...]:
    """Return what others have reported of a step meanwhile that cannot hold with this, in words.

    Photos, serial numbers and signatures add up; readings of one name do where they are equal, and
    a step is either right or has to be done again.

    Args:
        said: What somebody reports.
        meanwhile: What was reported since they last saw the job, the oldest first.
        by: Who reports.
    """
    others = [each for each in meanwhile if each.step == said.step and each.reported_by != by]
    return tuple(dict.fromkeys(each for report in others for each in _against(said, report)))


def _against(said: StepDone, other: StepReport) -> Iterator[str]:
    read = {each.name: each.value for each in other.readings}
    for each in said.readings:
        if each.name in read and read[each.name] != each.value:
            yield (
                f"{other.reported_by} read {read[each.name]} for “{each.name}”, and here it is "
                f"{each.value}"
            )
    if said.failed_because and other.signed_by and not other.failed_because:
        yield f"{other.reported_by} has reported the step as done, signed by {other.signed_by}"
    if other.failed_because and said.signed_by and not said.failed_because:
        yield (
            f"{other.reported_by} has reported that it has to be done again, because "
            f"{other.failed_because}"
        )
    for serial in said.serials:
        if serial in other.serials:
            yield f"{other.reported_by} has written {_words(serial)} down already"


def _words(serial: PartSerial) -> str:
    return f"{serial.serial_number} of {serial.part_number}"


def _facts(told: StepDone | StepReport) -> tuple[object, ...]:
    return (
        told.step,
        told.readings,
        told.serials,
        told.removed,
        told.signed_by,
        told.failed_because,
        told.note,
    )
