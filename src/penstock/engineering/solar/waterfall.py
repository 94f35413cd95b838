"""Where the light that falls on a roof goes: each loss by name, and a sum without a remainder."""

from collections.abc import Iterable
from dataclasses import dataclass

from penstock.engineering.solar.losses import Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one cause takes from a year.

    Args:
        name: The cause.
        lost_wh: How much; below zero where it gives, as cold air does. [Wh]
    """

    name: str
    lost_wh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """A year from the light on the modules to what is delivered; in whole watt-hours.

    nameplate_wh = the sum of all steps + delivered_wh, exactly.

    Args:
        nameplate_wh: What modules of rated efficiency would make of all light without anything on
            the horizon. [Wh]
        steps: What is lost on the way, in its order.
        delivered_wh: What is delivered as alternating current. [Wh]
    """

    nameplate_wh: int
    steps: tuple[Step, ...]
    delivered_wh: int


LIGHT_STEPS = (
    "Shade of the horizon",
    "Reflection at the glass",
    "Colour of the light",
    "Weak light and wires of the module",
    "Temperature of the cells",
)


def waterfall_of(
    light_stages_kwh: Iterable[float],
    losses: tuple[Loss, ...],
    *,
    inverted_kwh: float,
    delivered_kwh: float,
) -> Waterfall:
    """Return the waterfall of a year.

    Args:
        light_stages_kwh: What is there before and after each of the `LIGHT_STEPS`. [kWh]
        losses: Those of the system, one after the other.
        inverted_kwh: What the inverter would give without its limit. [kWh]
        delivered_kwh: What it gives. [kWh]
    """
    stages = list(light_stages_kwh)
    for loss in losses:
        stages.append(stages[-1] * (1 - loss.share))
    stages += [inverted_kwh, delivered_kwh]
    names = (*LIGHT_STEPS, *(each.name for each in losses), "Inverter", "Limit of the inverter")
    # A step is the difference of two whole numbers, so that nothing is left over.
    whole = [round(each * 1000) for each in stages]
    return Waterfall(
        nameplate_wh=whole[0],
        steps=tuple(
            Step(name=name, lost_wh=before - after)
            for name, before, after in zip(names, whole, whole[1:], strict=False)
        ),
        delivered_wh=whole[-1],
    )
