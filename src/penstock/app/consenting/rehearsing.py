"""Trying a consent: what it would let through, before anybody keeps it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from pathlib import Path

from penstock.app import clock
from penstock.app.consenting.changes import Terms, with_less, with_more
from penstock.app.consenting.consenting import Consenting
from penstock.app.consenting.parties import origin
from penstock.app.consenting.wishes import Proof, Wish, agreed
from penstock.app.guarding.opening import Company
from penstock.governance.boundary.asking import Action, Actor, Decision, Object, Question
from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import ConsentRegister
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.store.memory import MemoryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Data of one kind for one purpose: what the boundary says of it now, and then.

    Args:
        data_class: What the data are called in consents.
        purpose: What for.
        items: What in the company's documents is called so.
        now: What is decided by the consents as they are kept.
        then: What would be decided.
    """

    data_class: str
    purpose: str
    items: tuple[str, ...]
    now: Decision
    then: Decision

    @property
    def verdict(self) -> str:
        """Tell what changes, in words."""
        match self.now.allowed, self.then.allowed:
            case False, True:
                return "is let through from then on"
            case True, False:
                return "is let through no more"
            case True, True:
                return "is let through as before"
            case _:
                return "is not let through"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A consent that nobody has kept, and what it would change.

    Args:
        consent: What it would say.
        passages: What would become of each kind of data for each purpose.
    """

    consent: Consent
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class Rehearsing:
    """Tries consents for somebody who may enter them; that they tried is on record.

    Args:
        consenting: What they can do about consents.
    """

    consenting: Consenting

    def give(self, wish: Wish, proof: Proof) -> Rehearsal:
        """Return what a new consent would change.

        Raises:
            UnfitWishError: It cannot be kept; the sentence says why.
            BundledError: It stands for several consents.
            UnsoundConsentError: A party or a term is missing, or contradicts another.
        """
        return self._tried(self.consenting.wished(wish, proof, key=""))

    def narrow(self, consent_id: str, less: Terms) -> Rehearsal:
        """Return what it would change if a consent said less.

        Raises:
            WideningError: Something would be more than it was.
            UnfitWishError: Nothing would be left of it.
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        consent = self.consenting.keeping.found(consent_id, Action.WRITE)
        return self._tried(with_less(consent, less=less), before=consent)

    def widen(self, consent_id: str, wish: Terms, proof: Proof) -> Rehearsal:
        """Return what it would change if a consent said what a customer agreed to anew.

        Raises:
            UnfitWishError: It was taken back or has ended, or cannot be kept so.
            WideningError: The act is not a new one.
            NoSuchConsentError: There is none, as far as whoever asks may know.
        """
        keeping = self.consenting.keeping
        consent = keeping.found(consent_id, Action.WRITE)
        act = proof.act(customer=consent.customer, by=keeping.asker.person, now=keeping.now())
        wider = with_more(consent, wish=wish, act=act, classes=keeping.classes)
        return self._tried(wider, before=consent)

    def _tried(self, after: Consent, *, before: Consent | None = None) -> Rehearsal:
        """Ask the boundary twice: by the consents as they are, and with this one among them."""
        keeping = self.consenting.keeping
        kept = [each for each in keeping.consents.of_customer(after.customer) if each != before]
        asked = list(self._questions(after, before=before or after))
        now = self._decided(asked, ConsentRegister([*kept, *([before] if before else [])]))
        # What begins later is looked at as it will be when it has begun.
        at = max(after.start, keeping.now())
        then = self._decided(asked, ConsentRegister([*kept, after]), at=at)
        passages = (
            Passage(
                data_class=question.object.data_class,
                purpose=question.purpose,
                items=keeping.classes.items_of(question.object.data_class),
                now=decided,
                then=decided_then,
            )
            for question, decided, decided_then in zip(asked, now, then, strict=True)
        )
        return Rehearsal(consent=after, passages=tuple(passages))

    def _decided(
        self, asked: list[Question], consents: ConsentRegister, *, at: datetime | None = None
    ) -> tuple[Decision, ...]:
        questions = [replace(each, at=at or each.at) for each in asked]
        found = [replace(each, consent=consents.candidate(each)) for each in questions]
        return self.consenting.keeping.guard.boundary.decide_all(found)

    def _questions(self, after: Consent, *, before: Consent) -> Iterator[Question]:
        """Yield what the grantee could ask, of all that the consent covers or has covered."""
        keeping = self.consenting.keeping
        side = Side.read(after.grantee)
        scope = (after.data_classes | before.data_classes, after.purposes | before.purposes)
        for data_class, purpose in product(*map(sorted, scope)):
            yield Question(
                actor=Actor(id=after.grantee, side=side),
                acting_for=side,
                action=Action.READ,
                object=_data(after, data_class, origin(data_class, after, keeping.classes)),
                purpose=purpose,
                at=keeping.now(),
            )


def _data(consent: Consent, data_class: str, side: Side) -> Object:
    return Object(
        id=data_class,
        kind=data_class,
        side=side,
        sensitivity=Sensitivity.PERSONAL,
        subject=consent.customer,
        premise=consent.premise,
        account=consent.account,
        data_class=data_class,
    )


def rehearse(wish: Wish, proof: Proof, *, by: str, folder: Path | None) -> None:
    """Look whether a consent could be kept, so that one that is refused leaves no empty file.

    Raises:
        UnfitWishError: It cannot be kept; the sentence says why.
        BundledError: It stands for several consents.
        UnsoundConsentError: A party or a term is missing, or contradicts another.
    """
    classes = Company(folder=folder, store=MemoryStore(), now=clock.now).classes
    agreed(wish, proof, by=by, key="", now=clock.now(), classes=classes)
