"""Where consents are kept."""

from collections.abc import Sequence
from typing import Protocol

from penstock.governance.consent.consent import Consent


class Consents(Protocol):
    """Every version of every consent; none is ever changed or removed."""

    def keep(self, consent: Consent, *, words: str = "") -> None:
        """Keep a version of a consent; the next decision in any process goes by it.

        Args:
            consent: The version.
            words: The text that the customer agreed to, word for word; empty where this version
                goes by the text of the one before.

        Raises:
            StaleVersionError: It does not follow the version that is kept.
        """
        ...

    def of_customer(self, customer: str) -> Sequence[Consent]:
        """Return the consents of a customer, each at its latest version, in the order of ids."""
        ...

    def count(self) -> int:
        """Return how many versions are kept: as none is ever removed, it tells of any change."""
        ...

    def customers(self) -> frozenset[str]:
        """Return the customers who ever gave a consent."""
        ...

    def versions(self, consent_id: str) -> Sequence[Consent]:
        """Return all versions of a consent, the first one first; none where there is none."""
        ...

    def words(self, text_sha256: str) -> str | None:
        """Return the text with a fingerprint, as it was kept; None where there is none."""
        ...
