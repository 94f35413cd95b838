"""Reading the audit log through the door of the boundary: for those who oversee, and on record."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from penstock.app.cases.door import ClosedError, Door
from penstock.app.cases.institutions import Institutions, NoDoorError
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.opening import council_beside
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.findings import Finding
from penstock.governance.audit.ports import Asked
from penstock.governance.audit.writing import Told
from penstock.governance.boundary.asking import Action, Object
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

_PURPOSE = "audit"
_LOG = Object(
    id="audit log",
    kind="audit log",
    side=Side.ENTERPRISE,
    sensitivity=Sensitivity.CONFIDENTIAL,
    subject="",
    data_class="audit_log",
)


# So many are read in some seconds, which is as long as somebody waits for a page.
_MOST_VERIFIED = 1_000_000


class LongLogError(Exception):
    """The audit log is too long to be verified while somebody waits."""

    def __init__(self, entries: int) -> None:
        self.entries = entries
        super().__init__(
            f"The audit log has {entries:,} entries, more than are verified while somebody waits. "
            "Run: penstock audit verify"
        )


class NoSuchEntryError(LookupError):
    """The audit log has no entry, or no decision, of a number."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Entry {number:,} of the audit log is not there, or is no decision.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """A decision of the boundary, as it was taken.

    Args:
        told: The entry that keeps it.
        reason: The sentence of the policy that took it, as it is now; empty where it is no more.
        are_same_policies: Whether the policies are those of then.
    """

    told: Told
    reason: str
    are_same_policies: bool


@dataclass(frozen=True, kw_only=True)
class Overseeing:
    """The audit log, for whoever came through a door.

    Args:
        door: Asks the boundary for them.
        now: Returns the moment it is.
        folder: The documents beside which the policies lie.
    """

    door: Door
    now: Callable[[], datetime]
    folder: Path | None

    @classmethod
    def of(cls, cases: Institutions, *, folder: Path | None) -> Self:
        """Return the log beside cases, for whoever came to them.

        Raises:
            NoDoorError: A program opened the cases, and nobody came.
        """
        if cases.door is None:
            raise NoDoorError
        return cls(door=cases.door, now=cases.now, folder=folder)

    def entries(self, asked: Asked) -> tuple[Told, ...]:
        """Return entries, after it is on record who reads them.

        Raises:
            ClosedError: They do not oversee.
            AuditError: It could not be recorded; nothing is shown.
        """
        self._require_overseer()
        reading = Entry(
            at=self.now(),
            kind=Kind.LOG_READ,
            actor=self._asker.person,
            acting_for=Side.ENTERPRISE,
            action="read",
            object_kind="audit log",
            subject=asked.subject,
            purpose=_PURPOSE,
        )
        return self.door.guard.log.read(asked, recorded=reading)

    def findings(self) -> tuple[Finding, ...]:
        """Return all that is wrong with the log, read from its first entry to its last.

        Raises:
            ClosedError: They do not oversee.
            LongLogError: There are too many to wait for.
        """
        self._require_overseer()
        log = self.door.guard.log
        head = log.head()
        if head and head.position > _MOST_VERIFIED:
            raise LongLogError(head.position)
        return tuple(log.verify())

    @property
    def may_oversee(self) -> bool:
        """Tell whether somebody would be let read the log, so that it is offered to them."""
        return self.door.guard.foresees(self._asker, Action.OVERSEE, _LOG)

    @property
    def _asker(self) -> Asker:
        # Who oversees does it for the company as a whole, whichever side they work for otherwise.
        return replace(self.door.asker, hat=Side.ENTERPRISE, purpose=_PURPOSE, emergency="")

    def _require_overseer(self) -> None:
        asker = self._asker
        (decision,) = self.door.guard.decide(asker, Action.OVERSEE, [_LOG])
        if not decision.allowed:
            raise ClosedError(asker.person, "the audit log is read by those who oversee", decision)

    def decision(self, number: int) -> Recalled:
        """Return a decision of the boundary by the number of its entry, likewise.

        Raises:
            ClosedError: They do not oversee.
            NoSuchEntryError: There is no such entry, or it is no decision.
        """
        found = self.entries(Asked(after=number - 1, limit=1))
        told = next((each for each in found if each.position == number and each.rule), None)
        if told is None:
            raise NoSuchEntryError(number)
        policies = council_beside(self.folder).policies
        policy = policies.by_id.get(told.rule)
        return Recalled(
            told=told,
            reason=policy.reason if policy else "",
            are_same_policies=told.policy_sha256 == policies.sha256,
        )
