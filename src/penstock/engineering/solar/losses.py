"""What a system loses between its modules and its meter, each loss by name."""

from dataclasses import dataclass
from math import prod

from penstock.engineering.solar.errors import SolarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A share of the energy that is lost on the way.

    Args:
        name: What loses it.
        share: Of what reaches this loss, 0 up to 1.
    """

    name: str
    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share < 1:
            raise SolarError(
                f"The loss “{self.name}” is {self.share:g}; expected a share from 0 up to 1, such "
                "as 0.02 for two percent."
            )


# A. P. Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641, 2014, table 6: 14.08 % in all.
PVWATTS_LOSSES = (
    Loss(name="Soiling", share=0.02),
    Loss(name="Shading", share=0.03),
    Loss(name="Mismatch", share=0.02),
    Loss(name="Wiring", share=0.02),
    Loss(name="Connections", share=0.005),
    Loss(name="Light-induced degradation", share=0.015),
    Loss(name="Nameplate rating", share=0.01),
    Loss(name="Availability", share=0.03),
)


def passed_share(losses: tuple[Loss, ...]) -> float:
    """Return what is left after all losses, one after the other.

    Example:
        >>> round(1 - passed_share(PVWATTS_LOSSES), 4)
        0.1408
    """
    return prod(1 - each.share for each in losses)
