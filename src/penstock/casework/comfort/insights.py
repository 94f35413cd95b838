"""What a home's devices told of its energy, in words that a household reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from penstock.casework.comfort.following import DayOfAims
from penstock.casework.comfort.limits import ComfortLimits
from penstock.casework.device.quantities import temperature_in_words
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.kernel.sayings import Saying

_DAY_S = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a device tells of itself at a moment.

    Args:
        device: Its name in the home, by which its counters are compared.
        energy_kwh: Its counter; None where it has none. [kWh]
        temperature_c: What it reads; likewise. [°C]
        called: What people call it; empty where nobody said.
    """

    device: str
    energy_kwh: Decimal | None = None
    temperature_c: Decimal | None = None
    called: str = ""

    @property
    def name(self) -> str:
        """What people read of it."""
        return self.called or self.device


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What all devices of a home told at a moment."""

    at: datetime
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What a device used between two moments.

    Args:
        device: What people call it.
        energy_kwh: How much. [kWh]
        cost_cents: What it cost about, at the mean price; None where no price is known. [cents]
    """

    device: str
    energy_kwh: Decimal
    cost_cents: int | None = None


def used(before: Moment, now: Moment, *, price: Decimal | None) -> tuple[Used, ...]:
    """Return what devices used between two moments, the most first.

    A counter that went back was exchanged or began anew: nothing is told of it this time.

    Args:
        before: The earlier moment.
        now: The later one.
        price: The mean price. [$/kWh]
    """
    counted: Mapping[str, Decimal] = {
        each.device: each.energy_kwh for each in before.told if each.energy_kwh is not None
    }
    found = [
        Used(
            device=each.name,
            energy_kwh=each.energy_kwh - counted[each.device],
            cost_cents=None
            if price is None
            else round((each.energy_kwh - counted[each.device]) * price * 100),
        )
        for each in now.told
        if each.energy_kwh is not None
        and each.device in counted
        and each.energy_kwh >= counted[each.device]
    ]
    return tuple(sorted(found, key=lambda each: (-each.energy_kwh, each.device)))


def told(
    before: Moment | None,
    now: Moment,
    limits: ComfortLimits,
    days: Sequence[DayOfAims],
    *,
    price: Decimal | None,
) -> Iterator[Saying]:
    """Yield what is worth telling, the energy first; no saving is claimed that nobody measured.

    Args:
        before: When it was told the last time; None for never.
        now: What devices tell now.
        limits: What the household likes and allows.
        days: The days of their tariff.
        price: Its mean price. [$/kWh]
    """
    if before is None:
        yield Saying.of("From today on we count; next time we tell what your devices have used.")
    else:
        yield from _of_energy(before, now, price)
    yield from _of_rooms(now, limits)
    if any(len(each.aims) > 1 for each in days):
        yield Saying.of("Your thermostat uses less in the hours in which your tariff is dear.")


def _of_energy(before: Moment, now: Moment, price: Decimal | None) -> Iterator[Saying]:
    days = max(1, round((now.at - before.at).total_seconds() / _DAY_S))
    found = used(before, now, price=price)
    for each in found[:3]:
        yield _of_device(each, days)
    if len(found) > 1:
        energy = f"{sum(each.energy_kwh for each in found):.1f}"
        yield Saying.of("All {count} together: {energy} kWh.", count=len(found), energy=energy)


def _of_device(each: Used, days: int) -> Saying:
    found = {"device": each.device, "energy": f"{each.energy_kwh:.1f}"}
    if each.cost_cents is None:
        if days == 1:
            return Saying.of("{device} used {energy} kWh in 1 day.", **found)
        return Saying.of("{device} used {energy} kWh in {days} days.", **found, days=days)
    found["cost"] = dollars_and_cents(each.cost_cents)
    if days == 1:
        return Saying.of("{device} used {energy} kWh in 1 day, about {cost}.", **found)
    return Saying.of("{device} used {energy} kWh in {days} days, about {cost}.", **found, days=days)


def _of_rooms(now: Moment, limits: ComfortLimits) -> Iterator[Saying]:
    for each in now.told:
        if each.temperature_c is None:
            continue
        reads = temperature_in_words(each.temperature_c)
        if each.temperature_c < limits.lowest_c:
            yield Saying.of(
                "{device} reads {temperature}, colder than you allow.",
                device=each.name,
                temperature=reads,
            )
        elif each.temperature_c > limits.highest_c:
            yield Saying.of(
                "{device} reads {temperature}, warmer than you allow.",
                device=each.name,
                temperature=reads,
            )
