"""Whether a customer may accept a version of a quote, and the evidence that they did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.casework.quote.quote import against_accepting
from penstock.casework.signature.evidence import Signature
from penstock.casework.signature.signing import ToSign, against_document, against_signing, signed
from penstock.delivery.signatures import CaseFacts
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.contract import CustomerAgreement, TierEligibility
from penstock.streams.ncv_01_smart_home.items.solution import DetailedQuote
from penstock.streams.ncv_01_smart_home.selling.eligibility import TierRule
from penstock.streams.ncv_01_smart_home.selling.quoting import basis_of, quote_of
from penstock.streams.ncv_01_smart_home.selling.saying import Agreeing


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a customer can agree to.

    Args:
        quotes: Every version, the newest last.
        design_sha256: Of the newest design.
        eligibility: Whether they may have the tier; None where nobody looked.
        rules: What tiers ask.
    """

    quotes: Sequence[DetailedQuote]
    design_sha256: str
    eligibility: TierEligibility | None
    rules: tuple[TierRule, ...]

    def version(self, number: int) -> DetailedQuote | None:
        """Return the quote of a version; None where there is none."""
        return next((each for each in self.quotes if each.version == number), None)


def against_agreeing(
    said: Agreeing, offered: Offered, *, case: CaseFacts, now: datetime
) -> Iterator[str]:
    """Yield every reason why a quote cannot be accepted as somebody says."""
    seen = offered.version(said.quote_version)
    if seen is None:
        versions = ", ".join(str(each.version) for each in offered.quotes) or "none"
        yield f"there is no version {said.quote_version} of the quote; there is {versions}"
        return
    newest = offered.quotes[-1]
    if because := against_accepting(quote_of(seen), newest=quote_of(newest), now=now):
        yield because
        return
    if seen.design_sha256 != offered.design_sha256:
        yield f"{seen.name} is of another design than the one that lies there; quote anew"
    yield from against_document(said, version=seen.version, pdf_sha256=seen.pdf_sha256)
    yield from against_tier(seen.tier, offered.eligibility, offered.rules)
    yield from _signing_reasons(said, case)


def against_tier(
    tier: str, eligibility: TierEligibility | None, rules: tuple[TierRule, ...]
) -> Iterator[str]:
    """Yield why a customer may not have a tier; nothing where they may."""
    rule = next((each for each in rules if each.tier == tier), None)
    if rule is None:
        return
    if eligibility is None or eligibility.tier != tier:
        yield f"nobody has looked whether the customer may have the {tier} tier ({rule.id}); do it"
    elif not eligibility.is_eligible:
        told = eligibility.because.rstrip(".")
        yield f"the customer may not have the {tier} tier: {told[:1].lower()}{told[1:]}"


def agreement_of(
    said: Agreeing, quoted: DetailedQuote, *, case: CaseFacts, now: datetime
) -> CustomerAgreement:
    """Return that a customer accepted a quote, with the evidence.

    Raises:
        ValueError: What they gave is no signature.
    """
    return CustomerAgreement(
        quote_number=quoted.number,
        quote_version=quoted.version,
        once_cents=quoted.once_cents,
        monthly_cents=quoted.monthly_cents,
        choices=said.choices,
        signature=_signature(said, quoted, case, now),
        agreed_at=now,
    )


def _signature(said: Agreeing, quoted: DetailedQuote, case: CaseFacts, now: datetime) -> Signature:
    once, monthly = map(dollars_and_cents, (quoted.once_cents, quoted.monthly_cents))
    what = ToSign(
        document=quoted.name,
        rests_on=basis_of(quoted),
        intent=f"I accept {quoted.name}, the {quoted.tier} tier, for {once} once and {monthly} "
        "a month.",
        customer=quoted.customer,
        zone=quoted.zone,
    )
    return signed(said, what, before=case.person, now=now)


def _signing_reasons(said: Agreeing, case: CaseFacts) -> Iterator[str]:
    yield from against_signing(said, before=case.person)
    purposes = [each.purpose for each in said.choices]
    if len(set(purposes)) < len(purposes):
        yield "a purpose is chosen twice; each is asked once, by itself"
