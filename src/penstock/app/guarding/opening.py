"""From a database and a folder of documents to the guard that stands before its cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from penstock.app.boundary.files import CLASSES, FOLDER, PURPOSES
from penstock.app.boundary.reading import Council, council_of
from penstock.app.conduct.book import Book
from penstock.app.conduct.emergencies import Emergencies
from penstock.app.guarding.checkpoint import Checkpoint
from penstock.app.guarding.classes import DataClasses, read_classes
from penstock.app.guarding.guard import Guard
from penstock.app.guarding.lately import for_a_while
from penstock.app.guarding.purposes import Purposes, read_purposes
from penstock.delivery.ports import Store
from penstock.governance.audit.ports import AuditLog
from penstock.governance.boundary.asking import Action, Actor, Decision, Object, Question
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import ConsentRegister
from penstock.governance.council.proposals import Proposal, fault
from penstock.governance.service_levels.calendars import Calendar
from penstock.kernel.sides import Side


@dataclass(frozen=True, kw_only=True)
class Company:
    """What a company lays down, and who works for it.

    Args:
        folder: The documents; None for those that lie here, or else of the reference company.
        store: Where its people and their cases are kept.
        now: Returns the moment it is.
        calendar: Returns the business calendar, if there is one.
    """

    folder: Path | None
    store: Store
    now: Callable[[], datetime]
    calendar: Callable[[], Calendar | None] = lambda: None

    @cached_property
    def council(self) -> Council:
        """What the council lays down; that of the reference company where the folder has none."""
        return council_beside(self.folder)

    @cached_property
    def classes(self) -> DataClasses:
        """What information items are about."""
        return read_classes(self.council.tables.get(CLASSES))

    @cached_property
    def purposes(self) -> Purposes:
        """What stages are worked for."""
        return read_purposes(self.council.tables.get(PURPOSES))

    def guard(self, log: AuditLog) -> Guard:
        """Return the guard before the cases, who writes to a log."""
        book = Book(
            records=self.store.records, append=log.append, calendar=self.calendar, now=self.now
        )
        return Guard(
            boundary=self,
            actor_of=self.actor_of,
            consent_for=self.consent_for,
            log=log,
            now=self.now,
            emergencies=Emergencies(book=book, register=self.store.people.register),
            fault=self.fault,
        )

    def checkpoint(self, log: AuditLog) -> Checkpoint:
        """Return the checkpoint that programs pass, who writes to a log.

        Raises:
            LookupError: There are no policies, or no functions of roles.
            ValueError: They cannot be used.
        """
        return Checkpoint(
            boundary=self.council.boundary,
            consents_of=self.store.consents.of_customer,
            log=log,
            now=self.now,
            fault=self._fault_of_late,
        )

    def _fault_of_late(self) -> str:
        """Return the same by the proposals of a second ago at most, for programs.

        What programs are ruled on holds for a second, too; the day on which policies come into
        force is looked at each time.
        """
        return self._fault(self._proposals_of_late())

    @cached_property
    def _proposals_of_late(self) -> Callable[[], Sequence[Proposal]]:
        return for_a_while(partial(self.store.records.latest, Proposal))

    def fault(self) -> str:
        """Return why the policies here may not decide; looked up anew each time."""
        return self._fault(self.store.records.latest(Proposal))

    def _fault(self, proposals: Sequence[Proposal]) -> str:
        # As long as nothing was proposed, the policies need not even be read.
        if not proposals:
            return ""
        return fault(proposals, sha256=self.council.policies.sha256, at=self.now())

    def decides_alike(self, action: Action, about: Object) -> bool:
        """Tell whether all things of such a kind get one answer, whomever they are about."""
        return self.council.boundary.decides_alike(action, about)

    def decide_all(self, questions: Sequence[Question]) -> tuple[Decision, ...]:
        """Return the decisions on questions; the policies are read with the first."""
        return self.council.boundary.decide_all(questions)

    def actor_of(self, person: str) -> Actor:
        """Return what is known of a person.

        As long as nobody was entered, whoever acts is taken for one of those who serve both sides:
        the case tells for which. From then on, who has no role is a stranger.
        """
        register = self.store.people.register()
        if register.is_empty:
            return Actor(id=person, side=Side.ENTERPRISE)
        roles = register.roles(person, at=self.now())
        if not roles:
            return Actor(id=person, side=None)
        return self.council.roles.actor(person, roles=roles)

    def consent_for(self, question: Question) -> Consent | None:
        """Return the consent of a customer that comes nearest to a question."""
        if not question.object.subject:
            return None
        consents = self.store.consents.of_customer(question.object.subject)
        return ConsentRegister(consents).candidate(question)


def council_beside(folder: Path | None) -> Council:
    """Return the council of documents; that of the reference company where they have none."""
    if folder is not None and not (folder / FOLDER).is_dir():
        return council_of(None)
    return council_of(folder)
