"""What the side that competes has to say with every offer: that it is not the utility.

Colorado rule 4 CCR 723-3-3505 and its like ask for it wherever a name is shared.
"""

from dataclasses import dataclass

from penstock.kernel.sides import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that is offered to a customer.

    Args:
        id: What it is called.
        side: The side that offers it.
        text: All that the customer is shown.
    """

    id: str
    side: Side
    text: str


class UndisclosedOfferError(ValueError):
    """An offer of the side that competes does not say whose it is."""

    def __init__(self, offer: Offer, *, disclosure: str) -> None:
        self.offer_id, self.disclosure = offer.id, disclosure
        super().__init__(
            f"Offer {offer.id} does not say what it has to. Put in, word for word: “{disclosure}”"
        )


def require_disclosure(offer: Offer, *, disclosure: str) -> None:
    """Let an offer pass that says what it has to; line breaks do not count.

    Args:
        offer: The offer; only those of the non-regulated side have to say anything.
        disclosure: The company's sentence, such as that AES is not the utility, that no commission
            regulates it, and that utility service does not depend on buying from it.

    Raises:
        UndisclosedOfferError: The sentence is not in it, word for word.
        ValueError: There is no sentence: then nothing would be disclosed.
    """
    if not disclosure.strip():
        raise ValueError("The disclosure is empty. State what the commission's rule asks for.")
    said, wanted = (" ".join(text.split()) for text in (offer.text, disclosure))
    if offer.side is Side.NON_REGULATED and wanted not in said:
        raise UndisclosedOfferError(offer, disclosure=wanted)
