"""What a crew has to do and to show, for a design and its parts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from penstock.casework.checklist.reports import PartSerial
from penstock.casework.checklist.steps import Checklist, Limit, Step
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign

_TORQUE = Limit(
    name="torque of terminals",
    unit="% of what is marked",
    at_least=Decimal(90),
    at_most=Decimal(110),
    source="NEC 110.14(D) asks for the marked torque; the margin is ours",
)
_BONDING = Limit(name="bonding of the frames", unit="Ohm", at_most=Decimal("0.1"), source="UL 2703")
_INSULATION = Limit(
    name="insulation of the array", unit="MOhm", at_least=Decimal(1), source="IEC 62446-1, 6.7"
)


def checklist_of(design: SystemDesign, parts: BillOfMaterials) -> Checklist:
    """Return the steps of building a design, before anything is covered or switched on."""
    return Checklist(name=f"Build {design.variant}", steps=tuple(_steps(design, parts)))


def missing_serials(parts: BillOfMaterials, built_in: Sequence[PartSerial]) -> Iterator[str]:
    """Yield the parts of which serial numbers are written down for fewer pieces than are needed."""
    found = Counter(each.part_number for each in built_in)
    for line in parts.lines:
        if line.needs_serial and found[line.part_number] != line.quantity:
            yield (
                f"{found[line.part_number]} serial numbers of {line.part_number} are written "
                f"down, and {line.quantity} pieces are to be built in."
            )


def _steps(design: SystemDesign, parts: BillOfMaterials) -> Iterator[Step]:
    yield Step(
        id="attachments",
        title="Fasten and flash the attachments into the rafters",
        photos=("an attachment before it is covered", "the roof with all attachments"),
    )
    yield Step(
        id="array",
        title="Mount and bond the modules",
        photos=("the array from above",),
        readings=(_BONDING,),
        serial_parts=_of_kind(parts, "module"),
    )
    yield _strings(design)
    yield Step(
        id="inverter",
        title="Mount and wire the inverter",
        photos=("the inverter's nameplate", "the inverter with its cover off"),
        readings=(_TORQUE,),
        serial_parts=(*_of_kind(parts, "inverter"), *_of_kind(parts, "monitoring")),
    )
    if design.battery is not None:
        yield Step(
            id="battery",
            title="Mount and wire the battery, with its clearances",
            photos=("the battery's nameplate", "the battery and what is around it"),
            serial_parts=_of_kind(parts, "battery"),
        )
    yield Step(
        id="disconnects",
        title="Mount the disconnects and leave the system open toward the grid",
        photos=("the open ac disconnect, locked",),
    )
    yield Step(
        id="labels",
        title="Put on the labels of rapid shutdown and of each source",
        photos=("the label of rapid shutdown", "the labels at the service"),
    )


def _strings(design: SystemDesign) -> Step:
    count = sum(each.strings for each in design.strings)
    polarity = Limit(
        name="strings of right polarity",
        unit="strings",
        at_least=Decimal(count),
        at_most=Decimal(count),
        source="IEC 62446-1, 6.3",
    )
    return Step(
        id="strings",
        title="Wire the strings to the drawing, and measure them before they are covered",
        photos=("the connectors and cables under the modules",),
        readings=(polarity, _INSULATION),
    )


def _of_kind(parts: BillOfMaterials, kind: str) -> tuple[str, ...]:
    return tuple(
        each.part_number for each in parts.lines if each.kind == kind and each.needs_serial
    )
