"""Emergencies: declared by one, confirmed by another, and reviewed by a third."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import cast

from penstock.app.conduct.acts import Act, Asked, Look, Unasked, What
from penstock.app.conduct.book import Book
from penstock.governance.accountability.register import Register
from penstock.governance.boundary.asking import Emergency
from penstock.governance.conduct.emergencies import Declared, confirmed, declared, reviewed, used
from penstock.governance.conduct.postings import Duty, Posting, PostingKind, done, opened
from penstock.governance.conduct.records import Record, named

# Why there is an emergency, and until when, is how the grid is.
_LOOK = Look(kind="emergency", what="system_operation", words="emergencies")


@dataclass(frozen=True, kw_only=True)
class Emergencies:
    """The emergencies of a company.

    Args:
        book: Where they are written.
        register: Returns the register of people.
        acts: Asked before somebody stands for one, or reviews it.
    """

    book: Book
    register: Callable[[], Register]
    acts: Asked = field(default_factory=Unasked)

    def all(self) -> tuple[Declared, ...]:
        """Return all emergencies, by their numbers."""
        return self.book.records.latest(Declared)

    def shown(self) -> tuple[Declared, ...]:
        """Return the same to somebody who may see them.

        Raises:
            DeniedActError: They may not.
        """
        self.acts.seen(_LOOK)
        return self.all()

    def fact(self, name: str) -> Emergency:
        """Return what the boundary is told of an emergency.

        Raises:
            NoSuchRecordError: There is none.
        """
        return self._named(name).fact

    def declare(self, reason: str, *, by: str, lasts: timedelta, second: str = "") -> Declared:
        """Declare an emergency; it opens nothing until somebody else confirms it.

        Args:
            reason: Why it cannot wait.
            by: Who declares it.
            lasts: How long it holds.
            second: Who confirms it in the same breath; empty where that is left for later.

        Raises:
            DeniedActError: One of them may not stand for it.
            EmergencyError: It cannot be declared so.
        """
        standing = [_act(What.DECLARATION, "declare an emergency", by)]
        if second:
            standing.append(_act(What.DECLARATION, "confirm an emergency", second))
        self.acts.require(*standing)

        def made() -> Sequence[Declared]:
            number, at = self.book.records.next_number(Declared), self.book.now()
            register = self.register()
            first = declared(reason, number=number, by=by, lasts=lasts, register=register, at=at)
            if not second:
                return [first]
            return [first, confirmed(first, by=second, register=register, at=at)]

        return self.book.write(made, by=by)[-1]

    def confirm(self, name: str, *, by: str) -> Declared:
        """Confirm an emergency.

        Raises:
            NoSuchRecordError: There is no such emergency.
            DeniedActError: They may not stand for it.
            EmergencyError: It cannot be confirmed so.
        """
        self.acts.require(_act(What.DECLARATION, f"confirm {self._named(name).id}", by))

        def made() -> Sequence[Declared]:
            at = self.book.now()
            return [confirmed(self._named(name), by=by, register=self.register(), at=at)]

        (emergency,) = self.book.write(made, by=by)
        return emergency

    def use(self, name: str, *, by: str) -> None:
        """Keep that somebody reads in an emergency; the first to do so opens its review."""

        def made() -> Sequence[Record]:
            emergency = self._named(name)
            if by in emergency.used_by:
                return []
            after = used(emergency, by=by)
            return [after] if emergency.used_by else [after, self._review(after, by=by)]

        self.book.write(made, by=by)

    def review(self, name: str, *, by: str, finding: str) -> Declared:
        """Keep what a third person found in what was read; the emergency is over with that.

        Raises:
            NoSuchRecordError: There is no such emergency.
            DeniedActError: They do not oversee.
            EmergencyError: It cannot be reviewed so.
        """
        self.acts.require(_act(What.REVIEW, f"review {self._named(name).id}", by))

        def made() -> Sequence[Record]:
            at = self.book.now()
            emergency = reviewed(
                self._named(name), by=by, finding=finding, register=self.register(), at=at
            )
            open_ = [each for each in self._reviews(emergency) if each.done_at is None]
            return [emergency, *(done(each, by=by, where=finding, at=at) for each in open_)]

        emergency, *_ = self.book.write(made, by=by)
        return cast("Declared", emergency)

    def _review(self, emergency: Declared, *, by: str) -> Posting:
        duty = Duty(
            kind=PostingKind.EMERGENCY_REVIEW,
            about=f"what was read in {emergency.id}",
            since=self.book.now(),
            by=by,
            origin=emergency.id,
        )
        number = self.book.records.next_number(Posting)
        return opened(duty, number=number, calendar=self.book.calendar())

    def _reviews(self, emergency: Declared) -> list[Posting]:
        postings = self.book.records.latest(Posting)
        return [each for each in postings if each.origin == emergency.id]

    def _named(self, name: str) -> Declared:
        return named(name, self.all(), kind="emergency")


def _act(what: What, words: str, person: str) -> Act:
    return Act(kind="emergency", what=what, words=words, person=person)
