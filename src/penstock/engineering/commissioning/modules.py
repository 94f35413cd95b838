"""A module's voltage and current: what its data sheet says, and what heat and light do to them."""

from dataclasses import dataclass
from math import log

from penstock.engineering.commissioning.errors import CommissioningError, require_number

# Boltzmann's constant over the charge of an electron. [V/K]
_BOLTZMANN_OVER_CHARGE = 8.617333262e-5
_ZERO_C_IN_K = 273.15
DIMMEST_W_M2 = 100.0
"""Below it a module's voltage falls faster than the logarithm of light says. [W/m²]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleRating:
    """A module at 1000 W/m² and cells of 25 °C, as its data sheet has it.

    Args:
        name: Maker and type.
        voc_v: Voltage without load. [V]
        isc_a: Current of a short circuit. [A]
        voc_per_c: What the voltage changes by, as a share; below 0. [1/°C]
        isc_per_c: What the current changes by, as a share. [1/°C]
        cells_in_series: How many cells add up to the voltage; a half-cut module counts one half.
        bypass_diodes: Into how many parts they divide the cells.
        ideality: Of the cell's diode, 1 to 2; 1.1 is usual for crystalline silicon.

    Raises:
        CommissioningError: A value is none of any data sheet.
    """

    name: str
    voc_v: float
    isc_a: float
    voc_per_c: float
    isc_per_c: float = 0.0005
    cells_in_series: int = 60
    bypass_diodes: int = 3
    ideality: float = 1.1

    def __post_init__(self) -> None:
        for value, name, low, high in (
            (self.voc_v, "voltage without load [V]", 0.1, 400),
            (self.isc_a, "current of a short circuit [A]", 0.1, 100),
            (self.voc_per_c, "change of voltage [1/°C]", -0.01, 0),
            (self.isc_per_c, "change of current [1/°C]", -0.001, 0.005),
            (self.cells_in_series, "number of cells in series", 1, 500),
            (self.bypass_diodes, "number of bypass diodes", 1, 24),
            (self.ideality, "ideality of the diode", 1, 2),
        ):
            require_number(value, f"{name} of module {self.name}", low=low, high=high)

    def open_circuit_v(self, *, irradiance_w_m2: float, cell_c: float) -> float:
        """Return the voltage of one module without load [V].

        V = V_oc (1 + β (T - 25)) + N n k (T + 273.15) / q · ln(G / 1000)

        Good for 100 to 1200 W/m² and cells of -40 to 90 °C: below, leakage of the cells takes more.

        Args:
            irradiance_w_m2: G, in the plane of the module. [W/m²]
            cell_c: T, of its cells. [°C]

        Raises:
            CommissioningError: It is too dark for the formula.

        References:
            D. L. King, W. E. Boyson, J. A. Kratochvil, "Photovoltaic Array Performance Model",
            Sandia National Laboratories, SAND2004-3535, equation 3.

        Example:
            >>> round(_EXAMPLE.open_circuit_v(irradiance_w_m2=1000.0, cell_c=25.0), 2)
            37.1
            >>> round(_EXAMPLE.open_circuit_v(irradiance_w_m2=500.0, cell_c=45.0), 2)
            33.92
        """
        if not irradiance_w_m2 >= DIMMEST_W_M2:
            raise CommissioningError(
                f"There are {irradiance_w_m2:g} W/m² of light; the voltage of a module can be "
                f"told from {DIMMEST_W_M2:g} W/m² on. Measure again in more light."
            )
        thermal_v = self.ideality * _BOLTZMANN_OVER_CHARGE * (cell_c + _ZERO_C_IN_K)
        by_light = self.cells_in_series * thermal_v * log(irradiance_w_m2 / 1000)
        return self.voc_v * (1 + self.voc_per_c * (cell_c - 25)) + by_light

    def short_circuit_a(self, *, irradiance_w_m2: float, cell_c: float) -> float:
        """Return the current of one shorted module [A].

        I = I_sc G / 1000 (1 + α (T - 25)); IEC 60891:2021, the same for 0 to 1200 W/m².

        Args:
            irradiance_w_m2: G, in the plane of the module. [W/m²]
            cell_c: T, of its cells. [°C]

        Example:
            >>> round(_EXAMPLE.short_circuit_a(irradiance_w_m2=500.0, cell_c=45.0), 2)
            6.92
        """
        return self.isc_a * irradiance_w_m2 / 1000 * (1 + self.isc_per_c * (cell_c - 25))


_EXAMPLE = ModuleRating(name="Example", voc_v=37.1, isc_a=13.7, voc_per_c=-0.0026)
