"""The rule about reviews that are due."""

from collections.abc import Iterator
from datetime import date

from penstock.architecture.checks.documents.days import first_day, interval, last_day, later
from penstock.architecture.checks.documents.history import place_of, stated
from penstock.architecture.checks.rule import Rule, Subject
from penstock.architecture.documents.control import Control
from penstock.kernel.findings import Cause, Finding, Severity

_CAUSE = Cause(key="overdue", sentence="{count} documents are overdue for review")


class ReviewOverdue(Rule):
    """A document is reviewed when it says it will be.

    An architecture that nobody has looked at in time may be right, but nobody knows. The day of the
    next review is the one the document names, or its date plus the span it names: `Annually`,
    `Quarterly`, `every 2 years`, `every 18 months`. It is compared with today, or with the day of
    `--as-of`.

    What breaks it, on 20 November 2026:

        **Date:** 2025-03-01
        **Next Review:** Annually

    How it is mended: review the document, give it a new date and an entry in its history.
    """

    code = "DOC-012"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each document whose review is overdue."""
        for path, control in subject.reading.controls.items():
            document = subject.documents[path]
            field, due = stated(control, "next review"), _due(control)
            if field and due and due < subject.as_of:
                message = (
                    f"The review of this document was due on {due}. Review it and date it anew."
                )
                yield self.finding(place_of(field, document), message, cause=_CAUSE)


def _due(control: Control) -> date | None:
    """Return the day of the next review, if the document gives one."""
    field, dated = stated(control, "next review"), stated(control, "date")
    named = last_day(field.value) if field else None
    if field is None or named:
        return named
    months, day = interval(field.value), first_day(dated.value) if dated else None
    return later(day, months=months) if months and day else None
