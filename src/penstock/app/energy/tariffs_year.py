"""A year of energy to be billed: what flows in and out in each step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.kernel.years import YearSteps


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeteredYear:
    """What flows through a meter in a year.

    Args:
        steps: The steps of the year.
        flows_in: Shape (steps,). [kWh or therm]
        flows_out: The same, where anything does [kWh].
        unit: Of what flows in: kWh or therm.
        notes: What was assumed to get here, in sentences.
    """

    steps: YearSteps
    flows_in: NDArray[np.float64]
    flows_out: NDArray[np.float64] | None = None
    unit: str = "kWh"
    notes: tuple[str, ...] = ()
