"""Modules and inverters, by what their data sheets say."""

from dataclasses import dataclass

from penstock.engineering.solar.errors import SolarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module's data sheet, at 1000 W/m² and cells of 25 °C unless said.

    Args:
        name: Maker and type.
        power_w: Rated. [W]
        length_m: The longer side of its frame. [m]
        width_m: The shorter side. [m]
        voc_v: Voltage without load. [V]
        isc_a: Current of a short circuit. [A]
        vmp_v: Voltage at the most power. [V]
        imp_a: Current at the most power. [A]
        voc_per_c: What voltage without load changes by, as a share; below 0. [1/°C]
        power_per_c: The same of power. [1/°C]
        isc_per_c: The same of the current of a short circuit. [1/°C]
        highest_system_v: What the module may be part of. [V]
        source: Where this is written.
    """

    name: str
    power_w: float
    length_m: float
    width_m: float
    voc_v: float
    isc_a: float
    vmp_v: float
    imp_a: float
    voc_per_c: float
    power_per_c: float
    isc_per_c: float = 0.0005
    highest_system_v: float = 1000.0
    source: str = ""

    def __post_init__(self) -> None:
        if self.length_m < self.width_m:
            raise SolarError(
                f"Module {self.name} is {self.length_m:g} m long and {self.width_m:g} m wide; "
                "its length is the longer side."
            )
        if not (self.vmp_v < self.voc_v and self.imp_a < self.isc_a):
            raise SolarError(
                f"Module {self.name}: {self.vmp_v:g} V and {self.imp_a:g} A at the most power have "
                f"to be less than {self.voc_v:g} V without load and {self.isc_a:g} A shorted."
            )
        if abs(self.vmp_v * self.imp_a / self.power_w - 1) > 0.05:
            raise SolarError(
                f"Module {self.name}: {self.vmp_v:g} V times {self.imp_a:g} A are "
                f"{self.vmp_v * self.imp_a:.0f} W, but it is rated {self.power_w:g} W."
            )

    @property
    def area_m2(self) -> float:
        """Of its frame [m²]."""
        return self.length_m * self.width_m

    @property
    def efficiency(self) -> float:
        """Of light into power, over the whole frame."""
        return self.power_w / 1000 / self.area_m2


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverter:
    """An inverter's data sheet.

    Args:
        name: Maker and type.
        power_kw: Rated output. [kW ac]
        efficiency: Weighted, as the California Energy Commission does.
        highest_v: The voltage it must never see: the absolute limit of its input. [V]
        mppt_low_v: From where on it finds the most power. [V]
        mppt_high_v: Up to where. [V]
        inputs: How many trackers it has.
        most_a: What each of them can use. [A]
        most_isc_a: What each of them bears from shorted strings. [A]
        source: Where this is written.
    """

    name: str
    power_kw: float
    efficiency: float
    highest_v: float
    mppt_low_v: float
    mppt_high_v: float
    inputs: int = 1
    most_a: float
    most_isc_a: float
    source: str = ""

    def __post_init__(self) -> None:
        if not self.mppt_low_v < self.mppt_high_v <= self.highest_v:
            raise SolarError(
                f"Inverter {self.name} tracks from {self.mppt_low_v:g} V to {self.mppt_high_v:g} V "
                f"and bears {self.highest_v:g} V; expected each to be more than the one before."
            )
