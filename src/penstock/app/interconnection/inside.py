"""Behind the counter: what the program does in the cases of requests for those who applied."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from penstock.app.cases import By, Cases
from penstock.app.guarding.wanting import Ruling
from penstock.app.interconnection.answering import File
from penstock.app.interconnection.recorded import name_of, written
from penstock.casework.interconnection import ApplicationForm
from penstock.delivery import commands as do
from penstock.delivery.case import Phase, Status
from penstock.kernel.terms import key_of
from penstock.streams.aov_04_interconnection.items import (
    InterconnectionApplication,
    OneLineDiagram,
    SitePlan,
)

PROGRAM = "penstock"
DRAWINGS: Mapping[str, type] = {"one_line": OneLineDiagram, "site_plan": SitePlan}
"""What may be attached to an application, by what people call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What an applicant hands in.

    Args:
        form: The application.
        customer: Whom the connection is for, where no case of the company's tells; a consent of
            theirs is looked for.
        drawings: The drawings that are attached, by a name in `DRAWINGS`.
    """

    form: ApplicationForm
    customer: str
    drawings: Mapping[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Inside:
    """The cases of requests, as the program works them.

    Args:
        cases: The cases, as they were opened for whoever came.
    """

    cases: Cases

    @cached_property
    def own(self) -> Cases:
        """The cases without anybody who would have to be let in: applicants never enter them."""
        return replace(self.cases, door=None, answering=None)

    def file(self, request: str) -> File:
        """Return the file of a request.

        Raises:
            NoSuchCaseError: There is no such case.
        """
        shown = self.own.show(request)
        return File(case=shown.case, model=shown.model, blobs=self.cases.blobs)

    def take(self, request: str, handed: Handed, by: By) -> None:
        """Record an application and what is attached to it."""
        for name, content in handed.drawings.items():
            self._keep(request, DRAWINGS[name], content, by)
        now = self.cases.now()
        self.hand_in(request, InterconnectionApplication(form=handed.form, received_at=now), by)

    def hand_in(self, request: str, value: object, by: By) -> None:
        """Record an item in the case of a request; once for a key."""
        self._keep(request, type(value), written(value), by)

    def again(self, request: str, by: By, *, because: str) -> None:
        """Let the stage be worked once more, by what has come in."""
        case = self.own.case(request)
        if case.status is Status.OPEN and case.phase is Phase.WORKED:
            reopen = do.Reopen(stage_id=case.stage_id, reason=because)
            self.own.act(request, reopen, By(actor=PROGRAM, key=f"{by.key}/again"))

    def stop(self, file: File, ruling: Ruling, *, recipient: str) -> None:
        """Put a request on hold of which its applicant may not be told any more; once."""
        case = file.case
        if case.status is not Status.OPEN:
            return
        reason = f"{recipient} {ruling.denial}".rstrip(".")
        by = By(actor=PROGRAM, key=f"{case.case_id}/stopped/{case.version}")
        self.own.act(case.case_id, do.Hold(reason=reason), by)

    def answered(self, key: str) -> str:
        """Return what a command's key was answered; empty where it is new."""
        with self.cases.store.transaction() as transaction:
            before = transaction.answer_to(key)
        return before.text if before else ""

    def _keep(self, request: str, of: type, content: bytes, by: By) -> None:
        key = f"{by.key}/{key_of(of.__name__)}"
        # What was sent twice keeps the moment of the first time.
        if not self.answered(key):
            name = name_of(of, self.file(request).model)
            self.own.record(request, name, content, By(actor=by.actor, key=key))
