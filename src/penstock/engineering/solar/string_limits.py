"""How many modules a string may have: NEC 690.7 in the cold, tracking in the heat, 690.8."""

from dataclasses import dataclass
from math import ceil, floor

from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.extremes import Extremes

CODE = "NEC 2023 (NFPA 70), 690.7 and 690.8"
# On or in one- and two-family dwellings, and on other buildings: 690.7.
DWELLING_V, BUILDING_V = 600.0, 1000.0
# Table 690.7(A): from this ambient temperature up, what voltage without load is multiplied by.
_TABLE = (
    (20, 1.02), (15, 1.04), (10, 1.06), (5, 1.08), (0, 1.10), (-5, 1.12), (-10, 1.14),
    (-15, 1.16), (-20, 1.18), (-25, 1.20), (-30, 1.21), (-35, 1.23), (-40, 1.25),
)  # fmt: skip
# Cells of modules parallel to a roof, above the air around them, in full sun; a usual value.
_ROOF_HEAT_C = 35.0
_CONTINUOUS = 1.25


class InfeasibleStringError(SolarError):
    """No string of a module suits an inverter, or a plane has no modules for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringLimits:
    """What strings of a module on an inverter may be, and why.

    Args:
        shortest: The fewest modules with which the inverter tracks in the heat.
        longest: The most with which nothing sees too much voltage in the cold.
        limit_v: What must not be exceeded, by whichever asks for the least. [V]
        limit_of: Which that is.
        coldest_voc_v: Of one module, without load in the cold. [V]
        hottest_vmp_v: Of one module, at the most power in the heat. [V]
        method: The part of 690.7(A) by which the cold was reckoned.
        current_a: Of one string, for conductors: 690.8(A). [A]
        together: How many strings one tracker bears.
    """

    shortest: int
    longest: int
    limit_v: float
    limit_of: str
    coldest_voc_v: float
    hottest_vmp_v: float
    method: str
    current_a: float
    together: int


def coldest_voc_v(module: Module, coldest_c: float) -> float:
    """Return a module's voltage without load in the cold, by its own coefficient [V].

    V = V_oc (1 + β (T - 25)), with T below 25 °C; NEC 690.7(A)(1).

    Example:
        >>> round(coldest_voc_v(_EXAMPLE, -22.2), 2)
        41.65
    """
    return module.voc_v * (1 + module.voc_per_c * (min(coldest_c, 25.0) - 25))


def table_factor(coldest_c: float) -> float:
    """Return the factor of table 690.7(A) for crystalline modules, NEC 690.7(A)(2).

    Raises:
        InfeasibleStringError: It is colder than -40 °C, where the table ends.

    Example:
        >>> table_factor(-22.2), table_factor(30.0)
        (1.2, 1.0)
    """
    if coldest_c >= 25:
        return 1.0
    # The table's rows are whole degrees; between two of them the colder row counts.
    for lowest, factor in _TABLE:
        if floor(coldest_c) >= lowest:
            return factor
    raise InfeasibleStringError(
        f"The lowest temperature is {coldest_c:g} °C, and table 690.7(A) ends at -40 °C; take the "
        "coefficient of the data sheet."
    )


def string_limits(
    module: Module,
    inverter: Inverter,
    extremes: Extremes,
    *,
    building_v: float = DWELLING_V,
    by_table: bool = False,
) -> StringLimits:
    """Return what strings may be.

    Args:
        module: Of which they are.
        inverter: On which they are.
        extremes: The air around them.
        building_v: The most that the code lets direct current be on the building. [V]
        by_table: Whether to take the table of 690.7(A)(2), not the data sheet's coefficient.

    Raises:
        InfeasibleStringError: The shortest string is longer than the longest, or one string has
            too much current.
    """
    cold_v = (
        module.voc_v * table_factor(extremes.coldest_c)
        if by_table
        else coldest_voc_v(module, extremes.coldest_c)
    )
    hot_v = hottest_vmp_v(module, extremes.hottest_c)
    limit_v, limit_of = min(
        (inverter.highest_v, f"the inverter {inverter.name}"),
        (module.highest_system_v, f"the module {module.name}"),
        (building_v, "the code for this building"),
    )
    longest, shortest = floor(limit_v / cold_v + 1e-9), ceil(inverter.mppt_low_v / hot_v - 1e-9)
    if shortest > longest:
        raise InfeasibleStringError(
            f"No string of {module.name} suits {inverter.name}: {longest} modules have "
            f"{longest * cold_v:.0f} V of {limit_v:g} V at {extremes.coldest_c:g} °C, but it takes "
            f"{shortest} to have {inverter.mppt_low_v:g} V at {extremes.hottest_c:g} °C. Choose "
            "another inverter."
        )
    return StringLimits(
        shortest=shortest,
        longest=longest,
        limit_v=limit_v,
        limit_of=limit_of,
        coldest_voc_v=cold_v,
        hottest_vmp_v=hot_v,
        method="690.7(A)(2)" if by_table else "690.7(A)(1)",
        current_a=_CONTINUOUS * module.isc_a,
        together=_together(module, inverter),
    )


def hottest_vmp_v(module: Module, hottest_c: float) -> float:
    """Return a module's voltage at the most power in the heat of a roof [V].

    V = V_mp (1 + (γ - α) (T + 35 - 25)): what power loses by heat, and current does not.

    Example:
        >>> round(hottest_vmp_v(_EXAMPLE, 37.0), 2)
        25.32
    """
    per_c = module.power_per_c - module.isc_per_c
    return module.vmp_v * (1 + per_c * (hottest_c + _ROOF_HEAT_C - 25))


def _together(module: Module, inverter: Inverter) -> int:
    """Return how many strings one tracker bears when they are shorted, with 690.8's 125 %."""
    count = floor(inverter.most_isc_a / (_CONTINUOUS * module.isc_a) + 1e-9)
    if not count:
        raise InfeasibleStringError(
            f"One string of {module.name} has {module.isc_a:g} A shorted, "
            f"{_CONTINUOUS * module.isc_a:.1f} A with the 125 % of 690.8(A), but a tracker of "
            f"{inverter.name} bears {inverter.most_isc_a:g} A. Choose another inverter."
        )
    # A string more would give current that the tracker cannot use.
    return max(1, min(count, floor(inverter.most_a / module.imp_a + 1e-9)))


_EXAMPLE = Module(
    name="Example",
    power_w=400,
    length_m=1.722,
    width_m=1.134,
    voc_v=37.1,
    isc_a=13.7,
    vmp_v=31.0,
    imp_a=12.9,
    voc_per_c=-0.0026,
    power_per_c=-0.0034,
)
