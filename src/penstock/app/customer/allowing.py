"""The consents that a customer is asked for, one by one: given, and taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.app.consenting import Proof, UnfitWishError, Wish
from penstock.app.customer.language import Language
from penstock.app.customer.own_data import OwnData
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.signing import ON
from penstock.app.customer.words import ConsentWords, CustomerWords
from penstock.delivery.handling import KeyUsedError
from penstock.governance.consent.consent import Consent, ConsentStatus, UnsoundConsentError

_EDITION = "customer page 1"
_DAYS_OF_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedConsent:
    """A consent that a customer is asked for, and whether they gave it.

    Args:
        words: What it lets through, and what happens without it.
        text: What the customer agrees to, word for word; that of today.
        given: The consent that holds; None where none does.
        until: The last moment but one of it.
    """

    words: ConsentWords
    text: str
    given: Consent | None
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentsSeen:
    """The consents of a customer, as their page has them.

    Args:
        asked: What they are asked for; nothing of it is ticked for them.
        others: What holds, and is not asked for here.
        past: What holds no more.
    """

    asked: tuple[AskedConsent, ...]
    others: tuple[Consent, ...]
    past: tuple[Consent, ...]


def consents_seen(own: OwnData, words: CustomerWords) -> ConsentsSeen:
    """Return what a customer allows, and is asked to allow."""
    kept, now = own.consents(), own.cases.now()
    holding = tuple(each for each in kept if _holds(each, now))
    listed = words.consents if own.premise else ()
    asked = tuple(_asked(each, holding, own, words.language) for each in listed)
    given = [each.given for each in asked]
    return ConsentsSeen(
        asked=asked,
        others=tuple(each for each in holding if each not in given),
        past=tuple(each for each in kept if each not in holding),
    )


def give(
    own: OwnData, words: CustomerWords, form: Mapping[str, str], *, address: str
) -> ConsentWords:
    """Keep a consent that a customer gives.

    Raises:
        CustomerRefusedError: They did not tick it, or it cannot be kept.
    """
    say = words.language.say
    found = next((each for each in words.consents if each.key == form.get("consent")), None)
    if found is None:
        raise CustomerRefusedError(say("This consent is not asked for any more. Look again."))
    account = own.account if own.is_account_ours else form.get("account", "").strip()
    if not account:
        raise CustomerRefusedError(
            say("Write your account number at the utility; it stands on your bill.")
        )
    if form.get("agree") != ON:
        raise CustomerRefusedError(say("Tick the box if you want to allow this."))
    proof = Proof(
        text=_text(found, own, words.language).encode(),
        edition=f"{_EDITION}, {words.language.code}",
        channel="web",
        identity_proof=f"personal link {own.link.id}, made for {own.link.person} "
        f"by {own.link.made_by}",
        evidence=f"{own.link.id} from {address}",
    )
    try:
        own.consenting.give(_wish(found, own, account), proof, key=_key(own, form))
    except (UnfitWishError, UnsoundConsentError, KeyUsedError) as error:
        sentence = say("This cannot be kept now. Ask us under “Questions”.")
        raise CustomerRefusedError(sentence) from error
    return found


def take_back(own: OwnData, form: Mapping[str, str], language: Language) -> None:
    """Take a consent back; it counts no more from the next reading on.

    Raises:
        CustomerRefusedError: There is none of this customer and premise of this name.
    """
    name = form.get("consent", "")
    # Of another premise, they have another page.
    if all(each.id != name for each in own.consents()):
        sentence = language.say("There is no such consent of yours. Look at the list again.")
        raise CustomerRefusedError(sentence)
    reason = f"taken back by the customer on their page, {own.link.id}"
    own.consenting.revoke(name, key=_key(own, form), reason=reason)


def _asked(
    words: ConsentWords, holding: tuple[Consent, ...], own: OwnData, language: Language
) -> AskedConsent:
    given = next((each for each in holding if _fits(each, words)), None)
    return AskedConsent(
        words=words,
        text=_text(words, own, language),
        given=given,
        until=given.end if given else None,
    )


def _fits(consent: Consent, words: ConsentWords) -> bool:
    """Tell whether a consent lets through what is asked for."""
    is_wide = consent.data_classes >= {*words.data_classes}
    return is_wide and consent.purposes >= {*words.purposes} and consent.grantee == words.grantee


def _holds(consent: Consent, now: datetime) -> bool:
    is_on = consent.status is ConsentStatus.ACTIVE and consent.start <= now < consent.end
    return is_on and not (consent.ended_at and consent.ended_at <= now)


def _text(words: ConsentWords, own: OwnData, language: Language) -> str:
    """Return what the customer agrees to, word for word."""
    return " ".join(_sentences(words, own, language))


def _sentences(words: ConsentWords, own: OwnData, language: Language) -> Iterator[str]:
    say = language.say
    yield words.lets_through
    yield say("This is about {premise}.", premise=own.premise)
    yield say("It holds for {months} months from today.", months=words.months)
    yield say("You can take it back here at any time, at no cost; from then on nothing is read.")
    yield say("Without it: {without}", without=words.without)


def _wish(words: ConsentWords, own: OwnData, account: str) -> Wish:
    return Wish(
        customer=own.customer,
        premise=own.premise,
        account=account,
        grantee=words.grantee,
        data_classes=frozenset(words.data_classes),
        purposes=frozenset(words.purposes),
        end=own.cases.now() + timedelta(days=_DAYS_OF_YEAR * words.months // 12),
    )


def _key(own: OwnData, form: Mapping[str, str]) -> str:
    return f"{own.link.id}/{form.get('consent', '')[:64]}/{form.get('key', '')[:64]}"
