"""What enrolment reaches the register of consents through."""

from collections.abc import Sequence
from typing import Protocol

from penstock.governance.consent.consent import Consent


class CustomersConsents(Protocol):
    """What customers agree to."""

    def of_customer(self, customer: str) -> Sequence[Consent]:
        """Return the consents of a customer, each at its latest version."""
        ...
