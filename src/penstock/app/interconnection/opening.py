"""Opening the case of a request: by itself for a third party, linked for a case of the company."""

from dataclasses import dataclass

from penstock.app.cases import By, Cases, Standing
from penstock.app.cases.beginning import opening
from penstock.app.guarding.wanting import Ruling
from penstock.app.interconnection.applicants import Applicant, Asking
from penstock.app.interconnection.inside import Handed, Inside
from penstock.app.interconnection.parties import Parties
from penstock.delivery import commands as do
from penstock.delivery.models import StreamModel
from penstock.kernel.terms import key_of
from penstock.streams.aov_04_interconnection.items import (
    InterconnectionAgreement,
    InterconnectionApplication,
)

STREAM, PROCEDURE = "AOV-04", "interconnection"


class NotToldError(Exception):
    """An applicant may not be told of a request, or may not apply."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Opens the cases of requests.

    Args:
        cases: The cases, as they were opened for whoever came.
        model: What new requests run on.
        parties: Who has filed which request.
        asking: Asks the boundary.
    """

    cases: Cases
    model: StreamModel
    parties: Parties
    asking: Asking

    def open(self, applicant: Applicant, handed: Handed, by: By) -> str:
        """Return the id of the request, which is opened unless it is there already.

        Raises:
            NotToldError: The boundary does not allow it.
            RefusedError: The case that needs the connection cannot wait for it now.
        """
        if applicant.for_case:
            return self._linked(applicant, by)
        service = handed.form.service
        who = {"customer": handed.customer, "account": service.account, "premise": service.premise}
        case_id = self._next_id(applicant, by)
        self._require(applicant, opening(self.model, case_id=case_id, about=who))
        mine = By(actor=applicant.name, key=by.key)
        inside = Inside(cases=self.cases).own
        answer = inside.open(STREAM, mine, procedure=PROCEDURE, case_id=case_id, **who)
        return Standing.from_json(answer).case_id

    def _linked(self, applicant: Applicant, by: By) -> str:
        case = self.cases.case(applicant.for_case)
        for other, link in case.links.items():
            if link.stream_id == STREAM and self._is_empty(other):
                return other
        who = {"customer": case.customer, "account": case.account, "premise": case.premise}
        self._require(applicant, opening(self.model, case_id=f"{case.case_id}-{STREAM}", about=who))
        self.cases.link_new(
            case.case_id, STREAM, by, procedure=PROCEDURE, until=self._agreement_stage
        )
        # What opens a case for another has the key of the link, and something behind it.
        return Standing.from_json(Inside(cases=self.cases).answered(f"{by.key}/open")).case_id

    def _is_empty(self, request: str) -> bool:
        """Tell whether a case is a request that waits for its application."""
        file = Inside(cases=self.cases).file(request)
        has_one = file.newest(InterconnectionApplication) is not None
        return file.model.procedure == PROCEDURE and not file.case.ended and not has_one

    def _next_id(self, applicant: Applicant, by: By) -> str:
        """Return an id that tells of the requests of this applicant alone."""
        if before := Inside(cases=self.cases).answered(by.key):
            return Standing.from_json(before).case_id
        own = sum(each.party == applicant.party for each in self.parties.filings())
        return f"{STREAM}-{applicant.party}-{own + 1}"

    def _require(self, applicant: Applicant, wanted: do.Open) -> None:
        ruling: Ruling = self.asking.may_apply(applicant, wanted)
        if ruling.denial:
            raise NotToldError(
                "Nothing was applied for, because nobody could be told what comes of it: "
                f"{applicant.recipient} {ruling.denial}"
            )

    @property
    def _agreement_stage(self) -> str:
        wanted = key_of(InterconnectionAgreement.__name__)
        return next(
            stage.id
            for stage in self.model.stages
            if wanted in {key_of(item) for item in stage.outputs}
        )
