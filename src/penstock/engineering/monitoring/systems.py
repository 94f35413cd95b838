"""A system that is watched, and what is read of it."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.monitoring.errors import MonitoringError
from penstock.engineering.monitoring.sun import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """A plane of modules.

    Args:
        tilt_degrees: From lying flat.
        azimuth_degrees: Clockwise from north; south is 180.
        power_kw_dc: Of its modules, rated. [kW]
    """

    tilt_degrees: float
    azimuth_degrees: float
    power_kw_dc: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSystem:
    """A system as it was built.

    Args:
        latitude: Degrees north.
        longitude: Degrees east.
        planes: Its modules.
        power_kw_ac: What its inverters give at most. [kW]
        strings: How many strings there are.
        power_per_c: What a module's power changes by, as a share. [1/°C]
        losses: What is lost before the inverter, as a share.
        efficiency: Of the inverter, as a share.
        export_limit_kw: What may flow out at most; None without a limit. [kW]
        nominal_v: At the inverter's terminals; readings of voltage are held against it. [V]

    Raises:
        MonitoringError: It is nowhere on Earth, or gives nothing.
    """

    latitude: float
    longitude: float
    planes: tuple[Plane, ...]
    power_kw_ac: float
    strings: int
    power_per_c: float = -0.0035
    losses: float = 0.14
    efficiency: float = 0.96
    export_limit_kw: float | None = None
    nominal_v: float = 240.0

    def __post_init__(self) -> None:
        for name, value, low, high in (
            ("latitude", self.latitude, -90.0, 90.0),
            ("longitude", self.longitude, -180.0, 180.0),
            ("power of the modules [kW]", self.power_kw_dc, 0.05, 1e6),
            ("power of the inverters [kW]", self.power_kw_ac, 0.05, 1e6),
            ("number of strings", self.strings, 1, 1e5),
            ("share that is lost", self.losses, 0.0, 0.6),
            ("efficiency", self.efficiency, 0.5, 1.0),
        ):
            if not low <= value <= high:
                raise MonitoringError(
                    f"The {name} is {value:g}; expected a number from {low:g} to {high:g}."
                )

    @property
    def power_kw_dc(self) -> float:
        """Of all modules, rated [kW]."""
        return sum(each.power_kw_dc for each in self.planes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Observations:
    """What was read, step by step, each of shape (n,); NaN where nothing was.

    Args:
        begins_s: When each step begins, in seconds of Unix time, rising.
        step_s: How long each is. [s]
        power_kw: Mean output. [kW ac]
        irradiance_w_m2: Mean light in the plane of the modules. [W/m²]
        module_c: Mean temperature of the modules. [°C]
        air_c: Mean temperature of the air, for when there is none of the modules. [°C]
        voltage_v: Mean voltage at the inverter's terminals. [V]

    Raises:
        MonitoringError: Shapes differ, or steps do not rise.
    """

    begins_s: Floats
    step_s: float
    power_kw: Floats
    irradiance_w_m2: Floats
    module_c: Floats
    air_c: Floats
    voltage_v: Floats

    def __post_init__(self) -> None:
        count = len(self.begins_s)
        if not count:
            raise MonitoringError("There are no readings; expected those of a day at least.")
        for name in ("power_kw", "irradiance_w_m2", "module_c", "air_c", "voltage_v"):
            if len(getattr(self, name)) != count:
                raise MonitoringError(
                    f"There are {len(getattr(self, name))} values of {name} for {count} steps."
                )
        if not 60 <= self.step_s <= 3600:
            raise MonitoringError(
                f"A step is {self.step_s:g} s long; expected a minute to an hour."
            )
        if count > 1 and not np.diff(self.begins_s).min() >= self.step_s:
            raise MonitoringError("Steps overlap or do not rise; put them in order first.")

    @property
    def middle_s(self) -> Floats:
        """The middle of each step, in seconds of Unix time, shape (n,)."""
        return np.asarray(self.begins_s + self.step_s / 2)

    @property
    def step_h(self) -> float:
        """How long each step is [h]."""
        return self.step_s / 3600


def observations(
    *, begins_s: object, step_s: float, power_kw: object, **others: object
) -> Observations:
    """Return readings, of which all but power may be missing.

    Args:
        begins_s: When each step begins, in seconds of Unix time.
        step_s: How long each is. [s]
        power_kw: Mean output. [kW ac]
        others: Whatever else was read, by its name in `Observations`.

    Raises:
        MonitoringError: Shapes differ, or steps do not rise.
    """
    begins = np.asarray(begins_s, dtype=float)
    nothing = np.full(len(begins), np.nan)
    names = ("irradiance_w_m2", "module_c", "air_c", "voltage_v")
    return Observations(
        begins_s=begins,
        step_s=step_s,
        power_kw=np.asarray(power_kw, dtype=float),
        **{name: np.asarray(others.get(name, nothing), dtype=float) for name in names},
    )
