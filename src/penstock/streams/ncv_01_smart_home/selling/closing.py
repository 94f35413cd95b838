"""Whether AES may sign what a customer has signed, the contract, and when it is void."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.casework.basis import Basis
from penstock.casework.quote.differences import differences
from penstock.casework.signature.cancelling import right_to_cancel
from penstock.casework.signature.countersigning import (
    against_person,
    against_signature,
    against_standing,
    holds,
)
from penstock.casework.signature.voiding import voided
from penstock.delivery.signatures import CaseFacts
from penstock.streams.ncv_01_smart_home.items.contract import (
    Countersigned,
    CustomerAgreement,
    SignedContract,
)
from penstock.streams.ncv_01_smart_home.items.solution import CostKind, DetailedQuote
from penstock.streams.ncv_01_smart_home.selling.quoting import basis_of, quote_of
from penstock.streams.ncv_01_smart_home.selling.saying import Countersigning


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """All that is there when AES is to sign.

    Args:
        quoted: The newest version of the quote.
        agreement: What the customer signed.
        before: The contract that was signed before; None where none was.
        lying: What the signature would rest on, as it is recorded now.
    """

    quoted: DetailedQuote
    agreement: CustomerAgreement
    before: SignedContract | None
    lying: tuple[Basis, ...]


def against_signing(deal: Deal, *, case: CaseFacts) -> Iterator[str]:
    """Yield every reason why AES cannot sign."""
    agreement, before = deal.agreement, deal.before
    if agreement.quote != deal.quoted.name:
        yield (
            f"the customer accepted {agreement.quote}, and {deal.quoted.name} is the current one; "
            "have it accepted"
        )
    signature, quoted = agreement.signature, deal.quoted
    yield from against_signature(signature, document_sha256=quoted.pdf_sha256, lying=deal.lying)
    yield from against_standing(before)
    if not holds(agreement.agreed_at, before):
        yield "the customer signed before the contract became void; have them sign anew"
    yield from against_person(case.person, offered_by=quoted.quoted_by, signature=signature)


def contract_of(
    deal: Deal, said: Countersigning, *, case: CaseFacts, now: datetime
) -> SignedContract:
    """Return the contract that is there with the second signature."""
    quoted, signature = deal.quoted, deal.agreement.signature
    right = right_to_cancel(now, zone=signature.zone)
    # A version that counts no more keeps its number.
    earlier = max(deal.before.version if deal.before else 0, case.versions_of(SignedContract))
    return SignedContract(
        number=f"{case.case_id}-C",
        version=earlier + 1,
        quote=quoted.name,
        tier=quoted.tier,
        once_cents=quoted.once_cents,
        monthly_cents=quoted.monthly_cents,
        total_cents=quoted.first_year_cents,
        margin_cents=_margin(quoted),
        rests_on=signature.rests_on,
        customer_signature=signature,
        countersignature=Countersigned(name=said.typed_name, person=case.person, signed_at=now),
        signed_at=now,
        signed_on=now.astimezone(ZoneInfo(signature.zone)).date(),
        cancel_until=right.until,
        last_day_to_cancel=right.last_day,
    )


def deposit_cents(contract: SignedContract, *, percent: int) -> int:
    """Return the deposit of a contract: a share of what is paid once. [cents]."""
    return max(round(contract.once_cents * percent / 100), 1)


def voided_by(
    contract: SignedContract, quotes: Sequence[DetailedQuote], *, design_sha256: str, now: datetime
) -> SignedContract | None:
    """Return the void version of a contract whose design or price is another; None if it stands."""
    if contract.is_void or not quotes:
        return None
    newest = quotes[-1]
    lying = basis_of(newest, design_sha256=design_sha256)
    found = voided(contract.rests_on, lying, since=now, details=_details(contract, quotes))
    if found is None:
        return None
    return replace(
        contract,
        version=contract.version + 1,
        is_void=True,
        void_because=found.because,
        voided_at=now,
    )


def _details(contract: SignedContract, quotes: Sequence[DetailedQuote]) -> tuple[str, ...]:
    signed = next((each for each in quotes if each.name == contract.quote), None)
    if signed is None:
        return ()
    old, new = quote_of(signed), quote_of(quotes[-1])
    new = replace(new, made_of=(), valid_until=old.valid_until)
    return differences(replace(old, made_of=()), new)


def _margin(quoted: DetailedQuote) -> int:
    """Return what is left of the first year when AES and the state have their part. [cents]."""
    tax = sum(each.cents for each in quoted.lines if each.kind is CostKind.TAX)
    return quoted.first_year_cents - tax - quoted.cost_cents
