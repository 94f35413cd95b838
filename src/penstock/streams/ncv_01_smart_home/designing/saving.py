"""What a home may save in a year: a range, from its own use or from stated averages."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from penstock.streams.ncv_01_smart_home.designing.catalogue import Averages
from penstock.streams.ncv_01_smart_home.items.home import Fuel, SiteDetails
from penstock.streams.ncv_01_smart_home.items.solution import SavingsRange

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualUse:
    """A year of a home's own electricity.

    Args:
        kwh: What it used. [kWh]
        source: What that was read from, and by whose leave.
    """

    kwh: Decimal
    source: str


def savings_of(averages: Averages, site: SiteDetails, use: AnnualUse | None) -> SavingsRange | None:
    """Return what a home may save in a year; None where none of its electricity heats or cools.

    saved = use × price × (share that heats and cools) × (low to high)

    Args:
        averages: What is stated.
        site: The home: what of it runs on electricity counts.
        use: Its own use, where a consent gives it; None for that of an average home.
    """
    share = _share_percent(averages, site)
    if not share:
        return None
    kwh = use.kwh if use else averages.annual_kwh
    cents = kwh * averages.cents_per_kwh
    of_heating = cents * share / _HUNDRED
    sources = (use.source if use else averages.average_source, averages.share_source)
    return SavingsRange(
        low_cents=_whole(of_heating * averages.low_percent / _HUNDRED),
        high_cents=_whole(of_heating * averages.high_percent / _HUNDRED),
        of_cents=_whole(cents),
        is_own_use=use is not None,
        source="; ".join(sources),
        method=averages.method,
        sources=sources,
    )


def _share_percent(averages: Averages, site: SiteDetails) -> Decimal:
    heats = averages.heating_percent if site.fuel is Fuel.ELECTRIC else Decimal(0)
    return heats + (averages.cooling_percent if site.has_cooling else Decimal(0))


def _whole(cents: Decimal) -> int:
    return int(cents.quantize(Decimal(1), ROUND_HALF_EVEN))
