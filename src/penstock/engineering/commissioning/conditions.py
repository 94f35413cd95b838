"""Light and heat while somebody measures, and how warm cells are behind the glass."""

from dataclasses import dataclass
from enum import StrEnum

from penstock.engineering.commissioning.errors import require_number


class Mount(StrEnum):
    """How modules are held, which tells how much warmer cells are than the back of the module."""

    OPEN_RACK = "open rack"
    CLOSE_ROOF = "close to a roof"
    INSULATED_BACK = "insulated back"


# At 1000 W/m², King et al., table 1: glass/cell/polymer on an open rack, glass/cell/glass close to
# a roof, glass/cell/polymer with an insulated back.
_WARMER_C = {Mount.OPEN_RACK: 3.0, Mount.CLOSE_ROOF: 1.0, Mount.INSULATED_BACK: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What an irradiance sensor in the plane and a thermometer on a module's back show.

    Args:
        irradiance_w_m2: In the plane of the modules. [W/m²]
        back_of_module_c: At the middle of a module. [°C]
        mount: How the modules are held.

    Raises:
        CommissioningError: No roof on Earth has such light or heat.
    """

    irradiance_w_m2: float
    back_of_module_c: float
    mount: Mount = Mount.CLOSE_ROOF

    def __post_init__(self) -> None:
        require_number(
            self.irradiance_w_m2, "irradiance in the plane", low=0, high=1600, unit="W/m²"
        )
        require_number(
            self.back_of_module_c, "temperature of the module's back", low=-50, high=110, unit="°C"
        )

    @property
    def cell_c(self) -> float:
        """The temperature of the cells [°C].

        T_cell = T_back + G / 1000 · ΔT

        D. L. King et al., "Photovoltaic Array Performance Model", SAND2004-3535, equation 12.

        Example:
            >>> Conditions(
            ...     irradiance_w_m2=800.0, back_of_module_c=45.0, mount=Mount.OPEN_RACK
            ... ).cell_c
            47.4
        """
        return self.back_of_module_c + self.irradiance_w_m2 / 1000 * _WARMER_C[self.mount]
