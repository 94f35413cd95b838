"""Whether a customer may accept a version of a proposal, and the evidence that they did."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from penstock.casework.basis import Basis, changed
from penstock.casework.quote.quote import against_accepting
from penstock.casework.signature.evidence import Signature
from penstock.casework.signature.signing import ToSign, against_document, against_signing, signed
from penstock.delivery.signatures import CaseFacts
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_03_solar_storage.contracting.quoting import proposed, quote_of
from penstock.streams.ncv_03_solar_storage.contracting.saying import Acceptance
from penstock.streams.ncv_03_solar_storage.items.contract import FinancingOffer
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal


def against_approving(
    said: Acceptance,
    proposals: Sequence[CustomerProposal],
    offer: FinancingOffer,
    *,
    case: CaseFacts,
    now: datetime,
) -> tuple[str, ...]:
    """Return every reason why a proposal cannot be accepted as somebody says; none where it can."""
    newest = quote_of(proposals[-1])
    seen = version_of(said.proposal_version, proposals)
    if seen is None and 0 < said.proposal_version < newest.version:
        # Its stage was reopened since, and it counts no more.
        replaced = replace(newest, version=said.proposal_version)
        return (against_accepting(replaced, newest=newest, now=now),)
    if seen is None:
        versions = ", ".join(str(each.version) for each in proposals)
        return (
            f"there is no version {said.proposal_version} of the proposal; there is {versions}",
        )
    if because := against_accepting(quote_of(seen), newest=newest, now=now):
        return (because,)
    return tuple(_reasons(said, seen, offer, case, now))


def against_proposing(proposal: CustomerProposal, now_there: tuple[Basis, ...]) -> str:
    """Return why a proposal is not of what is recorded now; empty where it is."""
    if not (names := changed(proposed(proposal), now_there)):
        return ""
    other = "is another version now" if len(names) == 1 else "are other versions now"
    name = quote_of(proposal).name
    return f"{', '.join(names)} {other} than {name} was made of; propose anew before it is signed"


def version_of(version: int, proposals: Sequence[CustomerProposal]) -> CustomerProposal | None:
    """Return the proposal of a version; None where there is none."""
    return next((each for each in reversed(proposals) if each.version == version), None)


def signature_of(
    said: Acceptance, proposal: CustomerProposal, *, case: CaseFacts, now: datetime
) -> Signature:
    """Return the evidence that a customer accepted a proposal.

    Raises:
        ValueError: What they gave is no signature.
    """
    what = ToSign(
        document=quote_of(proposal).name,
        rests_on=proposed(proposal),
        intent=intent(proposal, offer_id=said.offer_id),
        customer=proposal.customer,
        zone=proposal.zone,
    )
    return signed(said, what, before=case.person, now=now)


def intent(proposal: CustomerProposal, *, offer_id: str) -> str:
    """Return what a customer states by signing."""
    price = dollars_and_cents(proposal.price_cents)
    return (
        f"I accept {quote_of(proposal).name}, {proposal.system}, for {price}, "
        f"to be paid as {offer_id}."
    )


def _reasons(
    said: Acceptance,
    proposal: CustomerProposal,
    offer: FinancingOffer,
    case: CaseFacts,
    now: datetime,
) -> Iterator[str]:
    yield from against_document(said, version=proposal.version, pdf_sha256=proposal.pdf_sha256)
    yield from _offer_reasons(said.offer_id, proposal, offer, now)
    yield from against_signing(said, before=case.person)


def _offer_reasons(
    offer_id: str, proposal: CustomerProposal, offer: FinancingOffer, now: datetime
) -> Iterator[str]:
    name = quote_of(proposal).name
    if offer.proposal != name:
        yield f"the financing was offered for {offer.proposal}, and this is {name}; offer it anew"
    elif offer.choice(offer_id) is None:
        known = ", ".join(each.offer_id for each in offer.choices)
        yield f"there is no offer “{offer_id}”; there is {known}"
    if now >= offer.expires_at:
        yield f"the financing offer expired on {offer.expires_at:%Y-%m-%d %H:%M}Z; offer it anew"
