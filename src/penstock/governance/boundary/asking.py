"""What the boundary is asked, and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from penstock.governance.consent.consent import Consent
from penstock.kernel.making import checked_dataclass
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

POLICY_ERROR = "policy-error"
"""The rule of a denial because the policies could not be asked: an alarm, not a verdict."""

NOT_PERMITTED = "not-permitted"
"""The rule of a denial because no policy permits it; none forbids it by name either."""


_OTHER = {Side.REGULATED: Side.NON_REGULATED, Side.NON_REGULATED: Side.REGULATED}


class Action(StrEnum):
    """What somebody wants to do."""

    READ = "read"
    WRITE = "write"
    APPROVE = "approve"
    """Close a stage or decide in the name of a side."""
    APPLY = "apply"
    """Ask a side for a service, as any customer or competitor could."""
    REFER = "refer"
    """Pass a customer on to the other side, as a lead."""
    RELEASE = "release"
    """Give out an aggregate over many customers."""
    OVERSEE = "oversee"
    """Read as an auditor, a privacy officer or counsel does, under the company's own hat."""
    INSPECT = "inspect"
    """Read what is held, and who read it, about oneself."""
    OVERRIDE = "override"
    """Read in an emergency what is closed otherwise."""
    KEEP = "keep"
    """Keep an act of the operating model: a role of somebody, a posting, an incident."""


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks.

    Args:
        id: A person's id; of another company or a customer, theirs.
        side: The side of the unit that a person belongs to; None for whoever is outside.
        roles: The roles that a person has, by the documents' names.
        functions: What these roles make of a person: `marketing`, `transmission`, `oversight`.

    Raises:
        ValueError: The id is empty: an access that nobody asked for cannot be recorded.
    """

    id: str
    side: Side | None
    roles: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("Nobody asks: an actor has an id. Name the person or the company.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What is to be known of an aggregate before it may be given out.

    Args:
        customers: How many customers it is over.
        largest: The share of the largest of them, in the unit of the total.
        total: What it comes to.
        isolated: The fewest customers that it and earlier releases isolate together; the number of
            customers where they isolate none.
    """

    customers: int
    largest: int
    total: int
    isolated: int


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """What is asked about.

    Args:
        id: What it is called where it is kept.
        kind: What it is: an information item, a case, a lead, an aggregate.
        side: The side that it comes from.
        sensitivity: Who may be shown it.
        subject: Whom it is about: a customer, or who applied; empty where it is about nobody.
        premise: The service address that it is about.
        account: The account that it is about.
        data_class: What a consent would call it, such as `interval_usage`.
        totals: What an aggregate says of itself; None for anything else.
    """

    id: str
    kind: str
    side: Side
    sensitivity: Sensitivity
    subject: str
    premise: str = ""
    account: str = ""
    data_class: str = ""
    totals: Totals | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """An override that two people stand for, for a while.

    Args:
        reason: Why it cannot wait.
        declared_by: The person who declared it.
        confirmed_by: Another person who confirmed it.
        start: The first moment at which it holds.
        end: The first moment at which it holds no more.
    """

    reason: str
    declared_by: str
    confirmed_by: str
    start: datetime
    end: datetime


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One access that somebody wants.

    Args:
        actor: Who asks.
        acting_for: The hat they wear, which the case decides; None for whoever is outside.
        action: What they want to do.
        object: What they want to do it to.
        purpose: What for, in the word that consents use.
        at: When.
        consent: The consent that an index found for it, whatever its state; None without one.
        emergency: The override that is claimed; None in all ordinary work.
    """

    actor: Actor
    acting_for: Side | None
    action: Action
    object: Object
    purpose: str
    at: datetime
    consent: Consent | None = None
    emergency: Emergency | None = None

    @property
    def recipient(self) -> str:
        """Who would know afterwards: the side whose hat is worn, or the one outside who asks.

        Whoever refers a customer tells the other side.
        """
        hat = self.acting_for
        side = _OTHER.get(hat, hat) if hat and self.action is Action.REFER else hat
        return side.value if side else self.actor.id


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the boundary answers, for the record.

    Args:
        allowed: Whether it may be.
        rule: The policy that decided, by its id.
        reason: That policy's sentence.
        consent_id: The consent that was looked at; empty where none was.
        consent_version: Its version; 0 where none was.
        purpose: What for.
        policy_sha256: The fingerprint of all policies and their schema.
        at: When.
        entry: The entry of the audit log that keeps it; 0 until it is on record.
    """

    allowed: bool
    rule: str
    reason: str
    consent_id: str
    consent_version: int
    purpose: str
    policy_sha256: str
    at: datetime
    entry: int = field(default=0, compare=False)

    @property
    def is_alarm(self) -> bool:
        """Tell whether somebody has to look at the policies, for they could not be asked."""
        return self.rule == POLICY_ERROR

    @property
    def reply(self) -> str:
        """What the asker is told: of a denial nothing that tells a customer from a stranger."""
        return "" if self.allowed else "There is nothing here that may be shown to you."
