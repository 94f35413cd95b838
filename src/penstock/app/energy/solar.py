"""A roof's modules and their yield: a roof file, equipment and weather come together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from penstock.app.energy.solar_equipment import bytes_of, inverter_called, module_called
from penstock.app.energy.solar_weather import ChosenWeather, weather_for
from penstock.engineering.solar.calendar_year import on_steps
from penstock.engineering.solar.cec_tables import TableInverter
from penstock.engineering.solar.conversion import InverterCurve, ModuleCurve
from penstock.engineering.solar.direct import YieldModel
from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.layout import RoofLayout, roof_layout
from penstock.engineering.solar.losses import PVWATTS_LOSSES, Loss
from penstock.engineering.solar.roof_files import RoofFile, read_roof
from penstock.engineering.solar.weather import Floats
from penstock.engineering.solar.yields import HourlyYield, hourly_yield
from penstock.kernel.years import YearSteps


@dataclass(frozen=True, slots=True, kw_only=True)
class SolarDesign:
    """A roof with its modules, and the inverter they feed.

    Args:
        layout: The modules.
        inverter: By its data sheet, or as the table has it.
        inverters: How many of it there are.
    """

    layout: RoofLayout
    inverter: Inverter | TableInverter
    inverters: int = 1

    @property
    def power_kw_ac(self) -> float:
        """Of all inverters together [kW]."""
        return self.inverters * self.inverter.power_kw


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SolarYear:
    """A design's yield under a weather, on the steps of a calendar year.

    Args:
        design: What yields.
        weather: Under which weather.
        model: Computed with what.
        steps: The calendar year.
        hourly: The weather year as it is, with its waterfall.
        yield_kwh: The best estimate (P50) of each step. [kWh]
    """

    design: SolarDesign
    weather: ChosenWeather
    model: YieldModel
    steps: YearSteps
    hourly: HourlyYield
    yield_kwh: Floats


def read_roof_file(path: Path) -> RoofFile:
    """Return what a roof file says.

    Raises:
        SolarError: It cannot be read, or is not in the form of roof files.
    """
    return read_roof(bytes_of(path), name=str(path))


def designed(
    path: Path,
    *,
    module: str | None = None,
    inverter: str | None = None,
    inverters: int | None = None,
) -> SolarDesign:
    """Return the design of a roof file.

    Args:
        path: The roof file.
        module: Another module than it names.
        inverter: Another inverter than it names.
        inverters: Another number of them.

    Raises:
        SolarError: Something is wrong with it, or it names no module or inverter.
    """
    return design_of(
        read_roof_file(path), str(path), module=module, inverter=inverter, inverters=inverters
    )


def design_of(
    file: RoofFile,
    name: str,
    *,
    module: str | None = None,
    inverter: str | None = None,
    inverters: int | None = None,
) -> SolarDesign:
    """Return the design of a roof file that was read already.

    Args:
        file: What it says.
        name: How it is called in the sentence of an error.
        module: Another module than it names.
        inverter: Another inverter than it names.
        inverters: Another number of them.

    Raises:
        SolarError: It names no module or inverter, or one that is not known.
    """
    chosen = _chosen(inverter or file.inverter, inverter_called, "inverter", name)
    return SolarDesign(
        layout=_layout(file, module, name),
        inverter=chosen,
        inverters=inverters or file.inverters,
    )


def laid_out(path: Path, *, module: str | None = None) -> RoofLayout:
    """Return the layout of a roof file, whatever inverter it has.

    Raises:
        SolarError: Something is wrong with it, or it names no module.
    """
    return _layout(read_roof_file(path), module, str(path))


def _layout(file: RoofFile, module: str | None, name: str) -> RoofLayout:
    found: Module = _chosen(module or file.module, module_called, "module", name)
    return roof_layout(file.roof, found)


def _chosen(given, called, kind: str, name: str):  # type: ignore[no-untyped-def]
    if given is None:
        raise SolarError(f"{name} names no {kind}; name one there or with --{kind}.")
    return called(given) if isinstance(given, str) else given


def solar_year(
    design: SolarDesign,
    *,
    weather: str | None = None,
    year: int,
    minutes: int = 60,
    losses: Sequence[Loss] = PVWATTS_LOSSES,
) -> SolarYear:
    """Return what a design yields in a calendar year of typical weather.

    Args:
        design: The design.
        weather: A shipped year, a file, or the nearest shipped one.
        year: The calendar year.
        minutes: The length of a step.
        losses: Those of the system.

    Raises:
        SolarError: There are no modules, or the weather is none.
        ValueError: The roof's time zone or the length of a step is none.
    """
    layout = design.layout
    roof = layout.roof
    if not layout.count:
        raise SolarError(f"No module fits on {roof.name}, so it yields nothing.")
    steps = YearSteps(year=year, zone=roof.zone, minutes=minutes)
    chosen = weather_for(weather, latitude=roof.latitude, longitude=roof.longitude)
    model = model_of(layout.module, tuple(losses))
    curve = InverterCurve(power_kw=design.power_kw_ac, efficiency=design.inverter.efficiency)
    hourly = hourly_yield(chosen.year, layout.arrays, curve, model)
    return SolarYear(
        design=design,
        weather=chosen,
        model=model,
        steps=steps,
        hourly=hourly,
        yield_kwh=on_steps(hourly.ac_kwh, chosen.year, steps),
    )


def model_of(module: Module, losses: tuple[Loss, ...]) -> YieldModel:
    """Return the model with what a module's data sheet says of heat; the rest is PVWatts v8's."""
    curve = ModuleCurve(gamma_per_c=module.power_per_c, efficiency=module.efficiency)
    return YieldModel(curve=curve, losses=losses)


def with_losses(changes: Sequence[tuple[str, float]]) -> tuple[Loss, ...]:
    """Return the usual losses, some of them changed and others added.

    Raises:
        SolarError: A share is none.
    """
    found = {each.name.casefold(): each for each in PVWATTS_LOSSES}
    for name, share in changes:
        key = name.casefold()
        found[key] = (
            replace(found[key], share=share) if key in found else Loss(name=name, share=share)
        )
    return tuple(found.values())
