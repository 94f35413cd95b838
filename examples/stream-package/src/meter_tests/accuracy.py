"""How right a meter is, and what a wrong one costs."""

from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


def average_registration_percent(
    *, light_load_percent: Decimal, full_load_percent: Decimal
) -> Decimal:
    """Return the average registration [%] of a meter, in which full load weighs four times.

    average = (light + 4 * full) / 5

    Args:
        light_load_percent: Registration at light load. [%]
        full_load_percent: Registration at full load. [%]

    Example:
        >>> average_registration_percent(
        ...     light_load_percent=Decimal("106.0"), full_load_percent=Decimal("103.5")
        ... )
        Decimal('104.0')

    References:
        ANSI C12.1, Code for Electricity Metering: determination of average percentage registration.
    """
    return (light_load_percent + 4 * full_load_percent) / 5


def billed_too_much_usd(
    *, energy_kwh: Decimal, price_usd_per_kwh: Decimal, registration_percent: Decimal
) -> Decimal:
    """Return what was billed beyond what was used [USD], to the cent.

    excess = energy * (1 - 100 / registration) * price

    Args:
        energy_kwh: What the meter registered. [kWh]
        price_usd_per_kwh: What it was billed at. [USD/kWh]
        registration_percent: What the meter registers of what goes through it; not 0. [%]

    Example:
        >>> billed_too_much_usd(
        ...     energy_kwh=Decimal(1040),
        ...     price_usd_per_kwh=Decimal("0.20"),
        ...     registration_percent=Decimal(104),
        ... )
        Decimal('8.00')
    """
    used_kwh = energy_kwh * 100 / registration_percent
    return ((energy_kwh - used_kwh) * price_usd_per_kwh).quantize(_CENT, ROUND_HALF_UP)
