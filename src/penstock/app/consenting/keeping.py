"""Consents behind the boundary: seen where they may be, and on record before they are kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from penstock.app.consenting.parties import as_object, unknown
from penstock.app.guarding.asker import Asker
from penstock.app.guarding.classes import DataClasses
from penstock.app.guarding.guard import Guard
from penstock.delivery.handling import KeyUsedError
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.boundary.asking import Action
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.ports import Consents
from penstock.governance.consent.register import StaleVersionError
from penstock.kernel.sides import Side


class NoSuchConsentError(LookupError):
    """There is no such consent, or none that may be shown to whoever asks."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no {what}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody does to a consent.

    Args:
        action: What it is called on record.
        change: Returns the next version of a consent; the same where nothing changes.
        key: What lets it, sent twice, count once.
        words: The text that the customer agreed to; empty where it takes no new one.
        detail: What is put on record beside it.
    """

    action: str
    change: Callable[[Consent], Consent]
    key: str
    words: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """The consents of one database, as somebody comes to them.

    Args:
        guard: Asks the boundary, and records.
        asker: Who comes.
        classes: What information items are about.
        consents: Where consents are kept.
        now: Returns the moment it is.
    """

    guard: Guard
    asker: Asker
    classes: DataClasses
    consents: Consents
    now: Callable[[], datetime]

    @property
    def hat(self) -> Side | None:
        """The side that asks; None for those who serve both and name none."""
        if self.asker.link:
            return None
        own = self.guard.actor_of(self.asker.person).side
        return self.asker.hat or (None if own is Side.ENTERPRISE else own)

    def found(self, consent_id: str, action: Action) -> Consent:
        """Return a consent at its latest version, where somebody may do something to it.

        Raises:
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        hat, versions = self.hat, self.consents.versions(consent_id)
        about = (
            as_object(versions[-1], self.classes, hat=hat)
            if versions
            else unknown(consent_id, side=hat or Side.REGULATED)
        )
        if self.guard.allows(self.asker, action, about) and versions:
            return versions[-1]
        raise NoSuchConsentError(f"consent {consent_id}")

    def change(self, consent_id: str, deed: Deed) -> Consent:
        """Keep the next version of a consent, however many others change it at this moment.

        Raises:
            NoSuchConsentError: There is none, as far as whoever asks may know.
            KeyUsedError: The key was used for something else.
            AuditError: It could not be recorded; nothing was kept.
        """
        while True:
            # Who was faster may have changed what this one is about, so it is looked at again.
            with suppress(StaleVersionError):
                return self._changed(consent_id, deed)

    def keep(self, consent: Consent, action: str, *, words: str = "", detail: str = "") -> Consent:
        """Keep a version, after it is on record.

        Raises:
            StaleVersionError: Somebody else has kept another one; that is on record, too.
            AuditError: It could not be recorded; nothing was kept.
        """
        self.guard.log.append([self.entry(consent, action, detail=detail)])
        try:
            self.consents.keep(consent, words=words)
        except StaleVersionError:
            because = "somebody else was faster"
            self.guard.log.append([self.entry(consent, f"{action}: not kept", detail=because)])
            raise
        return consent

    def entry(
        self, consent: Consent, action: str, *, kind: Kind = Kind.CONSENT, detail: str = ""
    ) -> Entry:
        """Return what is put on record of somebody's doing something to a consent."""
        return Entry(
            at=self.now(),
            kind=kind,
            actor=self.asker.person,
            action=action,
            acting_for=as_object(consent, self.classes, hat=self.hat).side,
            object_kind="consent",
            object=consent.id,
            subject=consent.customer,
            purpose=self.asker.purpose,
            consent=consent.id,
            consent_version=consent.version,
            detail=detail,
        )

    def _changed(self, consent_id: str, deed: Deed) -> Consent:
        consent = self.found(consent_id, Action.WRITE)
        for before, kept in pairwise(self.consents.versions(consent_id)):
            if kept.key == deed.key:
                return same(kept, deed.change(before), key=deed.key)
        after = deed.change(consent)
        if after is consent:
            return consent
        after = replace(after, entered_by=self.asker.person, key=deed.key)
        return self.keep(after, deed.action, words=deed.words, detail=deed.detail)


def same(kept: Consent, again: Consent, *, key: str) -> Consent:
    """Return what an act has made before.

    Raises:
        KeyUsedError: It was another act.
    """
    if _terms(kept) != _terms(again):
        raise KeyUsedError(key)
    return kept


def _terms(consent: Consent) -> tuple[object, ...]:
    """Return what an act asks for; moments of now differ whenever it is sent."""
    parties = (consent.customer, consent.premise, consent.account, consent.grantee)
    scope = (consent.data_classes, consent.purposes, consent.end)
    return (*parties, *scope, consent.status, consent.text_sha256)
