"""The published tariffs that stand beside the documents, as streams ask for them."""

from dataclasses import dataclass
from pathlib import Path

from penstock.app.energy.tariffs import UnfitTariffError, find_tariff
from penstock.app.streams.ports import World
from penstock.casework.comfort.ports import NoTariffError
from penstock.engineering.tariffs.tariff import Commodity, Tariff


@dataclass(frozen=True, kw_only=True)
class PublishedTariffs:
    """The tariffs of `tariffs/` beside the documents.

    Args:
        folder: The documents; those of the reference company where they have none.
    """

    folder: Path | None = None

    def tariff(self, label: str) -> Tariff:
        """Return a tariff of electricity by its short name.

        Raises:
            NoTariffError: There is none, or it sells gas.
        """
        try:
            found = find_tariff(label, self.folder).tariff
        except (LookupError, UnfitTariffError) as error:
            raise NoTariffError(str(error)) from error
        if found.commodity is not Commodity.ELECTRICITY:
            raise NoTariffError(
                f"{found.name} sells gas, whose price does not change in a day. Name a tariff of "
                "electricity."
            )
        return found


def tariff_book(world: World) -> PublishedTariffs:
    """Return the tariffs of the documents that were named."""
    return PublishedTariffs(folder=world.folder)
