"""The register of people: who takes a role, leaves it, moves, stands in, and what is vacant."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from penstock.app.conduct.acts import Act, Asked, Look, Unasked, What
from penstock.app.conduct.postings import Postings
from penstock.architecture.model import Architecture, RelationKind
from penstock.governance.accountability.changing import (
    Change,
    RegisterError,
    after,
    appointed,
    delegated,
    left,
    moved,
    recalled,
    role_called,
)
from penstock.governance.accountability.crossing import Crossing, crossings
from penstock.governance.accountability.ports import People
from penstock.governance.accountability.register import Delegation, Holding, Register
from penstock.governance.accountability.roles import Roles, roles_of
from penstock.governance.conduct.postings import Posting

_COLUMNS = {"person", "role"}
_LOOK = Look(kind="register", what="roles", words="who has which role")


class UnfitListError(ValueError):
    """A list of people cannot be entered; nothing of it was."""

    def __init__(self, path: Path, *, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  {each}" for each in self.problems)
        super().__init__(f"{path} was not entered, and nothing of it:\n{listed}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a change has done.

    Args:
        change: What began, and what ended.
        crossings: Who has gone to the other side, with the end of all access to the old one.
        postings: What has to be posted of it.
    """

    change: Change
    crossings: tuple[Crossing, ...] = ()
    postings: tuple[Posting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VacantRole:
    """A role that stages need, and that nobody has.

    Args:
        role: The role.
        accountable: Stages that cannot be closed without it.
        responsible: Stages that nobody works, or one fewer.
        superior: The role that has to fill it; empty where the documents name none.
    """

    role: str
    accountable: tuple[str, ...]
    responsible: tuple[str, ...]
    superior: str


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The register of one company.

    Args:
        people: Where it is kept.
        architecture: Returns what the documents state.
        now: Returns the moment it is.
        postings: What has to be posted.
        acts: Asked before anything is entered.
        entering: The roles whose people enter people; of these somebody always has one.
    """

    people: People
    architecture: Callable[[], Architecture]
    now: Callable[[], datetime]
    postings: Postings
    acts: Asked = field(default_factory=Unasked)
    entering: frozenset[str] = frozenset()

    def register(self) -> Register:
        """Return all that was ever entered."""
        return self.people.register()

    def shown(self) -> Register:
        """Return the same to somebody who may see who has which role.

        Raises:
            DeniedActError: They may not.
        """
        self.acts.seen(_LOOK)
        return self.register()

    def appoint(self, person: str, role: str, *, by: str, reason: str) -> Entered:
        """Give somebody a role from now on.

        Raises:
            DeniedActError: Whoever enters it may not.
            RegisterError: They cannot have it; the sentence says why.
        """
        self.acts.require(_entering(f"give {person} the role {role}", person))
        change = appointed(person, role, self.register(), self.roles(), at=self.now())
        return self._entered(change, by=by, reason=reason)

    def move(self, person: str, role: str, *, by: str, reason: str) -> Entered:
        """End all that somebody has, and give them a role, at one moment.

        Raises:
            DeniedActError: Whoever enters it may not.
            RegisterError: They cannot have it, or have nothing to leave.
        """
        self.acts.require(_entering(f"move {person} to the role {role}", person))
        change = moved(person, role, self.register(), self.roles(), at=self.now())
        return self._entered(change, by=by, reason=reason)

    def end(self, person: str, role: str, *, by: str, reason: str) -> Entered:
        """End a role of somebody, or all of them where none is named.

        Raises:
            DeniedActError: Whoever enters it may not.
            RegisterError: They do not have it.
        """
        self.acts.require(_entering(f"end {role or 'all roles'} of {person}", person))
        change = left(person, role, self.register(), self.roles(), at=self.now())
        return self._entered(change, by=by, reason=reason)

    def delegate(self, wanted: Delegation, *, by: str) -> Entered:
        """Let somebody stand in.

        Raises:
            DeniedActError: Whoever enters it neither has the role nor enters people.
            RegisterError: The giver does not have the role, or the taker cannot do it.
        """
        words = f"let {wanted.taker} act as {wanted.role} for {wanted.giver}"
        delegation = Act(kind="register", what=What.DELEGATION, words=words, subject=wanted.giver)
        self.acts.require(delegation)
        change = delegated(wanted, self.register(), self.roles())
        return self._entered(change, by=by, reason=wanted.reason)

    def recall(self, given: Delegation, *, by: str, reason: str) -> Entered:
        """Let somebody stand in no more, before the time is over.

        Raises:
            DeniedActError: Whoever enters it neither has the role nor enters people.
            RegisterError: There is no such delegation, or it has ended.
        """
        words = f"end that {given.taker} acts as {given.role} for {given.giver}"
        self.acts.require(
            Act(kind="register", what=What.DELEGATION, words=words, subject=given.giver)
        )
        change = recalled(given, self.register(), at=self.now())
        return self._entered(change, by=by, reason=reason)

    def delegation(self, role: str, *, giver: str, taker: str) -> Delegation:
        """Return how somebody stands in for somebody else, now or soon.

        Raises:
            RegisterError: They do not.
        """
        at = self.now()
        for each in self.register().delegations:
            if (each.role, each.giver, each.taker) == (role, giver, taker) and at < each.end:
                return each
        raise RegisterError(f"{taker} does not stand in as {role} for {giver}.")

    def enter_list(self, path: Path, *, by: str, reason: str) -> Entered:
        """Appoint all people of a CSV file with the columns `person` and `role`, or nobody.

        Raises:
            DeniedActError: Whoever enters it may not enter one of them.
            UnfitListError: Some line cannot be entered; all such lines are named.
        """
        lines = list(_lines(path))
        wanted = (_entering(f"give {who} the role {role}", who) for _, who, role in lines)
        self.acts.require(*wanted)
        register, roles, at = self.register(), self.roles(), self.now()
        problems: list[str] = []
        begun: list[Holding] = []
        for number, person, role in lines:
            try:
                change = appointed(person, role, register, roles, at=at)
            except RegisterError as error:
                problems.append(f"line {number}: {error}")
                continue
            begun.extend(change.begun)
            # The next line is held against what this one would have made.
            register = Register((*register.holdings, *change.begun), register.delegations)
        if problems:
            raise UnfitListError(path, problems=problems)
        return self._entered(Change(begun=tuple(begun)), by=by, reason=reason)

    def vacant(self) -> tuple[VacantRole, ...]:
        """Return the roles that stages need and nobody has, those that block most first.

        Raises:
            DeniedActError: Whoever asks may not see who has which role.
        """
        register, roles, at = self.shown(), self.roles(), self.now()
        accountable, responsible = self._needed()
        names = sorted({*accountable, *responsible})
        found = [
            VacantRole(
                role=name,
                accountable=accountable.get(name, ()),
                responsible=responsible.get(name, ()),
                superior=roles[name].superior if name in roles else "",
            )
            for name in names
            if register.is_vacant(name, at=at)
        ]
        return tuple(sorted(found, key=lambda each: (-len(each.accountable), each.role)))

    def role_named(self, words: str) -> str:
        """Return the role that words name, as the documents write it.

        Raises:
            RegisterError: There is none.
        """
        return role_called(words, self.roles()).name

    def crossings(self, change: Change) -> tuple[Crossing, ...]:
        """Return who goes to the other side by a change."""
        return tuple(crossings(change, self.register(), self.roles()))

    def _entered(self, change: Change, *, by: str, reason: str) -> Entered:
        self._require_somebody_left(change)
        found = self.crossings(change)
        keep = partial(self._keep, change, by, reason)
        postings = self.postings.with_transfers(found, keep, by=by)
        return Entered(change=change, crossings=found, postings=tuple(postings))

    def _require_somebody_left(self, change: Change) -> None:
        """Look whether there still is somebody who enters people, if there was before.

        Raises:
            RegisterError: There would be nobody.
        """
        register, at = self.register(), self.now()
        if self._anybody_enters(register, at) and not self._anybody_enters(
            after(change, register), at
        ):
            last = " and ".join(sorted({each.person for each in change.ended}))
            raise RegisterError(
                f"{last} would be the last who enters people, and nobody could let others in. "
                "Give somebody else the role first."
            )

    def _anybody_enters(self, register: Register, at: datetime) -> bool:
        return any(register.holders(role, at=at) for role in self.entering)

    def _keep(self, change: Change, by: str, reason: str, postings: Sequence[Posting]) -> None:
        self.people.change(change, by=by, reason=reason, records=postings)

    def _needed(self) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        """Return the stages that each role answers for, and those that it works."""
        architecture = self.architecture()
        stages = {stage.ref for each in architecture.stages_by_stream.values() for stage in each}
        needed: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = ({}, {})
        kinds = (RelationKind.ACCOUNTABLE, RelationKind.RESPONSIBLE)
        for kind, by_role in zip(kinds, needed, strict=True):
            for relation in architecture.of_kind(kind):
                if relation.target in stages:
                    name = relation.source.id
                    by_role[name] = (*by_role.get(name, ()), relation.target.id)
        return needed

    def roles(self) -> Roles:
        """Return the roles of the documents."""
        return roles_of(self.architecture())


def _entering(words: str, person: str) -> Act:
    return Act(kind="register", what=What.ROLES, words=words, subject=person)


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the people of a file with the number of their line.

    Raises:
        UnfitListError: It has other columns, or cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnfitListError(path, problems=[f"it cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise UnfitListError(path, problems=["it is no text in UTF-8"]) from error
    reader = csv.DictReader(text.splitlines())
    if missing := sorted(_COLUMNS - set(reader.fieldnames or ())):
        problem = f"line 1: the column {' and '.join(missing)} is missing; write person,role"
        raise UnfitListError(path, problems=[problem])
    for row in reader:
        yield reader.line_num, (row["person"] or "").strip(), (row["role"] or "").strip()
