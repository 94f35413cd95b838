"""Data sheets of modules and inverters that a user writes, as objects of JSON or TOML."""

from typing import Any

from penstock.engineering.solar.equipment import Inverter, Module
from penstock.engineering.solar.fields import Fields


def module_of(value: Any, place: str) -> Module:
    """Return a module of an object with the fields of a data sheet.

    Raises:
        SolarError: A field is missing, wrong or unknown.
    """
    fields = Fields(value, place)
    found = Module(
        name=fields.text("name"),
        power_w=fields.number("power_w", 1, 2000, unit="W"),
        length_m=fields.number("length_m", 0.1, 5, unit="m"),
        width_m=fields.number("width_m", 0.1, 5, unit="m"),
        voc_v=fields.number("voc_v", 0.1, 400, unit="V"),
        isc_a=fields.number("isc_a", 0.1, 100, unit="A"),
        vmp_v=fields.number("vmp_v", 0.1, 400, unit="V"),
        imp_a=fields.number("imp_a", 0.1, 100, unit="A"),
        voc_per_c=fields.number("voc_percent_per_c", -1, 0, unit="% per °C") / 100,
        power_per_c=fields.number("power_percent_per_c", -1, 0, unit="% per °C") / 100,
        isc_per_c=fields.number("isc_percent_per_c", -0.1, 0.5, unit="% per °C", default=0.05)
        / 100,
        highest_system_v=fields.number("highest_system_v", 50, 2000, unit="V", default=1000),
        source=fields.text("source", ""),
    )
    fields.finish()
    return found


def inverter_of(value: Any, place: str) -> Inverter:
    """Return an inverter of an object with the fields of a data sheet.

    Raises:
        SolarError: A field is missing, wrong or unknown.
    """
    fields = Fields(value, place)
    found = Inverter(
        name=fields.text("name"),
        power_kw=fields.number("power_kw", 0.05, 10_000, unit="kW"),
        efficiency=fields.number("efficiency_percent", 50, 100, unit="%") / 100,
        highest_v=fields.number("highest_v", 10, 2000, unit="V"),
        mppt_low_v=fields.number("mppt_low_v", 1, 2000, unit="V"),
        mppt_high_v=fields.number("mppt_high_v", 1, 2000, unit="V"),
        inputs=int(fields.number("inputs", 1, 100, default=1)),
        most_a=fields.number("most_a", 0.1, 10_000, unit="A"),
        most_isc_a=fields.number("most_isc_a", 0.1, 10_000, unit="A"),
        source=fields.text("source", ""),
    )
    fields.finish()
    return found
