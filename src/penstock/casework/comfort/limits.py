"""What a household finds warm and cool enough."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Le

Celsius = Annotated[Decimal, Ge(-30), Le(60)]


class Manner(StrEnum):
    """What a thermostat does."""

    HEAT = "heat"
    COOL = "cool"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComfortLimits:
    """Between what a household wants to live; no schedule goes beyond.

    Args:
        lowest_c: The coldest that it may be. [°C]
        highest_c: The warmest. [°C]
        heated_c: What they like while it is heated. [°C]
        cooled_c: What they like while it is cooled. [°C]
        setback_c: By how much it may differ from that while energy is dear. [°C]
    """

    lowest_c: Celsius
    highest_c: Celsius
    heated_c: Celsius
    cooled_c: Celsius
    setback_c: Annotated[Decimal, Ge(0), Le(6)] = Decimal(2)

    def __post_init__(self) -> None:
        if not self.lowest_c <= self.heated_c <= self.cooled_c <= self.highest_c:
            raise ValueError(
                f"from {self.lowest_c} °C to {self.highest_c} °C, heated to {self.heated_c} °C and "
                f"cooled to {self.cooled_c} °C do not go together; expected lowest, heated, "
                "cooled and highest in this order"
            )

    def liked_c(self, manner: Manner) -> Decimal:
        """Return what they like. [°C]."""
        return self.heated_c if manner is Manner.HEAT else self.cooled_c

    def spared_c(self, manner: Manner) -> Decimal:
        """Return what it is while energy is dear: cooler in winter, warmer in summer. [°C]."""
        return self._within(self.liked_c(manner) - self._warmer(manner) * self.setback_c)

    def ahead_c(self, manner: Manner) -> Decimal:
        """Return what it is just before energy is dear, so that it lasts longer. [°C]."""
        return self._within(self.liked_c(manner) + self._warmer(manner))

    def _within(self, target_c: Decimal) -> Decimal:
        return min(max(target_c, self.lowest_c), self.highest_c)

    def _warmer(self, manner: Manner) -> int:
        return 1 if manner is Manner.HEAT else -1
