"""Changes of policies: what is proposed, what it would decide otherwise, and who approves it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import cast

from penstock.app.boundary.naming import questions_of
from penstock.app.boundary.reading import SCHEMA, Council, read_policies
from penstock.app.conduct.book import Book
from penstock.governance.accountability.register import Register
from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.replaying import Difference, differences
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
)
from penstock.kernel.counting import counted


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
            PolicyError: The changed policies cannot be used.
        """
        changed, role = read_policies(wanted.folder), self._role(wanted.owner)
        before = self.council.policies.sha256
        if changed.sha256 == before:
            raise ProposalError(f"The policies in {wanted.folder} are the same as those here.")
        questions = self._questions(wanted.questions)
        found = differences(questions, now=self.council.boundary, changed=Boundary(changed))
        files = tuple(_changed_files(self.council.folder, wanted.folder))

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
                sha256=changed.sha256,
                files=files,
                impact=_summary(found, count=len(questions)),
                proposed_by=by,
                proposed_at=self.book.now(),
                needed=self.charter().approvals,
            )
            return [proposal, Impact(number=number, lines=tuple(map(_line, found)))]

        proposal, impact = self.book.write(made, by=by)
        return cast("Proposal", proposal), cast("Impact", impact)

    def approve(self, name: str, *, by: str) -> Proposal:
        """Let a member of the council approve a proposal.

        Raises:
            NoSuchRecordError: There is none.
            SeatlessError: They do not belong to the council.
            ProposalError: They may not, or others were approved meanwhile.
        """
        charter = self.charter()

        def made() -> Sequence[Proposal]:
            at, proposal = self.book.now(), self._named(name)
            if not proposal.is_approved:
                require_base(proposal.before_sha256, self.all())
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


def _changed_files(before: Path, after: Path) -> Iterator[ChangedFile]:
    old, new = _fingerprints(before), _fingerprints(after)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield ChangedFile(name=name, sha256=new.get(name, ""))


def _fingerprints(folder: Path) -> Mapping[str, str]:
    paths = [*folder.glob("*.cedar"), folder / SCHEMA]
    texts = ((path.name, path.read_text(encoding="utf-8-sig")) for path in paths)
    return {name: sha256(text.encode()).hexdigest() for name, text in texts}


def _line(found: Difference) -> str:
    before = verdict(allowed=found.before.allowed, rule=found.before.rule)
    after = verdict(allowed=found.after.allowed, rule=found.after.rule)
    return f"{found.label}: {before}, would be {after}"


def _summary(found: Sequence[Difference], *, count: int) -> str:
    turned = sum(each.turns for each in found)
    rest = f"{turned} decided otherwise, {len(found) - turned} for another reason"
    return f"{counted(count, 'question')}: {rest}."
