"""The use cases of alerts: who sees them, who looks into one, and what came of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from penstock.app.conduct.book import Book
from penstock.governance.conduct.records import named
from penstock.kernel.sides import Side
from penstock.measurement.alerts.alert import Alert, AlertError, claimed, closed
from penstock.measurement.alerts.following import Said, following


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """The alerts of a company.

    Args:
        book: Where they are written.
        sees: Tells whether whoever came may look at the alerts of a side.
        against: Returns why a person may not do what is left to a role; empty where they may.
        roles_of: Returns the roles of a person.
    """

    book: Book
    sees: Callable[[Side], bool]
    against: Callable[[str, tuple[str, ...]], str]
    roles_of: Callable[[str], frozenset[str]]

    def shown(self) -> tuple[Alert, ...]:
        """Return the alerts that whoever came may look at, the newest first."""
        found = self.book.records.latest(Alert)
        sides = {side for side in dict.fromkeys(each.side for each in found) if self.sees(side)}
        return tuple(each for each in reversed(found) if each.side in sides)

    def of_person(self, person: str) -> tuple[Alert, ...]:
        """Return the open alerts of a person's roles, the oldest first."""
        roles = self.roles_of(person)
        kept = self.book.records.latest(Alert)
        if not any(each.is_open and each.role in roles for each in kept):
            return ()
        mine = (each for each in self.shown() if each.is_open and each.role in roles)
        return tuple(sorted(mine, key=lambda each: each.number))

    def history(self, name: str) -> tuple[Alert, ...]:
        """Return all versions of an alert, the first one first.

        Raises:
            NoSuchRecordError: There is none of this name that whoever came may look at.
        """
        return self.book.records.versions(Alert, self._named(name).number)

    def claim(self, name: str, *, by: str) -> Alert:
        """Let somebody look into an alert.

        Raises:
            NoSuchRecordError: There is none of this name that they may look at.
            AlertError: It is not theirs, or is over, or somebody else's already.
        """
        return self._act(name, by, lambda alert: claimed(alert, by=by, at=self.book.now()))

    def close(self, name: str, *, by: str, found: str, reason: str) -> Alert:
        """End an alert, with what was found and why it is over.

        Raises:
            NoSuchRecordError: There is none of this name that they may look at.
            AlertError: It is not theirs, or is over already.
        """

        def ended(alert: Alert) -> Alert:
            return closed(alert, by=by, found=found, reason=reason, at=self.book.now())

        return self._act(name, by, ended)

    def follow(self, said: Iterable[Said], *, by: str) -> Sequence[Alert]:
        """Keep what becomes of alerts when metrics were judged again; return what is new."""
        judged = tuple(said)

        def made() -> Sequence[Alert]:
            kept = self.book.records.latest(Alert)
            # From the very alerts that were looked at: whoever adds one meanwhile is met.
            number = max((each.number for each in kept), default=0) + 1
            return tuple(following(judged, kept, next_number=number, at=self.book.now()))

        return self.book.write(made, by=by)

    def _act(self, name: str, by: str, deed: Callable[[Alert], Alert]) -> Alert:
        number = self._named(name).number

        def made() -> Sequence[Alert]:
            alert = self.book.records.versions(Alert, number)[-1]
            if because := self.against(by, (alert.role,) if alert.role else ()):
                raise AlertError(f"{alert.id} {because}.")
            return [deed(alert)]

        (after,) = self.book.write(made, by=by)
        return after

    def _named(self, name: str) -> Alert:
        return named(name, self.shown(), kind="alert")
