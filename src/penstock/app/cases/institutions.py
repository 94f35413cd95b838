"""What a company has beside its cases: people, postings, emergencies, consents and notices."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Self

from penstock.app.cases.answering import Answering
from penstock.app.cases.door import Door
from penstock.app.cases.models import Models
from penstock.app.cases.noticing import Noticing
from penstock.app.conduct.acts import Asked, Unasked
from penstock.app.conduct.book import Book, no_log
from penstock.app.conduct.emergencies import Emergencies
from penstock.app.conduct.incidents import Incidents
from penstock.app.conduct.postings import Postings
from penstock.app.consenting import Consenting, Keeping
from penstock.app.measuring.alerts import Alerts
from penstock.app.people import Roster
from penstock.delivery.ports import Store
from penstock.kernel.sides import Side


class NoDoorError(Exception):
    """Consents are asked for where nobody stands who could be held against the boundary."""

    def __init__(self) -> None:
        super().__init__(
            "Consents are kept in a database that people come to. Name one with --database."
        )


@dataclass(frozen=True, kw_only=True)
class Institutions:
    """What belongs to no single case, for whoever came.

    Args:
        store: Where cases, and all of this, are kept.
        models: What new cases run on.
        now: Returns the moment it is.
        answering: Holds whoever acts against the register of people.
        door: Lets whoever comes see and do what the boundary allows; None for programs.
    """

    store: Store
    models: Models
    now: Callable[[], datetime]
    answering: Answering | None = None
    door: Door | None = None

    def for_purpose(self, purpose: str) -> Self:
        """Return the same for whoever came, who asks for another purpose."""
        if self.door is None:
            return self
        asker = replace(self.door.asker, purpose=purpose)
        return replace(self, door=replace(self.door, asker=asker))

    @cached_property
    def roster(self) -> Roster:
        """The register of people."""
        documents = self.models
        return Roster(
            people=self.store.people,
            architecture=lambda: documents.architecture,
            now=self.now,
            postings=self.postings,
            acts=self._acts,
            entering=self.door.entering if self.door else frozenset(),
        )

    @cached_property
    def postings(self) -> Postings:
        """What has to be posted."""
        return Postings(book=self.book, acts=self._acts)

    @cached_property
    def incidents(self) -> Incidents:
        """What was disclosed wrongfully."""
        return Incidents(book=self.book, acts=self._acts)

    @cached_property
    def emergencies(self) -> Emergencies:
        """Emergencies, and who stands for them."""
        if self.door:
            return replace(self.door.guard.emergencies, acts=self._acts)
        return Emergencies(book=self.book, register=self.store.people.register)

    @property
    def _acts(self) -> Asked:
        return self.door.acts if self.door else Unasked()

    @cached_property
    def book(self) -> Book:
        """Where acts of the operating model are written."""
        if self.door:
            return self.door.guard.emergencies.book
        return Book(
            records=self.store.records,
            append=no_log,
            calendar=self.models.calendar,
            now=self.now,
        )

    @cached_property
    def consenting(self) -> Consenting:
        """What customers have agreed to, as whoever came through the door may see it.

        Raises:
            NoDoorError: A program opened the cases, and nobody came.
        """
        if self.door is None:
            raise NoDoorError
        keeping = Keeping(
            guard=self.door.guard,
            asker=self.door.asker,
            classes=self.door.classes,
            consents=self.store.consents,
            now=self.now,
        )
        return Consenting(keeping=keeping)

    @cached_property
    def noticing(self) -> Noticing | None:
        """What tells roles of what happens; None where nobody knows who has which."""
        answering = self.answering
        if answering is None:
            return None
        return Noticing(store=self.store, notices=self.store.notices, answering=answering)

    @cached_property
    def alerts(self) -> Alerts:
        """Key metrics that are not as they should be, as tasks of roles."""
        answering = self.answering
        return Alerts(
            book=self.book,
            sees=self._sees_alerts,
            against=answering.against_acting if answering else _nothing_against,
            roles_of=answering.roles_of if answering else _no_roles,
        )

    def _sees_alerts(self, side: Side) -> bool:
        return self.door is None or self.door.sees(f"alerts of {side} streams", side=side)


def _nothing_against(_person: str, _roles: tuple[str, ...]) -> str:
    return ""


def _no_roles(_person: str) -> frozenset[str]:
    return frozenset()
