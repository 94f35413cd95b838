"""What technicians do and show in a home: a step for each device, and those around them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from penstock.casework.checklist.reporting import built_in
from penstock.casework.checklist.reports import StepReport
from penstock.casework.checklist.steps import Checklist, Limit, Step
from penstock.streams.ncv_01_smart_home.items.installation import InstalledDevice
from penstock.streams.ncv_01_smart_home.items.preparation import EquipmentPrepared
from penstock.streams.ncv_01_smart_home.items.solution import CustomSolutionDesign
from penstock.streams.ncv_01_smart_home.items.working import InstallationWork, PlannedDevice
from penstock.streams.ncv_01_smart_home.naming import device_names
from penstock.streams.ncv_01_smart_home.ports import DeviceState

POWER, SHOWN = "power_off", "shown_to_customer"
PLACE, WIRING, SIGNAL = "the device in its place", "the wiring that was found", "signal strength"
# What is wired to the house, by a word in its name; all else plugs in or has a battery.
_WIRED = ("thermostat", "switch", "breaker", "relay", "water heater")
_DEAD = Limit(
    name="voltage between the wires",
    unit="V",
    at_least=Decimal(0),
    at_most=Decimal("0.5"),
    source="NFPA 70E, 120.5, asks to prove that it is dead; the limit is ours",
)
_SIGNAL = Limit(name=SIGNAL, unit="dBm", at_least=Decimal(-75), source="ours")


def planned_devices(
    equipment: EquipmentPrepared, design: CustomSolutionDesign
) -> tuple[PlannedDevice, ...]:
    """Return the devices of a kit, each with its name; what has no serial number is none."""
    what = {line.article: line.what for line in design.kit}
    mounted = [each for each in equipment.devices if each.serial]
    names = device_names((each.room, what.get(each.article, each.article)) for each in mounted)
    return tuple(
        PlannedDevice(device=name, article=each.article, room=each.room, serial=each.serial)
        for name, each in zip(names, mounted, strict=True)
    )


def checklist_of(devices: Sequence[PlannedDevice], design: CustomSolutionDesign) -> Checklist:
    """Return the steps of an installation."""
    what = {line.article: line.what for line in design.kit}
    named = [(each, what.get(each.article, each.article)) for each in devices]
    return Checklist(name=f"Install {design.tier}", steps=tuple(_steps(named)))


def silent(work: InstallationWork, states: Sequence[DeviceState]) -> Iterator[str]:
    """Yield why devices of a home are not commissioned, a sentence each."""
    known = {each.device: each for each in states}
    for device in work.devices:
        state = known.get(device.device)
        if state is None:
            yield f"The platform has never heard of {device.device}. Join it to the hub."
            continue
        mounted = serial_of(work, device)
        if not state.is_adopted:
            yield f"{device.device} only offers itself. Adopt it into home {work.home}."
        elif not state.is_online:
            yield f"{device.device} does not answer. {state.because}".rstrip()
        elif state.serial and mounted and state.serial != mounted:
            yield (
                f"{device.device} says that it is {state.serial}, and {mounted} is written down. "
                "Read the label again."
            )


def installed(work: InstallationWork, states: Sequence[DeviceState]) -> Iterator[InstalledDevice]:
    """Yield each device as it was mounted and answers."""
    known = {each.device: each for each in states}
    for device in work.devices:
        state = known[device.device]
        own = [each for each in work.reports if each.step == device.device]
        yield InstalledDevice(
            device=device.device,
            article=device.article,
            room=device.room,
            serial=serial_of(work, device) or device.serial,
            firmware=state.firmware,
            signal_dbm=state.signal_dbm if state.signal_dbm is not None else _signal(own),
            wiring=next((each.note for each in reversed(own) if each.note), ""),
            answered_at=state.last_seen,
        )


def serial_of(work: InstallationWork, device: PlannedDevice) -> str:
    """Return the serial number that hangs in a device's place; empty while none does."""
    own = [each for each in work.reports if each.step == device.device]
    here = [each for each in built_in(own) if each.part_number == device.article]
    return here[-1].serial_number if here else ""


def _signal(reports: Sequence[StepReport]) -> int | None:
    read = [each for report in reports for each in report.readings if each.name == SIGNAL]
    return round(read[-1].value) if read else None


def _steps(named: Sequence[tuple[PlannedDevice, str]]) -> Iterator[Step]:
    if any(_is_wired(what) for _, what in named):
        yield Step(
            id=POWER,
            title="Switch off the circuit and prove it dead",
            photos=("the open breaker",),
            readings=(_DEAD,),
        )
    for device, what in named:
        room = f", {device.room}" if device.room else ""
        yield Step(
            id=device.device,
            title=f"Mount and join: {what}{room}",
            photos=(PLACE, WIRING) if _is_wired(what) else (PLACE,),
            readings=() if "hub" in what.lower() else (_SIGNAL,),
            serial_parts=(device.article,),
            needs_signature=False,
        )
    yield Step(id=SHOWN, title="Run heating, cooling and switching while the customer watches")


def _is_wired(what: str) -> bool:
    return any(each in what.lower() for each in _WIRED)
