"""Changes of policies: what is proposed, what it would decide otherwise, and who approves it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import cast

from penstock.app.boundary.comparing import compared
from penstock.app.boundary.files import SCHEMA
from penstock.app.boundary.naming import questions_of
from penstock.app.boundary.reading import Council
from penstock.app.conduct.book import Book
from penstock.governance.accountability.register import Register
from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.replaying import Difference
from penstock.governance.boundary.scenarios.trying import verdict
from penstock.governance.conduct.records import Record, named
from penstock.governance.council.charter import Charter
from penstock.governance.council.proposals import (
    ChangedFile,
    Impact,
    Proposal,
    ProposalError,
    approved,
    require_base,
    require_lying,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A change of policies that somebody wants.

    Args:
        folder: Where the changed policies lie.
        owner: Who answers for the change.
        reason: Why.
        source: Where it comes from.
        effective: The day from which they hold.
        questions: Recorded questions that are looked at beside the scenarios; None for none.
    """

    folder: Path
    owner: str
    reason: str
    source: str
    effective: date
    questions: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """The proposals of a company.

    Args:
        book: Where they are written.
        register: Returns the register of people.
        council: The policies that lie here, with their scenarios.
        charter: Returns who belongs to the council.
    """

    book: Book
    register: Callable[[], Register]
    council: Council
    charter: Callable[[], Charter]

    def all(self) -> tuple[Proposal, ...]:
        """Return all proposals, by their numbers."""
        return self.book.records.latest(Proposal)

    def named(self, name: str) -> tuple[Proposal, Impact]:
        """Return a proposal with what it changes.

        Raises:
            NoSuchRecordError: There is none.
        """
        proposal = self._named(name)
        (impact,) = self.book.records.versions(Impact, proposal.number)
        return proposal, impact

    def propose(self, wanted: Wanted, *, by: str) -> tuple[Proposal, Impact]:
        """Keep a proposal with its fingerprints, and with all that it decides otherwise.

        Raises:
            ProposalError: The policies are the same, or compared with others than those approved.
            LookupError: A table of the changed policies, or a role in it, is not there.
            ValueError: The changed policies, or the tables beside them, cannot be used.
        """
        changed, role = self.council.changed(wanted.folder), self._role(wanted.owner)
        before, after = self.council.policies.sha256, changed.policies.sha256
        if after == before:
            raise ProposalError(f"The policies in {wanted.folder} are the same as those here.")
        found = compared(self.council, changed, self._questions(wanted.questions))
        files = tuple(_changed_files(self.council, changed))
        lines = (*found.rows, *map(_line, found.decided))

        def made() -> Sequence[Record]:
            require_base(before, self.all())
            number = self.book.records.next_number(Proposal)
            proposal = Proposal(
                number=number,
                owner=wanted.owner,
                owner_role=role,
                reason=wanted.reason,
                source=wanted.source,
                effective=datetime.combine(wanted.effective, time(), tzinfo=UTC),
                before_sha256=before,
                sha256=after,
                files=files,
                impact=found.summary,
                proposed_by=by,
                proposed_at=self.book.now(),
                needed=self.charter().approvals,
            )
            return [proposal, Impact(number=number, lines=lines)]

        proposal, impact = self.book.write(made, by=by)
        return cast("Proposal", proposal), cast("Impact", impact)

    def approve(self, name: str, *, by: str) -> Proposal:
        """Let a member of the council approve a proposal.

        Raises:
            NoSuchRecordError: There is none.
            SeatlessError: They do not belong to the council.
            ProposalError: They may not, others were approved meanwhile, or what lies here is not
                what it was compared with: whoever changed who belongs to the council is no member.
        """
        charter = self.charter()

        def made() -> Sequence[Proposal]:
            at, proposal = self.book.now(), self._named(name)
            if not proposal.is_approved:
                require_base(proposal.before_sha256, self.all())
                require_lying(proposal, sha256=self.council.policies.sha256)
            # Nobody stands in here: the owner's own seat could approve through somebody else.
            roles = self.register().own_roles(by, at=at)
            return [approved(proposal, by=by, roles=roles, charter=charter, at=at)]

        (proposal,) = self.book.write(made, by=by)
        return proposal

    def _questions(self, recorded: Path | None) -> Mapping[str, Question]:
        own = questions_of(self.council, None)
        return {**own, **(questions_of(self.council, recorded) if recorded else {})}

    def _role(self, owner: str) -> str:
        roles = self.register().own_roles(owner, at=self.book.now())
        if not roles:
            raise ProposalError(
                f"{owner} has no role in the register of people, so they cannot answer for a "
                "change of policies."
            )
        return min(roles)

    def _named(self, name: str) -> Proposal:
        return named(name, self.all(), kind="proposal")


def _changed_files(before: Council, after: Council) -> Iterator[ChangedFile]:
    old, new = _fingerprints(before), _fingerprints(after)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield ChangedFile(name=name, sha256=new.get(name, ""))


def _fingerprints(council: Council) -> Mapping[str, str]:
    paths = [*council.folder.glob("*.cedar"), council.folder / SCHEMA]
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in paths}
    texts |= {name: table.text for name, table in council.tables.items()}
    return {name: sha256(text.encode()).hexdigest() for name, text in texts.items()}


def _line(found: Difference) -> str:
    before = verdict(allowed=found.before.allowed, rule=found.before.rule)
    after = verdict(allowed=found.after.allowed, rule=found.after.rule)
    return f"{found.label}: {before}, would be {after}"
