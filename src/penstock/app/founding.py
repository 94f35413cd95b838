"""How a register of people begins, and how it goes on when nobody is left who may enter people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from penstock.app.conduct.acts import Act, What
from penstock.app.people import Entered, Roster
from penstock.governance.accountability.changing import Change, RegisterError, appointed
from penstock.governance.conduct.postings import Posting
from penstock.governance.conduct.records import Record
from penstock.governance.council.charter import Charter
from penstock.governance.council.founding import Founding, Seat, agreed


@dataclass(frozen=True, kw_only=True)
class Founders:
    """Lets somebody enter people: once as the first, and later as the council agrees.

    Args:
        roster: The register.
        entering: Returns the roles that enter people and have no other function.
        charter: Returns who belongs to the council.
    """

    roster: Roster
    entering: Callable[[], frozenset[str]]
    charter: Callable[[], Charter]

    def found(self, person: str, role: str, *, by: str, reason: str) -> Entered:
        """Begin the register with one person, who may enter people and nothing else.

        Raises:
            RegisterError: The role does not enter people, or they cannot have it.
            DeniedActError: The register was founded before.
        """
        self._require_first(person)
        change = self._appointed(person, role)
        (begun,) = change.begun

        def made() -> Record:
            if self._is_founded():  # Somebody was faster.
                self._require_first(person)
            return Founding(
                person=person,
                role=begun.role,
                reason=reason,
                founded_by=by,
                founded_at=begun.since,
            )

        return self._kept(change, made, by=by, reason=reason)[1]

    def agree(self, person: str, role: str, *, by: str, reason: str) -> tuple[Seat, Entered | None]:
        """Agree, as a member of the council, that somebody shall enter people.

        Who agrees as the last of those that it takes makes it so.

        Raises:
            RegisterError: The role does not enter people, or they cannot have it.
            SeatlessError: Whoever agrees is no member.
            ProposalError: They have agreed already.
            DeniedActError: They may not, for it is about themselves, say.
        """
        words = f"agree that {person} enters people"
        self.roster.acts.require(Act(kind="register", what=What.SEAT, words=words, subject=person))
        change = self._appointed(person, role)
        (begun,) = change.begun
        kept, entered = self._kept(
            change,
            lambda: self._agreed(person, begun.role, by=by, reason=reason),
            by=by,
            reason=reason,
        )
        seat = cast("Seat", kept)
        return seat, entered if seat.is_given else None

    def _agreed(self, person: str, role: str, *, by: str, reason: str) -> Seat:
        records, at = self.roster.postings.book.records, self.roster.now()
        charter = self.charter()
        roles = self.roster.register().own_roles(by, at=at)
        waiting = [each for each in records.latest(Seat) if not each.is_given]
        same = [each for each in waiting if (each.person, each.role) == (person, role)]
        new = Seat(
            number=records.next_number(Seat),
            person=person,
            role=role,
            reason=reason,
            needed=charter.approvals,
        )
        return agreed(same[0] if same else new, by=by, roles=roles, charter=charter, at=at)

    def _is_founded(self) -> bool:
        """Tell whether somebody was ever entered who may enter people."""
        entering, held = self.entering(), self.roster.register().holdings
        is_recorded = self.roster.postings.book.records.latest(Founding)
        return bool(is_recorded) or any(each.role in entering for each in held)

    def _require_first(self, person: str) -> None:
        what = What.SECOND_FOUNDING if self._is_founded() else What.FOUNDING
        words = f"found the register of people with {person}"
        self.roster.acts.require(Act(kind="register", what=what, words=words, subject=person))

    def _appointed(self, person: str, words: str) -> Change:
        """Return the change that lets somebody enter people.

        Raises:
            RegisterError: The role does not enter people, or they cannot have it.
        """
        role, entering = self.roster.role_named(words), self.entering()
        if role not in entering:
            listed = ", ".join(sorted(entering)) or "none; policy/functions.csv names them"
            raise RegisterError(
                f"{role} does not enter people, or does more than that. Roles that do: {listed}."
            )
        register, at = self.roster.register(), self.roster.now()
        return appointed(person, role, register, self.roster.roles(), at=at)

    def _kept(
        self, change: Change, made: Callable[[], Record], *, by: str, reason: str
    ) -> tuple[Record, Entered]:
        """Keep a record, and where it says so the change with what has to be posted of it."""
        roster, found = self.roster, self.roster.crossings(change)

        def together() -> Sequence[Record]:
            record = made()
            posted = roster.postings.transfers(found, by=by) if _is_final(record) else ()
            return [record, *posted]

        def keep(records: Sequence[Record]) -> None:
            if _is_final(records[0]):
                roster.people.change(change, by=by, reason=reason, records=records)
            else:
                roster.postings.book.records.keep(*records)

        record, *posted = roster.postings.book.write(together, by=by, keep=keep)
        postings = cast("Sequence[Posting]", posted)
        return record, Entered(change=change, crossings=found, postings=tuple(postings))


def _is_final(record: Record) -> bool:
    return not isinstance(record, Seat) or record.is_given
