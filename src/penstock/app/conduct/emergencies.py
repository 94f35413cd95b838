"""Emergencies: declared by one, confirmed by another, and reviewed by a third."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from penstock.app.conduct.book import Book
from penstock.governance.accountability.register import Register
from penstock.governance.boundary.asking import Emergency
from penstock.governance.conduct.emergencies import Declared, confirmed, declared, reviewed
from penstock.governance.conduct.postings import Duty, Posting, PostingKind, done, opened
from penstock.governance.conduct.records import Record, named


@dataclass(frozen=True, kw_only=True)
class Emergencies:
    """The emergencies of a company.

    Args:
        book: Where they are written.
        register: Returns the register of people.
    """

    book: Book
    register: Callable[[], Register]

    def all(self) -> tuple[Declared, ...]:
        """Return all emergencies, by their numbers."""
        return self.book.records.latest(Declared)

    def fact(self, name: str) -> Emergency:
        """Return what the boundary is told of an emergency.

        Raises:
            NoSuchRecordError: There is none.
        """
        return self._named(name).fact

    def declare(self, reason: str, *, by: str, lasts: timedelta) -> Declared:
        """Declare an emergency; it opens nothing until somebody else confirms it.

        Raises:
            EmergencyError: It cannot be declared so.
        """

        def made() -> Sequence[Declared]:
            number, at = self.book.records.next_number(Declared), self.book.now()
            register = self.register()
            return [declared(reason, number=number, by=by, lasts=lasts, register=register, at=at)]

        (emergency,) = self.book.write(made, by=by)
        return emergency

    def confirm(self, name: str, *, by: str) -> tuple[Declared, Posting]:
        """Confirm an emergency, which opens the posting of its review.

        Raises:
            NoSuchRecordError: There is no such emergency.
            EmergencyError: It cannot be confirmed so.
        """

        def made() -> Sequence[Record]:
            book = self.book
            emergency = confirmed(self._named(name), by=by, register=self.register(), at=book.now())
            duty = Duty(
                kind=PostingKind.EMERGENCY_REVIEW,
                about=f"what was read in {emergency.id}",
                since=emergency.start,
                by=by,
                origin=emergency.id,
            )
            number = book.records.next_number(Posting)
            review = opened(duty, number=number, calendar=book.calendar())
            return [emergency, review]

        emergency, review = self.book.write(made, by=by)
        return cast("Declared", emergency), cast("Posting", review)

    def review(self, name: str, *, by: str, finding: str) -> Declared:
        """Keep what a third person found in what was read; the emergency is over with that.

        Raises:
            NoSuchRecordError: There is no such emergency.
            EmergencyError: It cannot be reviewed so.
        """

        def made() -> Sequence[Record]:
            at = self.book.now()
            emergency = reviewed(
                self._named(name), by=by, finding=finding, register=self.register(), at=at
            )
            open_ = [each for each in self._reviews(emergency) if each.done_at is None]
            return [emergency, *(done(each, by=by, where=finding, at=at) for each in open_)]

        emergency, *_ = self.book.write(made, by=by)
        return cast("Declared", emergency)

    def _reviews(self, emergency: Declared) -> list[Posting]:
        postings = self.book.records.latest(Posting)
        return [each for each in postings if each.origin == emergency.id]

    def _named(self, name: str) -> Declared:
        return named(name, self.all(), kind="emergency")
