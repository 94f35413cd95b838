"""What was let through under a consent, for whoever follows it up after it was taken back."""

from dataclasses import dataclass
from datetime import datetime

from penstock.governance.audit.entry import Entry, Kind, Verdict
from penstock.governance.audit.ports import Asked, AuditLog
from penstock.governance.audit.writing import Told
from penstock.governance.consent.consent import Consent

_PAGE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One access that a consent allowed.

    Args:
        position: The entry of the audit log.
        at: When.
        person: Who.
        side: For which side; empty for another company.
        what: What kind of thing.
        thing: Which one.
        purpose: What for.
        version: The version of the consent that allowed it.
    """

    position: int
    at: datetime
    person: str
    side: str
    what: str
    thing: str
    purpose: str
    version: int


def delivered_under(consent: Consent, log: AuditLog, *, recorded: Entry) -> tuple[Delivered, ...]:
    """Return what a consent has allowed, in all its versions, in the order of time.

    Args:
        consent: Any version of it.
        log: The audit log.
        recorded: Tells who asks; it is kept before anything is returned.

    Raises:
        AuditError: It could not be recorded who asks.
    """
    found: list[Delivered] = []
    after, is_full = 0, True
    while is_full:
        asked = Asked(after=after, limit=_PAGE, subject=consent.customer)
        page = log.read(asked, recorded=recorded)
        found += [_delivered(each) for each in page if _is_under(each, consent)]
        is_full = len(page) == _PAGE
        after = page[-1].position if page else after
    return tuple(found)


def _is_under(each: Told, consent: Consent) -> bool:
    is_access = each.kind is Kind.DECISION and each.verdict is Verdict.ALLOWED
    return is_access and each.consent == consent.id


def _delivered(each: Told) -> Delivered:
    return Delivered(
        position=each.position,
        at=each.at,
        person=each.actor,
        side=each.acting_for or "",
        what=each.object_kind,
        thing=each.object,
        purpose=each.purpose,
        version=each.consent_version,
    )
