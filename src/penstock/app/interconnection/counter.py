"""The counter at which everybody applies to be connected, and is answered: one for all."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from penstock.app.cases import By, Cases
from penstock.app.cases.naming import NoSuchCaseError
from penstock.app.interconnection.answering import File, RequestStatus
from penstock.app.interconnection.applicants import Applicant, Asking
from penstock.app.interconnection.inside import PROGRAM, Handed, Inside
from penstock.app.interconnection.opening import PROCEDURE, STREAM, NotToldError, Opening
from penstock.app.interconnection.parties import Parties
from penstock.casework.interconnection import Answer, CompletionForm, missing
from penstock.delivery import commands as do
from penstock.delivery.models import StreamModel
from penstock.delivery.refusals import RefusedError
from penstock.governance.interconnection.parties import Filing
from penstock.kernel.sides import Side
from penstock.streams.aov_04_interconnection.items import (
    CertificateOfCompletion,
    CompletenessNotice,
    InterconnectionAgreement,
)


class IncompleteApplicationError(ValueError):
    """An application that is not taken: everything that it lacks, at once."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        listed = "".join(f"\n- {each}" for each in problems)
        super().__init__(f"The application is not complete, and was not taken:{listed}")


class NoSuchRequestError(LookupError):
    """An applicant names a request that is not theirs, be it there or not."""

    def __init__(self, request: str) -> None:
        self.request = request
        super().__init__(f"There is no request {request!r} that you have made.")


