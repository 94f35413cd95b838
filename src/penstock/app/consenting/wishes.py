"""What a customer is said to have agreed to, and what has to be true of it to be kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from hashlib import sha256

from penstock.app.guarding.classes import DataClasses
from penstock.governance.consent.bundling import require_separate
from penstock.governance.consent.changing import Act
from penstock.governance.consent.consent import Consent
from penstock.kernel.sides import Side

CHANNELS = ("web", "app", "paper", "phone", "in-person", "email")
"""How a consent may have come."""


class UnfitWishError(ValueError):
    """Something is missing, or wrong, in what a customer is said to have agreed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a customer agreed to; nothing of it is filled in for them.

    Args:
        customer: Who.
        premise: The service address.
        account: The account.
        grantee: Who may know: a side by its word, or another company by its id.
        data_classes: What may be known.
        purposes: What for.
        start: From when; None for the moment at which it was given.
        end: Until when.
    """

    customer: str
    premise: str
    account: str
    grantee: str
    data_classes: frozenset[str]
    purposes: frozenset[str]
    start: datetime | None = None
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows that a customer agreed.

    Args:
        text: What they agreed to, byte for byte.
        edition: Which edition of the text it is.
        channel: How it came.
        identity_proof: What showed that it was they.
        evidence: What shows the act; needed wherever somebody else enters it.
        given_at: When; None for this moment.
    """

    text: bytes
    edition: str
    channel: str
    identity_proof: str
    evidence: str = ""
    given_at: datetime | None = None

    @property
    def words(self) -> str:
        """The text as it is kept; its bytes are those of the words in UTF-8.

        Raises:
            UnfitWishError: It is empty, or no text.
        """
        try:
            words = self.text.decode()
        except UnicodeDecodeError as error:
            raise UnfitWishError(
                f"The text of the consent is not in UTF-8: {error}. Save it as UTF-8 text."
            ) from error
        if not words.strip():
            raise UnfitWishError("The text of the consent is empty. Name what the customer read.")
        if "\0" in words:
            raise UnfitWishError("The text of the consent holds U+0000, so it is no text.")
        return words

    def act(self, *, customer: str, by: str, now: datetime) -> Act:
        """Return the act of the customer.

        Args:
            customer: Who agreed.
            by: Who enters it.
            now: When it is entered.

        Raises:
            UnfitWishError: It lies in the future, or somebody else enters it without evidence.
        """
        given_at = self.given_at or now
        if given_at > now:
            raise UnfitWishError(
                f"The consent would be given at {given_at:%Y-%m-%d %H:%M} UTC, which is in the "
                "future. Enter it when the customer has given it."
            )
        if by != customer and not self.evidence:
            raise UnfitWishError(
                f"{by} enters this for {customer}, and nobody agrees for somebody else. Name what "
                "shows that the customer did: the number of a signed form or of a recording."
            )
        return Act(
            text_sha256=fingerprint(self.words),
            text_version=self.edition,
            channel=self.channel,
            given_at=given_at,
            identity_proof=self.identity_proof,
            evidence=self.evidence,
        )


def fingerprint(words: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(words.encode()).hexdigest()


def agreed(
    wish: Wish, proof: Proof, *, by: str, key: str, now: datetime, classes: DataClasses
) -> Consent:
    """Return the first version of a consent, as it may be kept.

    Args:
        wish: What the customer agreed to.
        proof: What shows it.
        by: Who enters it.
        key: What lets the same act, sent twice, count once.
        now: When it is entered.
        classes: What consents may call data.

    Raises:
        UnfitWishError: It cannot be kept; the sentence says why.
        BundledError: It stands for several consents.
        UnsoundConsentError: A party or a term is missing, or contradicts another.
    """
    act = proof.act(customer=wish.customer, by=by, now=now)
    # The same for the same act; it says nothing of how many there are, and nobody finds those of
    # others by trying keys.
    digest = sha256(f"{by}\n{key}".encode()).hexdigest()
    consent = _given(wish, act, consent_id=f"CON-{digest[:10].upper()}")
    require_known(consent, classes)
    require_separate(consent)
    return replace(consent, entered_by=by, key=key)


def _given(wish: Wish, act: Act, *, consent_id: str) -> Consent:
    start = wish.start or act.given_at
    if start < act.given_at:
        raise UnfitWishError(
            f"The consent would hold from {start:%Y-%m-%d %H:%M} UTC, before it was given at "
            f"{act.given_at:%Y-%m-%d %H:%M} UTC. What was read before cannot be agreed to later."
        )
    return Consent(
        id=consent_id,
        customer=wish.customer,
        premise=wish.premise,
        account=wish.account,
        grantee=wish.grantee,
        data_classes=wish.data_classes,
        purposes=wish.purposes,
        start=start,
        end=wish.end,
        text_sha256=act.text_sha256,
        text_version=act.text_version,
        channel=act.channel,
        given_at=act.given_at,
        identity_proof=act.identity_proof,
        evidence=act.evidence,
    )


def require_known(consent: Consent, classes: DataClasses) -> None:
    """Look whether a consent says in the company's words who may know what.

    Raises:
        UnfitWishError: It names data that nothing is called, or a side that is misspelt.
    """
    if not consent.data_classes or not consent.purposes:
        raise UnfitWishError("A consent names at least one kind of data, and one purpose.")
    unknown = sorted(consent.data_classes - classes.names) if classes.names else []
    if unknown:
        listed = ", ".join(sorted(classes.names))
        raise UnfitWishError(
            f"No data are called {' or '.join(unknown)} in a consent. There are: {listed}."
        )
    sides = [side.value for side in Side]
    near = get_close_matches(consent.grantee.casefold(), sides, n=1, cutoff=0.8)
    if near and consent.grantee not in sides:
        raise UnfitWishError(
            f"“{consent.grantee}” is no side of the company. Write {near[0]}, or the id of "
            "another company."
        )
