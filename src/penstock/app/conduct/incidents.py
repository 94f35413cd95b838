"""Wrongful disclosures: an incident, its postings, and a case to work it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from penstock.app.conduct.acts import Act, Asked, Look, Unasked, What
from penstock.app.conduct.book import Book
from penstock.governance.conduct.incidents import Incident, closed, followed_up
from penstock.governance.conduct.postings import Posting
from penstock.governance.conduct.records import Record, named
from penstock.kernel.sensitivity import Sensitivity

# What was disclosed, and to whom, would tell the one side of the other.
_LOOK = Look(
    kind="incident",
    what="incidents",
    words="incidents",
    sensitivity=Sensitivity.CONFIDENTIAL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What somebody found.

    Args:
        what: What was disclosed, without the information itself.
        recipient: Whom it reached.
        customer: Whom it is about; empty where it is about nobody.
        waiver: The rule that was waived for it; empty where none was.
        found_by: Who found it.
        found_at: When; None for now.
    """

    what: str
    recipient: str
    customer: str
    waiver: str
    found_by: str
    found_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Incidents:
    """The incidents of a company.

    Args:
        book: Where they are written.
        acts: Asked before somebody opens or closes one.
    """

    book: Book
    acts: Asked = field(default_factory=Unasked)

    def all(self) -> tuple[Incident, ...]:
        """Return all incidents, by their numbers."""
        return self.book.records.latest(Incident)

    def shown(self) -> tuple[Incident, ...]:
        """Return the same to somebody who may see them.

        Raises:
            DeniedActError: They may not.
        """
        self.acts.seen(_LOOK)
        return self.all()

    def open(self, found: Found, *, by: str) -> tuple[Incident, Sequence[Posting]]:
        """Open an incident with what is to be posted of it, all at once.

        Raises:
            DeniedActError: They have no role in the company.
            IncidentError: It cannot be opened so.
        """
        act = Act(kind="incident", what=What.DISCLOSURE, words="open an incident")
        self.acts.require(act)

        def made() -> Sequence[Record]:
            book, now = self.book, self.book.now()
            incident = Incident(
                number=book.records.next_number(Incident),
                what=found.what,
                recipient=found.recipient,
                customer=found.customer,
                waiver=found.waiver,
                found_by=found.found_by,
                found_at=found.found_at or now,
                opened_by=by,
                opened_at=now,
            )
            first = book.records.next_number(Posting)
            return [incident, *followed_up(incident, book.calendar(), first_number=first)]

        incident, *postings = self.book.write(made, by=by)
        return cast("Incident", incident), cast("Sequence[Posting]", postings)

    def close(self, name: str, *, by: str, outcome: str) -> Incident:
        """Close an incident, once all of it is posted.

        Raises:
            NoSuchRecordError: There is no such incident.
            DeniedActError: They do not answer for compliance.
            IncidentError: It is closed, or something of it is not posted yet.
        """
        words = f"close {named(name, self.all(), kind='incident').id}"
        self.acts.require(Act(kind="incident", what=What.CLOSING, words=words))

        def made() -> Sequence[Incident]:
            incident = named(name, self.all(), kind="incident")
            all_ = self.book.records.latest(Posting)
            own = [each for each in all_ if each.origin == incident.id]
            return [closed(incident, own, by=by, outcome=outcome, at=self.book.now())]

        (incident,) = self.book.write(made, by=by)
        return incident

    def work_in_case(
        self, name: str, stream: str, opened: Callable[[str], object], *, by: str
    ) -> Incident:
        """Open a case that is called as the incident is, and keep with it that there is one.

        Args:
            name: The incident.
            stream: The stream; the case's id begins with it.
            opened: Opens a case of this id.
            by: Who acts.
        """
        case_id = f"{stream}-{named(name, self.all(), kind='incident').id}"
        opened(case_id)

        def made() -> Sequence[Incident]:
            kept = named(name, self.all(), kind="incident")
            return [replace(kept, version=kept.version + 1, case_id=case_id)]

        (linked,) = self.book.write(made, by=by)
        return linked
