"""What each product may be; the limits are ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import COMMERCIAL, RESIDENTIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLimits:
    """What a product may be.

    Args:
        name: As the product catalogue has it.
        most_kw_ac: The most that its inverters give. [kW ac]
        least_kw_dc: The least that is worth a crew's way. [kW dc]
        needs_battery: Whether it is none without one.
    """

    name: str
    most_kw_ac: Decimal
    least_kw_dc: Decimal
    needs_battery: bool


LIMITS = {
    RESIDENTIAL: ProductLimits(
        name="Residential Solar + Storage Solution",
        most_kw_ac=Decimal(25),
        least_kw_dc=Decimal(1),
        needs_battery=False,
    ),
    COMMERCIAL: ProductLimits(
        name="Commercial Microgrid-as-a-Service",
        most_kw_ac=Decimal(2000),
        least_kw_dc=Decimal(10),
        needs_battery=True,
    ),
}


def broken_limits(design: SystemDesign, product: str) -> Iterator[str]:
    """Yield what of a product's limits a design breaks, in sentences."""
    limits = LIMITS.get(product)
    if limits is None:
        yield f"{product or 'The case'} is no product of this stream; expected {', '.join(LIMITS)}"
        return
    if design.power_kw_ac > limits.most_kw_ac:
        yield (
            f"{design.power_kw_ac} kW ac is more than the {limits.most_kw_ac} kW of "
            f"{limits.name}; take fewer inverters or the other product"
        )
    if design.power_kw_dc < limits.least_kw_dc:
        yield (
            f"{design.power_kw_dc} kW dc is less than the {limits.least_kw_dc} kW of {limits.name}"
        )
    if limits.needs_battery and design.battery is None:
        yield f"{limits.name} runs when the grid is down, so it needs a battery; add one"
