"""The conductors of a design, as the one-line diagram lists them."""

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from penstock.casework.packet import Table
from penstock.streams.ncv_03_solar_storage.currents import ac_current_a, breaker_a
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign

if TYPE_CHECKING:
    from penstock.engineering.solar.conductors import Circuit

# Ours: hotter than the shade of most towns. A plan checker may ask for more.
AMBIENT_C = 45
CONDUCTORS_NOTE = (
    f"Conductors: copper, insulation of 90 °C (PV wire, THWN-2), terminals of 75 °C, air of up to "
    f"{AMBIENT_C} °C, raceways not less than 19 mm above the roof, all strings of an inverter in "
    "one raceway (NEC 2023, 690.8(B), 705.28, 310.15, tables 310.16 and 250.122). Lengths are not "
    "known, so voltage drop is not in it."
)
_COLUMNS = ("Circuit", "Current", "Conductor", "Equipment ground", "Bears")


def conductors(design: SystemDesign, site: SiteSpecifics) -> Table:
    """Return each circuit with the least conductor that bears it."""
    rows = (*_strings(design), _output(design, site))
    return Table(columns=_COLUMNS, rows=rows, right=(1, 4))


def _strings(design: SystemDesign) -> Iterator[tuple[str, ...]]:
    """Yield the circuits from the modules to the inverter, one for each tracker."""
    from penstock.engineering.solar.conductors import Circuit  # slow to import

    for each in design.strings:
        # Two conductors of each tracker lie beside those of the others.
        together = 2 * ceil(len(design.strings) / design.inverter_count)
        circuit = Circuit(current_a=float(each.current_a), ambient_c=AMBIENT_C, together=together)
        yield _row(f"{each.plane}, tracker {each.tracker}", circuit)


def _output(design: SystemDesign, site: SiteSpecifics) -> tuple[str, ...]:
    from penstock.engineering.solar.conductors import Circuit

    circuit = Circuit(
        current_a=ac_current_a(design, site),
        breaker_a=breaker_a(design, site),
        ambient_c=AMBIENT_C,
        together=3,
    )
    return _row("Inverter output to panel", circuit)


def _row(name: str, circuit: "Circuit") -> tuple[str, ...]:
    from penstock.engineering.solar.conductors import NoConductorError, conductor_for

    try:
        found = conductor_for(circuit)
    except NoConductorError:
        # A packet is worth having without a size that somebody has to engineer.
        return name, f"{circuit.current_a:.1f} A", "to be engineered", "", ""
    sets = f"{found.sets} × " if found.sets > 1 else ""
    bears = f"{found.ampacity_a:.0f} A"
    return name, f"{circuit.current_a:.1f} A", f"{sets}{found.size}", f"{sets}{found.ground}", bears
