"""What following a tariff asks of the world."""

from typing import Protocol

from penstock.engineering.tariffs.tariff import Tariff


class NoTariffError(LookupError):
    """There is no such tariff, or it cannot be followed; the sentence says why."""


class TariffBook(Protocol):
    """The tariffs of the utility, as it publishes them."""

    def tariff(self, label: str) -> Tariff:
        """Return a tariff of electricity by its short name.

        Raises:
            NoTariffError: There is none.
        """
        ...
