"""Consents in memory: for tests, and for trying things out."""

from collections.abc import Sequence

from penstock.governance.consent.consent import Consent
from penstock.governance.consent.register import StaleVersionError


class MemoryConsents:
    """Keeps consents as long as the program runs."""

    def __init__(self) -> None:
        self._versions: dict[str, list[Consent]] = {}
        self._words: dict[str, str] = {}

    def keep(self, consent: Consent, *, words: str = "") -> None:
        """Keep a version of a consent; the next decision goes by it.

        Raises:
            StaleVersionError: It does not follow the version that is kept.
        """
        kept = self._versions.get(consent.id, [])
        if consent.version != len(kept) + 1:
            raise StaleVersionError(consent, latest=len(kept))
        self._versions[consent.id] = [*kept, consent]
        if words:
            self._words.setdefault(consent.text_sha256, words)

    def of_customer(self, customer: str) -> Sequence[Consent]:
        """Return the consents of a customer, each at its latest version, in the order of ids."""
        latest = (versions[-1] for _, versions in sorted(self._versions.items()))
        return tuple(each for each in latest if each.customer == customer)

    def count(self) -> int:
        """Return how many versions are kept: as none is ever removed, it tells of any change."""
        return sum(map(len, self._versions.values()))

    def customers(self) -> frozenset[str]:
        """Return the customers who ever gave a consent."""
        return frozenset(versions[-1].customer for versions in self._versions.values())

    def versions(self, consent_id: str) -> Sequence[Consent]:
        """Return all versions of a consent, the first one first; none where there is none."""
        return tuple(self._versions.get(consent_id, ()))

    def words(self, text_sha256: str) -> str | None:
        """Return the text with a fingerprint, as it was kept; None where there is none."""
        return self._words.get(text_sha256)
