"""What the audit log holds: an entry for each decision, each access and each act that counts."""

import re
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from penstock.kernel.making import checked_dataclass
from penstock.kernel.sides import Side

LONGEST = 4000
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Kind(StrEnum):
    """What an entry tells of."""

    DECISION = "decision"
    ACCESS = "access"
    CHANGE = "change"
    CONSENT = "consent"
    OVERRIDE = "override"
    POSTING = "posting"
    LOG_READ = "log read"
    ERASURE = "erasure"
    CLOCK = "clock"


class Verdict(StrEnum):
    """How somebody's question was answered."""

    ALLOWED = "allowed"
    DENIED = "denied"


class UnfitEntryError(ValueError):
    """An entry says something that the log cannot keep, or not enough."""

    def __init__(self, field: str, *, because: str) -> None:
        self.field = field
        super().__init__(f"“{field}” of an audit entry {because}. Nothing was recorded.")


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the audit log, as people know it; what is kept holds no name in clear.

    Args:
        at: When it was asked, decided or done.
        kind: What it tells of.
        actor: The person or program, by the name it logs in with.
        action: What they wanted to do.
        acting_for: The side they did it for.
        object_kind: What kind of thing it was about.
        data_class: What a consent would call it, such as `interval_usage`.
        object: Which one; sealed under the subject's key, where there is a subject.
        premise: The service address that it was about; sealed, always.
        account: The account that it was about; sealed, always.
        subject: The customer or person whom the information is about.
        purpose: Why, in a word of the company's list; it stays readable for ever.
        consent: The consent that was checked.
        consent_version: Its version; 0 without one.
        rule: The rule that decided.
        verdict: How it decided.
        policy_sha256: The hash of the policy that the rule stands in.
        detail: Words of people; sealed under the actor's key.
    """

    at: datetime
    kind: Kind
    actor: str
    action: str
    acting_for: Side | None = None
    object_kind: str = ""
    data_class: str = ""
    object: str = ""
    premise: str = ""
    account: str = ""
    subject: str = ""
    purpose: str = ""
    consent: str = ""
    consent_version: int = 0
    rule: str = ""
    verdict: Verdict | None = None
    policy_sha256: str = ""
    detail: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be kept, before anybody waits for it."""
        if self.at.tzinfo is None:
            raise UnfitEntryError("at", because="has no zone, so nobody knows which moment it is")
        if self.consent_version and not self.consent:
            raise UnfitEntryError("consent_version", because="is that of no consent")
        if not self.actor or not self.action:
            name = "action" if self.actor else "actor"
            raise UnfitEntryError(name, because="is empty, and has to be said")
        # One look at all of them together is enough, nearly always.
        said = "".join(_texts_of(self))
        if not (said.isascii() and said.isprintable() and len(said) <= LONGEST):
            for name in _TEXTS:
                _require_text(name, getattr(self, name))


_TEXTS = tuple(field.name for field in fields(Entry) if field.type is str)
_texts_of = attrgetter(*_TEXTS)


def _require_text(name: str, text: str) -> None:
    if found := _UNWRITABLE.search(text):
        raise UnfitEntryError(name, because=f"holds U+{ord(found[0]):04X}, which is no writing")
    if len(text) > LONGEST:
        because = f"has {len(text):,} characters; {LONGEST:,} are the most"
        raise UnfitEntryError(name, because=because)
