"""What designers say besides a design: what was seen at a site, which variant, on which terms."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from annotated_types import Gt, MinLen


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveySaid:
    """What was seen at a site; the roof file is attached.

    Args:
        main_panel_rating_a: The main breaker of the panel. [A]
        busbar_rating_a: Its busbar; the same as the breaker where nobody says. [A]
        service_voltage_v: Between lines. [V]
        service_phases: 1, or 3.
        place: Country and state as incentive rules name them.
        photos_taken: What was photographed.
    """

    main_panel_rating_a: Annotated[Decimal, Gt(0)]
    busbar_rating_a: Annotated[Decimal, Gt(0)] | None = None
    service_voltage_v: Annotated[Decimal, Gt(0)] = Decimal(240)
    service_phases: int = 1
    place: str = "US-NC"
    photos_taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which variant is proposed.

    Args:
        variant: Its name.
    """

    variant: Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is said of a proposal.

    Args:
        price_cents: Another cash price than that of the list. [cents]
        days: For how many days it holds.
        because: Why there is a new version.
    """

    price_cents: Annotated[int, Gt(0)] | None = None
    days: Annotated[int, Gt(0)] = 30
    because: str = ""
