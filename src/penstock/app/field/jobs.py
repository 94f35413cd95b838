"""A job as a crew sees it: where and when it is, what is to be done, and what is still missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from penstock.app.cases.acting import By, new_key
from penstock.app.cases.naming import NoSuchNameError
from penstock.app.cases.standing import Standing
from penstock.app.cases.usecases import Cases
from penstock.app.field.acts import FieldActs, field_acts
from penstock.app.items.problems import UnfitItemError
from penstock.app.items.values import item_among, value_of
from penstock.casework.appointment.jobs import Appointment
from penstock.casework.checklist.agreeing import ReportedWork
from penstock.casework.checklist.reports import StepReport, StepState, missing, state_of
from penstock.casework.checklist.steps import Checklist, Step
from penstock.delivery.case import Case
from penstock.delivery.refusals import RefusedError
from penstock.delivery.stage_acts import ActRefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStep:
    """A step of a job, and how far it is.

    Args:
        step: What is to be done.
        state: How far it is.
        lacking: What is missing until it is done, a sentence each.
        reports: What was reported of it, the oldest first.
    """

    step: Step
    state: StepState
    lacking: tuple[str, ...]
    reports: tuple[StepReport, ...]

    @property
    def shown(self) -> frozenset[str]:
        """What photos there are of it, since it last had to be done again."""
        failed = [place for place, each in enumerate(self.reports) if each.failed_because]
        good = self.reports[failed[-1] + 1 :] if failed else self.reports
        return frozenset(photo.shows for each in good for photo in each.photos)

    def serials(self, part_number: str) -> tuple[str, ...]:
        """Return the serial numbers of a part that are written down."""
        told = [each for report in self.reports for each in report.serials]
        return tuple(each.serial_number for each in told if each.part_number == part_number)

    def read(self, name: str) -> str:
        """Return what was last read; empty where nothing was."""
        values = [each.value for report in self.reports for each in report.readings]
        names = [each.name for report in self.reports for each in report.readings]
        found = [value for value, of in zip(values, names, strict=True) if of == name]
        return str(found[-1]) if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A case that is worked in the field.

    Args:
        standing: Where the case stands.
        case: The case.
        acts: What is done in the field in its stage; None where nothing is.
        work: Its checklist and reports; what it will be where the work has not begun.
        has_begun: Whether the work has begun.
        because: Why it cannot be worked now; empty where it can.
        appointment: When which crew comes; None where none is booked.
    """

    standing: Standing
    case: Case
    acts: FieldActs | None
    work: ReportedWork | None
    has_begun: bool
    because: str = ""
    appointment: Appointment | None = None

    @property
    def case_id(self) -> str:
        """The case."""
        return self.case.case_id

    @property
    def seen(self) -> int:
        """How many reports there are, so that it can be told what came meanwhile."""
        return len(self.work.reports) if self.work else 0

    @property
    def steps(self) -> tuple[JobStep, ...]:
        """What is to be done, in order."""
        return tuple(_steps(self.work)) if self.work else ()

    @property
    def done_count(self) -> int:
        """How many steps are done."""
        return sum(each.state in {StepState.DONE, StepState.REWORKED} for each in self.steps)

    @property
    def photos_lacking(self) -> int:
        """How many photos are still to be taken."""
        return sum(len(set(each.step.photos) - each.shown) for each in self.steps)


def job_of(cases: Cases, case_id: str, *, person: str, appointment: Appointment | None) -> Job:
    """Return a job as somebody may see it.

    Raises:
        NoSuchCaseError: There is none, as far as they may know.
        RefusedError: What was reported of it may not be shown to them.
    """
    case, standing = cases.case(case_id), cases.explain(case_id)
    model = cases.store.model(case.fingerprint)
    code = cases.streams.code(model.stream_id) if cases.streams.are_about(model) else None
    acts = field_acts(code.acts).get(case.stage_id) if code else None
    work, because = _work(cases, case, acts, person=person)
    begun = acts is not None and case.has(item_among(acts.kept, model.items))
    return Job(
        standing=standing,
        case=case,
        acts=acts,
        work=work,
        has_begun=begun,
        because=_closed(standing, acts) or because,
        appointment=appointment,
    )


def _closed(standing: Standing, acts: FieldActs | None) -> str:
    """Return why nothing of a case is reported from the field, whatever it holds."""
    if standing.status != "open":
        return f"the case is {standing.status}{f': {standing.reason}' * bool(standing.reason)}"
    if acts is None:
        return f"it is in stage {standing.stage_id} {standing.stage}, which has no work on site"
    return ""


def _work(
    cases: Cases, case: Case, acts: FieldActs | None, *, person: str
) -> tuple[ReportedWork | None, str]:
    """Return a checklist with its reports, and why there is none or why it cannot begin."""
    if acts is None:
        return None, ""
    name = item_among(acts.kept, cases.store.model(case.fingerprint).items)
    try:
        if case.has(name):
            return _value(acts, cases.content(case.case_id, name), name), ""
        return _foreseen(cases, case, acts, person=person, name=name), ""
    except (ActRefusedError, UnfitItemError) as error:
        return None, str(error)
    except (NoSuchNameError, RefusedError) as error:
        return None, getattr(error, "because", str(error))


def _foreseen(
    cases: Cases, case: Case, acts: FieldActs, *, person: str, name: str
) -> ReportedWork | None:
    """Return the checklist that the work will have, so that a phone can take it along."""
    if acts.begin is None:
        return None
    tried = cases.try_act(case.case_id, acts.begin.name, By(actor=person, key=new_key()))
    return _value(acts, tried.made[name], name)


def _value(acts: FieldActs, content: bytes, name: str) -> ReportedWork:
    found = value_of(acts.kept, content, item=name)
    assert isinstance(found, ReportedWork), f"{acts.kept.name} has a checklist and reports."
    return found


def _steps(work: ReportedWork) -> Iterator[JobStep]:
    for step in work.checklist.steps:
        own = tuple(each for each in work.reports if each.step == step.id)
        yield JobStep(
            step=step, state=state_of(step, own), lacking=_lacking(step, own), reports=own
        )


def _lacking(step: Step, reports: Sequence[StepReport]) -> tuple[str, ...]:
    if not reports:
        return ()
    # Beside the step, nobody needs to be told which one it is.
    told = missing(Checklist(name=step.id, steps=(step,)), reports)
    return tuple(_sentence(each.removeprefix(f"Step {step.id}: ")) for each in told)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
