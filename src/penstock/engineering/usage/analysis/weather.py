"""What the weather does to usage: change-point models of energy against temperature.

The models and their names are those of the ASHRAE Inverse Modeling Toolkit (J. K. Kissock, J. S.
Haberl, D. E. Claridge, RP-1050, 2002); the figures of merit are those of ASHRAE Guideline 14.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import log, sqrt

import numpy as np

from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Floats

_BALANCE_C = tuple(np.arange(6.0, 26.5, 0.5).tolist())
_FEWEST = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What was used from one day to another, the last one not counted in."""

    start: date
    end: date
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherModel:
    """Energy a day as a function of the outdoor temperature.

    E(T) = base + heating (T_h - T)⁺ + cooling (T - T_c)⁺

    Args:
        name: `1P` (no weather), `3PH` (heating), `3PC` (cooling) or `5P` (both).
        base_per_day: What is used whatever the weather, in the unit of the energy.
        heating_per_degree_day: Slope below the heating change point, per °C and day.
        heating_below_c: The heating change point; None where there is none.
        cooling_per_degree_day: Slope above the cooling change point, per °C and day.
        cooling_above_c: The cooling change point; None where there is none.
        r_squared: Share of the variance that the model explains.
        cv_rmse: Coefficient of variation of the root mean square error.
        nmbe: Normalised mean bias error.
        heating: What heating took in all the periods.
        cooling: What cooling took.
        base: What was used whatever the weather.
        periods: How many days or bills the model was made of.
    """

    name: str
    base_per_day: float
    heating_per_degree_day: float
    heating_below_c: float | None
    cooling_per_degree_day: float
    cooling_above_c: float | None
    r_squared: float
    cv_rmse: float
    nmbe: float
    heating: float
    cooling: float
    base: float
    periods: int


def weather_model(used: Sequence[Used], mean_c: Mapping[date, float]) -> WeatherModel:
    """Return the change-point model that tells most with least.

    All change points from 6 °C to 26 °C in steps of 0.5 °C are tried by least squares, weighted by
    days; models whose slopes are negative are left out; of the rest that with the lowest Bayesian
    information criterion is taken. Over periods of many days, degree-days are those of each day.

    Args:
        used: Days or bills; periods with a day of unknown temperature are left out.
        mean_c: Mean outdoor temperatures of days.

    Raises:
        UsageError: Fewer than nine periods have temperatures.
    """
    known = [(each, _temperatures(each, mean_c)) for each in used]
    usable = [(each, degrees) for each, degrees in known if len(degrees)]
    if len(usable) < _FEWEST:
        raise UsageError(
            f"Temperatures are known of {len(usable)} of {len(used)} periods; expected at least "
            f"{_FEWEST}. Give temperatures of the same days as the usage."
        )
    data = _Data(usable)
    return min(_candidates(data), key=lambda each: each[0])[1]


def _temperatures(used: Used, mean_c: Mapping[date, float]) -> Floats:
    days = (used.start + timedelta(days=number) for number in range((used.end - used.start).days))
    found = [mean_c.get(day) for day in days]
    return np.array([] if None in found else found, dtype=float)


class _Data:
    """Energies a day, and degree-days for each possible change point."""

    def __init__(self, usable: Sequence[tuple[Used, Floats]]) -> None:
        self.days = np.array([len(degrees) for _, degrees in usable], dtype=float)
        self.per_day = np.array([each.amount for each, _ in usable]) / self.days
        self.heating = {at: self._degree_days(usable, at, -1.0) for at in _BALANCE_C}
        self.cooling = {at: self._degree_days(usable, at, 1.0) for at in _BALANCE_C}

    @staticmethod
    def _degree_days(usable: Sequence[tuple[Used, Floats]], at: float, sign: float) -> Floats:
        return np.array([np.maximum(0.0, sign * (degrees - at)).mean() for _, degrees in usable])


def _candidates(data: _Data) -> Iterator[tuple[float, WeatherModel]]:
    yield from _fitted(data, None, None)
    for at in _BALANCE_C:
        yield from _fitted(data, at, None)
        yield from _fitted(data, None, at)
    for below, above in product(_BALANCE_C, repeat=2):
        if below <= above:
            yield from _fitted(data, below, above)


def _fitted(
    data: _Data, below: float | None, above: float | None
) -> Iterator[tuple[float, WeatherModel]]:
    """Yield the model of these change points with its criterion, if its slopes make sense."""
    columns = [np.ones(len(data.days))]
    columns += [data.heating[below]] if below is not None else []
    columns += [data.cooling[above]] if above is not None else []
    design, root = np.column_stack(columns), np.sqrt(data.days)
    found, _, rank, _ = np.linalg.lstsq(design * root[:, None], data.per_day * root, rcond=None)
    if rank < len(columns) or (found < 0).any():
        return
    merit = _Merit(data, data.per_day - design @ found, parameters=2 * len(columns) - 1)
    slopes = found[1:].tolist()
    heating = slopes.pop(0) if below is not None else 0.0
    cooling = slopes.pop(0) if above is not None else 0.0
    model = WeatherModel(
        name={1: "1P", 3: "3PH" if below is not None else "3PC", 5: "5P"}[merit.parameters],
        base_per_day=float(found[0]),
        heating_per_degree_day=heating,
        heating_below_c=below,
        cooling_per_degree_day=cooling,
        cooling_above_c=above,
        r_squared=merit.r_squared,
        cv_rmse=merit.cv_rmse,
        nmbe=merit.nmbe,
        heating=heating * _degree_days_of(data, data.heating, below),
        cooling=cooling * _degree_days_of(data, data.cooling, above),
        base=float(found[0] * data.days.sum()),
        periods=len(data.days),
    )
    yield merit.criterion, model


def _degree_days_of(data: _Data, by_change: Mapping[float, Floats], at: float | None) -> float:
    return 0.0 if at is None else float(by_change[at] @ data.days)


class _Merit:
    """How well a model does: squares of errors are weighted by days, to one period on average."""

    def __init__(self, data: _Data, errors: Floats, *, parameters: int) -> None:
        weights = data.days / data.days.mean()
        count, mean = len(errors), float(np.average(data.per_day, weights=weights))
        squares = float(weights @ errors**2)
        total = float(weights @ (data.per_day - mean) ** 2)
        left = max(count - parameters, 1)
        self.parameters = parameters
        self.criterion = count * log(max(squares, 1e-12) / count) + parameters * log(count)
        self.r_squared = 1 - squares / total if total > 0 else 0.0
        self.cv_rmse = sqrt(squares / left) / mean if mean else 0.0
        self.nmbe = float(weights @ errors) / left / mean if mean else 0.0
