"""A stand-in for lenders on this machine: decides by rules that lie beside the documents."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.app.loading import reference_company
from penstock.casework.financing.choices import (
    CreditApplication,
    FinancingChoice,
    FinancingWish,
    LenderDecision,
)
from penstock.casework.financing.deciding import decision
from penstock.casework.financing.offering import choices_for
from penstock.casework.financing.reading import LenderRulesError, read_products
from penstock.casework.financing.rules import LenderProduct

if TYPE_CHECKING:
    from penstock.app.streams.ports import World

LENDERS = Path("financing") / "lenders.toml"


class HouseLenders:
    """Offers and decides by `financing/lenders.toml`, the same answer to the same question.

    It asks no credit bureau and keeps nothing: what an applicant says is looked at and forgotten.

    Args:
        folder: The documents; those of the reference company where they have no such file.
    """

    def __init__(self, folder: Path | None = None) -> None:
        own = (folder or Path()) / LENDERS
        self._file = own if own.is_file() else reference_company() / LENDERS

    def offers(self, wish: FinancingWish) -> tuple[FinancingChoice, ...]:
        """Return every way of paying that they offer, cash first.

        Raises:
            LenderRulesError: The file cannot be read or followed.
        """
        return choices_for(wish, self._products)

    def decide(self, application: CreditApplication, choice: FinancingChoice) -> LenderDecision:
        """Return what the lender of an offer decides on an application.

        Raises:
            LenderRulesError: The file cannot be read, or no longer has the offer.
        """
        for product in self._products:
            if product.id == choice.offer_id:
                return decision(application, choice, product)
        problem = f"{choice.lender} offers no {choice.offer_id} any more; offer financing anew"
        raise LenderRulesError(str(self._file), problems=(problem,))

    @cached_property
    def _products(self) -> tuple[LenderProduct, ...]:
        try:
            text = self._file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LenderRulesError(
                str(self._file), problems=(f"it cannot be read: {error}",)
            ) from error
        return read_products(text, file=str(self._file))


def lenders(world: "World") -> HouseLenders:
    """Return the lenders whose rules lie beside the documents that were named."""
    return HouseLenders(world.folder)
