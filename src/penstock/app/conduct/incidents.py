"""Wrongful disclosures: an incident, its postings, and a case to work it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from penstock.app.conduct.book import Book
from penstock.governance.conduct.incidents import Incident, followed_up
from penstock.governance.conduct.postings import Posting
from penstock.governance.conduct.records import Record, named


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
    """The incidents of a company."""

    book: Book

    def all(self) -> tuple[Incident, ...]:
        """Return all incidents, by their numbers."""
        return self.book.records.latest(Incident)

    def open(self, found: Found, *, by: str) -> tuple[Incident, Sequence[Posting]]:
        """Open an incident with what is to be posted of it, all at once."""

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

    def work_in_case(self, name: str, opened: Callable[[str], object], *, by: str) -> Incident:
        """Open a case that is called as the incident is, and keep with it that there is one.

        Args:
            name: The incident.
            opened: Opens a case of this id.
            by: Who acts.
        """
        incident = named(name, self.all(), kind="incident")
        opened(incident.id)

        def made() -> Sequence[Incident]:
            kept = named(name, self.all(), kind="incident")
            return [replace(kept, version=kept.version + 1, case_id=kept.id)]

        (linked,) = self.book.write(made, by=by)
        return linked
