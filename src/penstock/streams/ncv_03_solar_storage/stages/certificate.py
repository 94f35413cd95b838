"""NCV-03.3: the evidence of the customer's signature, as a page to hand over."""

from penstock.casework.packet.ports import Typesetter
from penstock.casework.signature.certificate import certificate_of
from penstock.delivery.stage_acts import stage_act
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_03_solar_storage.items.contract import (
    SignatureCertificate,
    SignedContract,
)


@stage_act("NCV-03.3", "certificate", anytime=True)
def certificate(contract: SignedContract, typesetter: Typesetter) -> SignatureCertificate:
    """Set the evidence of the customer's signature as a PDF, void or not."""
    state = f"void: {contract.void_because}" if contract.is_void else "counts"
    facts = (
        ("Contract", f"{contract.number} version {contract.version}"),
        ("State", state),
        ("Price", dollars_and_cents(contract.price_cents)),
        ("Signed for AES by", contract.countersignature.name),
        ("Right to cancel", f"until the end of {contract.last_day_to_cancel}"),
    )
    packet = certificate_of(
        contract.customer_signature,
        title=f"Contract {contract.number}",
        facts=facts,
        made_by="Penstock",
    )
    return SignatureCertificate(content=typesetter.packet(packet))