@dataclass(frozen=True, kw_only=True)
class Counter:
    """Where applications come in and answers are given out.

    What applicants want is done for them in the cases of the regulated side, which they never
    enter: by the same questions to the boundary, in the same words, whoever they are.

    Args:
        cases: The cases, as they were opened for whoever came.
    """

    cases: Cases

    @cached_property
    def model(self) -> StreamModel:
        """What new requests run on.

        Raises:
            NoSuchNameError: The documents know of no such procedure.
        """
        return self.cases.models.current(STREAM, procedure=PROCEDURE)

    @cached_property
    def parties(self) -> Parties:
        """Who may apply, and who has."""
        return Parties(records=self.cases.store.records, now=self.cases.now)

    @cached_property
    def inside(self) -> Inside:
        """What lies behind the counter."""
        return Inside(cases=self.cases)

    @cached_property
    def asking(self) -> Asking:
        """What asks the boundary."""
        return Asking(clearance=lambda: self.cases.clearance(PROGRAM), model=self.model)

    def apply(self, applicant: Applicant, handed: Handed, by: By) -> RequestStatus:
        """Take an application, and open the case of the request.

        Raises:
            IncompleteApplicationError: Something is missing; all of it is told.
            NotToldError: The boundary does not allow it.
            RefusedError: The case that needs the connection cannot wait for it now.
        """
        self._require_complete(handed)
        opening = Opening(
            cases=self.cases, model=self.model, parties=self.parties, asking=self.asking
        )
        request = opening.open(applicant, handed, by)
        self.parties.file(
            request, by=applicant.name, party=applicant.party, for_case=applicant.for_case
        )
        self.inside.take(request, handed, _as(applicant, by))
        return self._status(applicant, request)

    def amend(self, applicant: Applicant, request: str, handed: Handed, by: By) -> RequestStatus:
        """Take a corrected application, as long as the first was not found complete.

        Raises:
            NoSuchRequestError: The request is not theirs.
            IncompleteApplicationError: Something is missing; all of it is told.
            RefusedError: It was found complete before.
        """
        file = self._own(applicant, request)
        self._require_complete(handed)
        if file.has_passed(CompletenessNotice):
            because = "its application was found complete; withdraw it to apply for something else"
            raise RefusedError(request, because=because)
        self.inside.take(request, handed, _as(applicant, by))
        self.inside.again(request, by, because="the application was corrected")
        return self._status(applicant, request)

    def requests(self, applicant: Applicant) -> tuple[RequestStatus, ...]:
        """Return how the requests of an applicant stand; they are told of no others."""
        theirs = [each for each in self.parties.filings() if self._is_theirs(applicant, each)]
        return tuple(
            self._status(self._on_behalf(applicant, each.for_case), each.case_id) for each in theirs
        )

    def status(self, applicant: Applicant, request: str) -> RequestStatus:
        """Return how a request stands, who acts next and by when.

        Raises:
            NoSuchRequestError: It is not theirs.
        """
        self._own(applicant, request)
        return self._status(applicant, request)

    def answer(self, applicant: Applicant, request: str) -> Answer:
        """Return what was found and agreed: results, limits, reasons and costs.

        Raises:
            NoSuchRequestError: It is not theirs, or nothing came in yet.
            NotToldError: They may not be told, and the request stands still.
        """
        file = self._own(applicant, request)
        if denial := self._denial(applicant, file):
            raise NotToldError(f"Nothing is told of {request}: {applicant.recipient} {denial}")
        answer = file.answer()
        if answer is None:
            raise NoSuchRequestError(request)
        return answer

    def complete(
        self, applicant: Applicant, request: str, form: CompletionForm, by: By
    ) -> RequestStatus:
        """Take the certificate of completion, by which permission to operate is given.

        Raises:
            NoSuchRequestError: The request is not theirs.
            RefusedError: There is no agreement yet, or the request has ended.
        """
        file = self._own(applicant, request)
        if not file.has_passed(InterconnectionAgreement):
            because = "there is no interconnection agreement yet"
            raise RefusedError(request, because=because)
        certificate = CertificateOfCompletion(form=form, received_at=self.cases.now())
        self.inside.hand_in(request, certificate, _as(applicant, by))
        self.inside.again(request, by, because="a new certificate of completion came in")
        return self._status(applicant, request)

    def withdraw(self, applicant: Applicant, request: str, reason: str, by: By) -> RequestStatus:
        """Take a request back; it leaves the queue.

        Raises:
            NoSuchRequestError: It is not theirs.
            RefusedError: It has ended.
        """
        file = self._own(applicant, request)
        self.inside.own.act(file.case.case_id, do.Cancel(reason=reason), _as(applicant, by))
        return self._status(applicant, request)

    @property
    def zone(self) -> str:
        """The zone by which moments are told."""
        return self.model.calendar.zone if self.model.calendar else "UTC"

    def for_case(self, applicant: Applicant, case_id: str) -> Applicant:
        """Return an applicant of the company with the case that they act for.

        Raises:
            NoSuchCaseError: There is none, as far as they may know.
            RefusedError: They may see it, and not work it.
        """
        if self.cases.door:
            self.cases.door.case(case_id, do.LinkTo(other_case_id="", other_stream_id=STREAM))
        return self._on_behalf(applicant, case_id)

    def for_whom(self, applicant: Applicant, request: str) -> Applicant:
        """Return an applicant of the company with the case for which they made a request.

        Raises:
            RefusedError: They may see the case, and not work it.
        """
        filing = self.parties.filing(request)
        if applicant.party or filing is None or not self._is_theirs(applicant, filing):
            return applicant
        return self.for_case(applicant, filing.for_case)

    def _own(self, applicant: Applicant, request: str) -> File:
        filing = self.parties.filing(request)
        if filing is None or not self._is_theirs(applicant, filing):
            raise NoSuchRequestError(request)
        return self.inside.file(request)

    def _is_theirs(self, applicant: Applicant, filing: Filing) -> bool:
        if applicant.party or filing.party:
            return filing.party == applicant.party
        if applicant.for_case:
            return filing.for_case == applicant.for_case
        try:
            self.cases.case(filing.for_case)
        except NoSuchCaseError:
            return False
        return True

    def _on_behalf(self, applicant: Applicant, case_id: str) -> Applicant:
        """Return an applicant who acts for the side of a case; a third party for itself."""
        if not case_id:
            return applicant
        side = Side.read(self.cases.show(case_id).model.side)
        return replace(applicant, for_case=case_id, hat=side)

    def _status(self, applicant: Applicant, request: str) -> RequestStatus:
        """Return how a request stands, or that it stands still, where they may be told no more."""
        file = self.inside.file(request)
        if self._denial(applicant, file):
            return self.inside.file(request).silence()
        return file.status()

    def _denial(self, applicant: Applicant, file: File) -> str:
        """Return why an applicant may not be told of a request; it then stands still."""
        ruling = self.asking.may_know(applicant, file.case)
        if ruling.denial:
            self.inside.stop(file, ruling, recipient=applicant.recipient)
        return ruling.denial

    def _require_complete(self, handed: Handed) -> None:
        if problems := missing(handed.form, on=self._today()):
            raise IncompleteApplicationError(problems)

    def _today(self) -> date:
        return self.cases.now().astimezone(ZoneInfo(self.zone)).date()


def _as(applicant: Applicant, by: By) -> By:
    return By(actor=applicant.name, key=by.key)
