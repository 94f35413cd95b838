"""How a stage speaks with those who finance."""

from typing import Protocol

from penstock.casework.financing.choices import (
    CreditApplication,
    FinancingChoice,
    FinancingWish,
    LenderDecision,
)


class Lenders(Protocol):
    """Those who finance systems; real ones, or a stand-in on this machine."""

    def offers(self, wish: FinancingWish) -> tuple[FinancingChoice, ...]:
        """Return every way of paying that they offer, cash first."""
        ...

    def decide(self, application: CreditApplication, choice: FinancingChoice) -> LenderDecision:
        """Return what the lender of an offer decides on an application."""
        ...
