"""What is told of a request: how it stands, who acts next and by when, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from penstock.app.cases.blobs import Blobs
from penstock.app.interconnection.recorded import newest
from penstock.casework.interconnection import Answer
from penstock.delivery.case import Case, Phase, Status
from penstock.delivery.links import has_passed
from penstock.delivery.models import StageModel, StreamModel
from penstock.delivery.needs import outputs_missing
from penstock.kernel.terms import key_of
from penstock.streams.aov_04_interconnection.answering import Record, answer_of
from penstock.streams.aov_04_interconnection.items import (
    CertificateOfCompletion,
    CompletenessNotice,
    InterconnectionAgreement,
    InterconnectionApplication,
    PermissionToOperateNotice,
    ScreeningResult,
    StudyResult,
)

_T = TypeVar("_T")
APPLICANT = "applicant"
# What only the applicant can hand in.
_FROM_THE_APPLICANT = {
    key_of(each.__name__) for each in (InterconnectionApplication, CertificateOfCompletion)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next.

    Args:
        sentence: What has to happen.
        owner: Who acts: `applicant`, or a role of the utility.
        due: The first moment that is too late; None where no clock runs.
    """

    sentence: str
    owner: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStatus:
    """How a request stands.

    Args:
        request: Its id.
        state: In a few words.
        stage: The stage it is in.
        received_at: When the application came in.
        stopped: Why it is on hold; empty where it goes on.
        next: What comes next; None where nothing does.
    """

    request: str
    state: str
    stage: str
    received_at: datetime
    stopped: str
    next: Step | None


@dataclass(frozen=True, kw_only=True)
class File:
    """The file of a request, as it may be told.

    Args:
        case: Its case.
        model: What it runs on.
        blobs: Where contents are.
    """

    case: Case
    model: StreamModel
    blobs: Blobs

    def answer(self) -> Answer | None:
        """Return what is told of what was found; None before an application came in.

        A result counts when its stage was closed. What is missing, and why a system may not run
        yet, is told at once: it is the applicant who mends it.
        """
        application = self.newest(InterconnectionApplication)
        if application is None:
            return None
        permission = self.newest(PermissionToOperateNotice)
        if permission and permission.is_granted:
            permission = self._closed(PermissionToOperateNotice)
        record = Record(
            application=application,
            notice=self._notice(),
            screening=self._closed(ScreeningResult),
            study=self._closed(StudyResult),
            agreement=self._closed(InterconnectionAgreement),
            permission=permission,
        )
        return answer_of(self.case.case_id, record)

    def status(self) -> RequestStatus:
        """Return how it stands."""
        answer, case = self.answer(), self.case
        state = answer.state if answer else "no application yet"
        if case.status is Status.CANCELLED:
            state = f"withdrawn: {case.reason}"
        return RequestStatus(
            request=case.case_id,
            state=state,
            stage=self.stage.name,
            received_at=answer.received_at if answer else case.opened_at,
            stopped=case.reason if case.status is Status.HELD else "",
            next=self._next(),
        )

    def silence(self) -> RequestStatus:
        """Return what an applicant is told of it who may not be told how it stands."""
        return RequestStatus(
            request=self.case.case_id,
            state="stands still",
            stage="",
            received_at=self.case.opened_at,
            stopped=self.case.reason if self.case.status is Status.HELD else "no consent",
            next=None,
        )

    @property
    def stage(self) -> StageModel:
        """The stage that it is in."""
        return self.model.stage(self.case.stage_id)

    def has_passed(self, of: type) -> bool:
        """Tell whether the stage was closed that gives out an item of a type."""
        return any(
            key_of(item) == key_of(of.__name__) and has_passed(self.case, stage.id, self.model)
            for stage in self.model.stages
            for item in stage.outputs
        )

    def newest(self, of: type[_T]) -> _T | None:
        """Return the newest version of an item; None where none counts."""
        return newest(of, self.case, self.model, self.blobs)

    def _closed(self, of: type[_T]) -> _T | None:
        return self.newest(of) if self.has_passed(of) else None

    def _notice(self) -> CompletenessNotice | None:
        notice = self.newest(CompletenessNotice)
        if notice is None or not notice.is_complete:
            return notice
        return self._closed(CompletenessNotice)

    def _next(self) -> Step | None:
        case = self.case
        if case.ended or case.status is Status.HELD:
            return None
        steps = (*self._mending(), *self._waiting(), *self._working())
        return steps[0]

    def _mending(self) -> Iterator[Step]:
        """Yield what the applicant mends before the utility can go on."""
        notice = self._notice()
        if notice and not notice.is_complete and not self.has_passed(CompletenessNotice):
            first = min(each.due_on for each in notice.deficiencies)
            yield Step(
                sentence=f"mends what is missing, on {first} at the latest: "
                + "; ".join(each.what for each in notice.deficiencies),
                owner=APPLICANT,
            )
        permission = self.newest(PermissionToOperateNotice)
        if permission and not permission.is_granted:
            reasons = "; ".join(permission.reasons)
            yield Step(
                sentence=f"mends this and hands in a new certificate of completion: {reasons}",
                owner=APPLICANT,
            )

    def _waiting(self) -> Iterator[Step]:
        if self.case.phase is not Phase.WAITING:
            return
        for item in self.stage.inputs:
            if not self.case.has(item) and key_of(item) in _FROM_THE_APPLICANT:
                yield Step(sentence=f"hands in “{item}”", owner=APPLICANT)

    def _working(self) -> Iterator[Step]:
        stage = self.stage
        if self.case.phase is Phase.WORKED:
            yield Step(sentence=f"closes “{stage.name}”", owner=stage.accountable, due=self._due())
            return
        owner = " or ".join(stage.responsible)
        missing = outputs_missing(self.case, stage)
        what = f"finishes “{missing[0]}”" if missing else f"finishes “{stage.name}”"
        yield Step(sentence=what, owner=owner, due=self._due())

    def _due(self) -> datetime | None:
        ticking = self.case.clocks.get("stage")
        if ticking is None or ticking.clock.pause:
            return None
        return ticking.clock.deadline.due
