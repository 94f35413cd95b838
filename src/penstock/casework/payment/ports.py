"""How a stage charges and gives back."""

from typing import Protocol

from penstock.casework.payment.charges import Charge, ChargeAsked


class Payments(Protocol):
    """A provider of payments; a real one, or a stand-in on this machine."""

    def charge(self, asked: ChargeAsked) -> Charge:
        """Charge, or return what was charged under the same key before.

        Raises:
            PaymentRefusedError: The provider refuses, or the key was used for another charge.
        """
        ...

    def refund(self, charge_id: str, *, cents: int, because: str, key: str) -> Charge:
        """Give back of a charge, or return what it is where that was done under the same key.

        Raises:
            PaymentRefusedError: There is no such charge, or not so much of it is left.
        """
        ...

    def find(self, charge_id: str) -> Charge | None:
        """Return a charge; None where there is none."""
        ...
