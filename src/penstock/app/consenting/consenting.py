"""Giving, narrowing, widening and taking back consents: on record first, and then at once."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from penstock.app.consenting.changes import Terms, with_less, with_more
from penstock.app.consenting.following import Delivered, delivered_under
from penstock.app.consenting.keeping import Deed, Keeping, NoSuchConsentError, same
from penstock.app.consenting.parties import as_object, of_somebody
from penstock.app.consenting.wishes import (
    Proof,
    UnfitWishError,
    Wish,
    agreed,
    fingerprint,
)
from penstock.governance.audit.entry import Kind
from penstock.governance.boundary.asking import Action
from penstock.governance.consent.changing import moved_out, revoked
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import StaleVersionError
from penstock.kernel.sides import Side


class DamagedWordsError(Exception):
    """A text is not what the customer agreed to any more."""

    def __init__(self, consent: Consent) -> None:
        self.consent_id = consent.id
        super().__init__(
            f"The text of consent {consent.id}, version {consent.version}, is not the one with the "
            f"fingerprint {consent.text_sha256}: it is gone, or was changed. Restore the database."
        )


@dataclass(frozen=True, kw_only=True)
class Consenting:
    """What somebody can do about consents.

    Args:
        keeping: Where they are kept, behind the boundary.
    """

    keeping: Keeping

    def give(self, wish: Wish, proof: Proof, *, key: str) -> Consent:
        """Keep what a customer agreed to.

        Raises:
            UnfitWishError: It cannot be kept; the sentence says why.
            BundledError: It stands for several consents.
            UnsoundConsentError: A party or a term is missing, or contradicts another.
            KeyUsedError: The key was used for something else.
            AuditError: It could not be recorded; nothing was kept.
        """
        consent = self.wished(wish, proof, key=key)
        return self._kept_once(consent, proof)

    def wished(self, wish: Wish, proof: Proof, *, key: str) -> Consent:
        """Return what a customer agreed to as it could be kept, after it is on record who asks.

        Raises:
            UnfitWishError: It cannot be kept; the sentence says why.
            BundledError: It stands for several consents.
            UnsoundConsentError: A party or a term is missing, or contradicts another.
            AuditError: It could not be recorded.
        """
        asker, classes = self.keeping.asker, self.keeping.classes
        now = self.keeping.now()
        consent = agreed(wish, proof, by=asker.person, key=key, now=now, classes=classes)
        about = as_object(consent, classes, hat=self.keeping.hat)
        if not self.keeping.guard.allows(asker, Action.WRITE, about):
            raise UnfitWishError(f"{asker.person} may not enter consents of this kind.")
        return consent

    def _kept_once(self, consent: Consent, proof: Proof) -> Consent:
        """Keep the first version of a consent, unless the same act has kept it before."""
        while True:
            for kept in self.keeping.consents.versions(consent.id)[:1]:
                return same(kept, consent, key=consent.key)
            # The same act may have been sent twice at once.
            with suppress(StaleVersionError):
                words, detail = proof.words, consent.evidence
                return self.keeping.keep(consent, "give", words=words, detail=detail)

    def narrow(self, consent_id: str, less: Terms, *, key: str, reason: str = "") -> Consent:
        """Let a consent say less from now on; it takes no new act of the customer.

        Raises:
            WideningError: Something would be more than it was.
            UnfitWishError: Nothing would be left of it.
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        change = partial(with_less, less=less)
        deed = Deed(action="narrow", change=change, key=key, detail=reason)
        return self.keeping.change(consent_id, deed)

    def widen(self, consent_id: str, wish: Terms, proof: Proof, *, key: str) -> Consent:
        """Keep what a customer agreed to anew, as the next version of a consent.

        Args:
            consent_id: The consent.
            wish: All that it is to say from now on; what was said before does not count any more.
            proof: The new act of the customer.
            key: What lets the same act, sent twice, count once.

        Raises:
            UnfitWishError: It was taken back or has ended, or cannot be kept so.
            WideningError: The act is not a new one.
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        keeping = self.keeping
        customer = keeping.found(consent_id, Action.WRITE).customer
        act = proof.act(customer=customer, by=keeping.asker.person, now=keeping.now())
        change = partial(with_more, wish=wish, act=act, classes=keeping.classes)
        deed = Deed(action="widen", change=change, key=key, words=proof.words, detail=act.evidence)
        return keeping.change(consent_id, deed)

    def revoke(self, consent_id: str, *, key: str, reason: str = "") -> Consent:
        """Take a consent back; the next decision, in any process, goes by it.

        Raises:
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """

        def change(consent: Consent) -> Consent:
            return revoked(consent, at=self.keeping.now())

        deed = Deed(action="revoke", change=change, key=key, detail=reason)
        return self.keeping.change(consent_id, deed)

    def move_out(
        self, customer: str, premise: str, *, at: datetime | None, key: str
    ) -> tuple[Consent, ...]:
        """End all consents of a customer about a premise that they leave.

        Raises:
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        leaving = at or self.keeping.now()
        found = [each for each in self.of_customer(customer) if each.premise == premise]
        if not found:
            raise NoSuchConsentError(f"consent of {customer} about {premise}")

        def change(consent: Consent) -> Consent:
            return moved_out(consent, at=leaving)

        deed = Deed(action="move out", change=change, key=key)
        return tuple(self.keeping.change(each.id, deed) for each in found)

    def of_customer(self, customer: str) -> tuple[Consent, ...]:
        """Return the consents of a customer that may be shown, each at its latest version."""
        keeping, hat = self.keeping, self.keeping.hat
        about = of_somebody(customer, side=hat or Side.REGULATED)
        if not keeping.guard.allows(keeping.asker, Action.READ, about):
            return ()
        found = keeping.consents.of_customer(customer)
        objects = [as_object(each, keeping.classes, hat=hat) for each in found]
        decisions = keeping.guard.decide(keeping.asker, Action.READ, objects) if objects else ()
        return tuple(each for each, said in zip(found, decisions, strict=True) if said.allowed)

    def may_change(self, consent: Consent) -> bool:
        """Tell whether somebody would be let change a consent, so that it is offered to them."""
        keeping = self.keeping
        about = as_object(consent, keeping.classes, hat=keeping.hat)
        return keeping.guard.foresees(keeping.asker, Action.WRITE, about)

    def may_give(self, customer: str) -> bool:
        """Tell whether somebody would be let enter a consent, so that it is offered to them."""
        keeping = self.keeping
        about = of_somebody(customer, side=keeping.hat or Side.REGULATED)
        return keeping.guard.foresees(keeping.asker, Action.WRITE, about)

    def versions(self, consent_id: str) -> tuple[Consent, ...]:
        """Return all versions of a consent, the first one first.

        Raises:
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        self.keeping.found(consent_id, Action.READ)
        return tuple(self.keeping.consents.versions(consent_id))

    def delivered(self, consent: Consent) -> tuple[Delivered, ...]:
        """Return what was let through under a consent, after it is on record who asks for it."""
        entry = self.keeping.entry(consent, "read what was delivered", kind=Kind.LOG_READ)
        return delivered_under(consent, self.keeping.guard.log, recorded=entry)

    def text(self, consent_id: str, *, version: int | None = None) -> bytes:
        """Return what a customer agreed to, byte for byte; by default of the latest version.

        Raises:
            NoSuchConsentError: There is no such consent or version.
            DamagedWordsError: It is gone, or no longer what it was.
        """
        versions = {each.version: each for each in self.versions(consent_id)}
        consent = versions.get(version or max(versions))
        if consent is None:
            raise NoSuchConsentError(f"version {version} of consent {consent_id}")
        words = self.keeping.consents.words(consent.text_sha256)
        if words is None or fingerprint(words) != consent.text_sha256:
            raise DamagedWordsError(consent)
        return words.encode()
