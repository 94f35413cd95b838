"""A case of the interconnection procedure walked by its acts, on any database."""

from datetime import datetime

from penstock.casework.interconnection import ApplicationForm, CompletionForm
from penstock.delivery import commands as do
from penstock.streams.aov_04_interconnection.items import (
    CertificateOfCompletion,
    InterconnectionApplication,
)
from tests.sales_walk import Walk, by

ENGINEER = "mara"


class InterconnectionWalk(Walk):
    """One request, and the engineer who works on it."""

    def apply(self, form: ApplicationForm, received_at: datetime) -> "InterconnectionWalk":
        """Open the case, and record the application."""
        self.cases.open("AOV-04", by("olga"), case_id=self.id, procedure="interconnection")
        for criterion in self.cases.show(self.id).model.entry_criteria:
            self.act(do.Attest(criterion=criterion, evidence="form"))
        return self.apply_again(form, received_at)

    def apply_again(self, form: ApplicationForm, received_at: datetime) -> "InterconnectionWalk":
        """Record the application, or a corrected one."""
        self.record(InterconnectionApplication(form=form, received_at=received_at))
        return self

    def through(self, *acts: str) -> "InterconnectionWalk":
        """Do the act of each stage, and pass it."""
        for each in acts:
            self.do(each, ENGINEER)
            self.worked_by_hand(ENGINEER)
        return self

    def certify(self, form: CompletionForm, received_at: datetime) -> "InterconnectionWalk":
        """Record the certificate of completion."""
        self.record(CertificateOfCompletion(form=form, received_at=received_at))
        return self
