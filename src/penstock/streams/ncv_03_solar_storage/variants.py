"""Variants of a design: what a designer wishes, what others hold fast, and which version it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Gt, MinLen

from penstock.streams.ncv_03_solar_storage.items.design import (
    BatteryDesign,
    DesignLock,
    DesignVariants,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.ports import SystemWish

LOCKABLE = ("module", "inverter", "modules", "battery", "export limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignWish:
    """What a designer says of a variant; what is left out stays as it was, or is chosen for it.

    Args:
        variant: Its name; a new one begins a new variant.
        module: Its name: that of the roof file, or of the CEC table.
        inverter: The same of an inverter.
        inverter_count: How many.
        modules: How many.
        power_kw_dc: Their power, instead of their number. [kW dc]
        battery_kwh: What can be taken from the battery; 0 for none. [kWh]
        battery_kw: The most it gives and takes. [kW]
        battery_name: Maker and type.
        reserve_kwh: What is kept for an outage. [kWh]
        export_limit_kw: The most that may flow into the grid. [kW ac]
        lock: What is held fast from now on.
        unlock: What is not any more.
    """

    variant: Annotated[str, MinLen(1)] = "first"
    module: str | None = None
    inverter: str | None = None
    inverter_count: Annotated[int, Ge(1)] | None = None
    modules: Annotated[int, Ge(1)] | None = None
    power_kw_dc: Annotated[Decimal, Gt(0)] | None = None
    battery_kwh: Annotated[Decimal, Ge(0)] | None = None
    battery_kw: Annotated[Decimal, Gt(0)] = Decimal(5)
    battery_name: str = "Home battery"
    reserve_kwh: Annotated[Decimal, Ge(0)] = Decimal(0)
    export_limit_kw: Annotated[Decimal, Ge(0)] | None = None
    lock: tuple[str, ...] = ()
    unlock: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted({*self.lock, *self.unlock} - set(LOCKABLE)):
            raise ValueError(f"{', '.join(unknown)} cannot be locked; only {', '.join(LOCKABLE)}")
        if self.modules is not None and self.power_kw_dc is not None:
            raise ValueError("modules and power_kw_dc say the same twice; give one of them")


def found(variants: DesignVariants | None, name: str) -> SystemDesign | None:
    """Return a variant by its name; None where there is none."""
    known = variants.variants if variants else ()
    return next((each for each in known if each.variant == name), None)


def wanted(wish: DesignWish, before: SystemDesign | None) -> SystemWish:
    """Return what a variant shall be: what is wished, and the rest as it was."""
    modules = wish.modules
    if wish.power_kw_dc is not None and before is not None:
        modules = max(1, round(wish.power_kw_dc * 1000 / before.module_sheet.power_w))
    asked = SystemWish(
        module=wish.module,
        inverter=wish.inverter,
        inverter_count=wish.inverter_count,
        modules=modules,
        battery=_battery(wish),
        export_limit_kw=wish.export_limit_kw,
    )
    return asked if before is None else _completed(asked, wish, before)


def as_it_is(design: SystemDesign) -> SystemWish:
    """Return the wish for a design just as it is."""
    return SystemWish(
        module=design.module,
        inverter=design.inverter,
        inverter_count=design.inverter_count,
        modules=design.modules_count,
        battery=design.battery,
        export_limit_kw=design.export_limit_kw,
    )


def held(wish: DesignWish, before: SystemDesign | None, designer: str) -> Iterator[str]:
    """Yield what somebody else holds fast and is wished otherwise, in sentences."""
    if before is None:
        return
    now, asked = as_it_is(before), wanted(wish, before)
    for lock in before.locks:
        fields = _FIELDS[lock.what]
        changes = any(getattr(now, each) != getattr(asked, each) for each in fields)
        if changes and lock.by != designer and lock.what not in wish.unlock:
            yield (
                f"{lock.by} holds {lock.what} of “{before.variant}” at "
                f"{_shown(now, fields)}; agree with them, then say unlock={lock.what}"
            )


def locks(wish: DesignWish, before: SystemDesign | None, designer: str) -> tuple[DesignLock, ...]:
    """Return what is held fast after a wish."""
    kept = {each.what: each for each in (before.locks if before else ())}
    kept |= {what: DesignLock(what=what, by=designer) for what in wish.lock if what not in kept}
    return tuple(each for what, each in sorted(kept.items()) if what not in wish.unlock)


def with_variant(
    variants: DesignVariants | None, design: SystemDesign, *, choose: bool = False
) -> DesignVariants:
    """Return all variants with one in a newer version; the first that is made is chosen."""
    if variants is None:
        return DesignVariants(variants=(design,), chosen=design.variant)
    names = [each.variant for each in variants.variants]
    others = tuple(design if each.variant == design.variant else each for each in variants.variants)
    several = others if design.variant in names else (*others, design)
    chosen = design.variant if choose else variants.chosen
    return DesignVariants(variants=several, chosen=chosen)


_FIELDS = {
    "module": ("module",),
    "inverter": ("inverter", "inverter_count"),
    "modules": ("modules",),
    "battery": ("battery",),
    "export limit": ("export_limit_kw",),
}


def _completed(asked: SystemWish, wish: DesignWish, before: SystemDesign) -> SystemWish:
    was = as_it_is(before)
    # Another module is another size: how many fit is found anew, unless somebody says.
    modules = None if asked.module not in (None, was.module) else was.modules
    return SystemWish(
        module=asked.module or was.module,
        inverter=asked.inverter or was.inverter,
        inverter_count=asked.inverter_count or was.inverter_count,
        modules=asked.modules or modules,
        battery=asked.battery if wish.battery_kwh is not None else was.battery,
        export_limit_kw=was.export_limit_kw
        if asked.export_limit_kw is None
        else asked.export_limit_kw,
    )


def _battery(wish: DesignWish) -> BatteryDesign | None:
    if not wish.battery_kwh:
        return None
    return BatteryDesign(
        name=wish.battery_name,
        usable_kwh=wish.battery_kwh,
        power_kw=wish.battery_kw,
        reserve_kwh=wish.reserve_kwh,
    )


def _shown(now: SystemWish, fields: tuple[str, ...]) -> str:
    values = [getattr(now, each) for each in fields]
    battery = now.battery
    if fields == ("battery",):
        return f"{battery.usable_kwh} kWh" if battery else "none"
    return " x ".join("none" if each is None else str(each) for each in reversed(values))


def numbered(
    drawn: SystemDesign,
    before: SystemDesign | None,
    *,
    variant: str,
    designer: str,
    locks: tuple[DesignLock, ...],
) -> SystemDesign:
    """Return a drawn system as the next version of a variant; the same one where nothing changed.

    So the same inputs make the same bytes, and no signature is voided by drawing again.
    """
    if before is not None:
        again = replace(drawn, variant=variant, version=before.version, designer=before.designer)
        if replace(again, locks=locks) == before:
            return before
    version = before.version + 1 if before else 1
    return replace(drawn, variant=variant, version=version, designer=designer, locks=locks)
