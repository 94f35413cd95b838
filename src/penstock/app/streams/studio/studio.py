"""The studio as the program provides it to the code of the stream."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from penstock.app.energy.extra import require_energy
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics
from penstock.streams.ncv_03_solar_storage.items.lead import (
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
)
from penstock.streams.ncv_03_solar_storage.ports import (
    DrawnSystem,
    OfferAsked,
    OfferMade,
    SystemWish,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyStudio:
    """Reads use, draws systems and reckons offers with the sciences that are installed.

    Args:
        folder: Where the documents are, whose tariffs count; None for the reference company's.
    """

    folder: Path | None = None

    def analysed(self, inquiry: CustomerInquiry, bills: bytes) -> PreliminaryEnergyAnalysis:
        """Return what a customer's own file tells.

        Raises:
            UnusableInputError: It cannot be read, or tells no year.
        """
        _require()
        from penstock.app.streams.studio.leads import analysis_of  # numpy is slow to import

        return analysis_of(inquiry, bills, self.folder)

    def billed(
        self, tariff: str, *, start: date, end: date, use_kwh: Decimal, is_home: bool
    ) -> Mapping[str, int]:
        """Return what our tariff book bills for a period, by kind of line [cents].

        Raises:
            UnusableInputError: There is no such tariff, or no such period.
        """
        _require()
        from penstock.app.streams.studio.tariffs import billed_for, tariff_called

        book = tariff_called(tariff, self.folder)
        return billed_for(book, start=start, end=end, use_kwh=use_kwh, is_home=is_home)

    def drawn(self, site: SiteSpecifics, wish: SystemWish) -> DrawnSystem:
        """Return a system on a site's roof, within fire setbacks.

        Raises:
            UnusableInputError: The roof file or the equipment cannot be used.
        """
        _require()
        from penstock.app.streams.studio.drawing import system_of

        return system_of(site, wish)

    def offered(self, asked: OfferAsked) -> OfferMade:
        """Return an offer: a year simulated, billed and priced.

        Raises:
            UnusableInputError: What it is made of does not go together.
        """
        _require()
        from penstock.app.streams.studio.offering import offer_made

        return offer_made(asked, self.folder)


def _require() -> None:
    require_energy("numpy", "pvlib", "lxml", "pyxirr")
