"""The bill of materials of a design: every part to be bought, by rules of thumb that are ours."""

import re
from collections.abc import Iterator
from math import ceil

from penstock.streams.ncv_03_solar_storage.items.design import (
    BillOfMaterials,
    MaterialLine,
    SystemDesign,
)

# A rail carries a row of modules; each module hangs on two. [m]
_RAIL_M = 4.2
# An attachment at least every so far along a rail. [m]
_SPAN_M = 1.2
# From the roof to the inverter and back, for each string. [m]
_WIRE_M = 40


def bill_of_materials(design: SystemDesign, *, design_sha256: str) -> BillOfMaterials:
    """Return every part to be bought for a design.

    Args:
        design: The design.
        design_sha256: Of its recorded bytes.
    """
    parts = (*_powered(design), *_mounted(design), *_wired(design), *_safe(design))
    return BillOfMaterials(design_sha256=design_sha256, lines=parts)


def part_number(kind: str, name: str) -> str:
    """Return the number that a product is ordered by: its kind and its name in capitals.

    Example:
        >>> part_number("PV", "Example 400")
        'PV-EXAMPLE-400'
    """
    return f"{kind}-{re.sub('[^A-Z0-9]+', '-', name.upper()).strip('-')}"


def _powered(design: SystemDesign) -> Iterator[MaterialLine]:
    yield _part("PV", design.module, "module", design.modules_count, f"Module {design.module}")
    inverter = f"Inverter {design.inverter}"
    yield _part("INV", design.inverter, "inverter", design.inverter_count, inverter)
    if (battery := design.battery) is not None:
        words = f"Battery {battery.name}, {battery.usable_kwh} kWh, {battery.power_kw} kW"
        yield _part("BAT", battery.name, "battery", 1, words)


def _mounted(design: SystemDesign) -> Iterator[MaterialLine]:
    count = design.modules_count
    rails = ceil(2 * count * float(design.module_sheet.width_m) / _RAIL_M)
    rows = len(design.planes)
    yield _plain("RAIL-42", f"Rail of {_RAIL_M} m", "mounting", rails)
    yield _plain("ATTACH", "Attachment with flashing", "mounting", ceil(rails * _RAIL_M / _SPAN_M))
    yield _plain("CLAMP-MID", "Clamp between modules", "mounting", max(1, 2 * (count - rows)))
    yield _plain("CLAMP-END", "Clamp at the end of a row", "mounting", 4 * rows)
    yield _plain("SPLICE", "Splice of rails", "mounting", max(1, rails - 2 * rows))


def _wired(design: SystemDesign) -> Iterator[MaterialLine]:
    strings = sum(each.strings for each in design.strings) or 1
    yield _plain("WIRE-PV-10", "PV wire, 10 AWG, metre", "electrical", 2 * _WIRE_M * strings)
    yield _plain("CONN-PV", "Pair of connectors", "electrical", 2 * strings)
    yield _plain("GROUND-LUG", "Grounding lug", "electrical", max(2, 2 * len(design.planes)))
    yield _plain("DISC-DC", "Disconnect, dc", "electrical", design.inverter_count)
    yield _plain("DISC-AC", "Disconnect, ac, lockable, with visible break", "electrical", 1)
    yield _plain("BREAKER-PV", "Breaker for the inverter", "electrical", design.inverter_count)
    if design.battery is not None:
        yield _plain("XFER-SWITCH", "Transfer switch for backup", "electrical", 1)


def _safe(design: SystemDesign) -> Iterator[MaterialLine]:
    yield _plain("RSD", "Rapid shutdown device (NEC 690.12)", "safety", design.modules_count)
    yield _plain("LABEL-SET", "Labels (NEC 690.56, 705.10)", "label", 1)
    yield MaterialLine(
        part_number="GATEWAY",
        description="Gateway for monitoring",
        kind="monitoring",
        quantity=1,
        needs_serial=True,
    )


def _part(prefix: str, name: str, kind: str, quantity: int, words: str) -> MaterialLine:
    return MaterialLine(
        part_number=part_number(prefix, name),
        description=words,
        kind=kind,
        quantity=quantity,
        needs_serial=True,
    )


def _plain(number: str, words: str, kind: str, quantity: int) -> MaterialLine:
    return MaterialLine(part_number=number, description=words, kind=kind, quantity=quantity)
