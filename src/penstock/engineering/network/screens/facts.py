"""What screens are asked about: a project, its line section, and what only the utility knows."""

from dataclasses import dataclass
from enum import StrEnum


class Wires(StrEnum):
    """How a primary line is built."""

    THREE = "three-wire"
    FOUR = "four-wire"


class Connection(StrEnum):
    """How a generator is connected to the primary."""

    GROUNDED_THREE_PHASE = "effectively grounded three-phase"
    UNGROUNDED_THREE_PHASE = "ungrounded three-phase"
    LINE_TO_NEUTRAL = "single-phase, line to neutral"
    LINE_TO_LINE = "single-phase, line to line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a device that opens by itself has below it, or a line section between two of them.

    Args:
        name: The device at its head.
        generation_kw: All generators in it, with the proposed one.
        peak_kw: Its largest load of a year.
        minimum_kw: Its least load.
    """

    name: str
    generation_kw: float
    peak_kw: float
    minimum_kw: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that interrupts faults.

    Args:
        name: What it is called.
        fault_amps: The largest fault current through it, generators included.
        interrupting_amps: What it is built to interrupt.
    """

    name: str
    fault_amps: float
    interrupting_amps: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What a power flow found.

    Args:
        broken: Names of the limits of voltage that are broken.
        fluctuating: Names of the limits of fluctuation that are broken.
        overloaded: What would be loaded beyond its rating; empty if nothing.
    """

    broken: tuple[str, ...] = ()
    fluctuating: tuple[str, ...] = ()
    overloaded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that screens ask; None where nobody has stated it.

    Args:
        kw: The proposed generator.
        is_inverter: Whether it is one.
        is_certified: To UL 1741 for IEEE 1547.
        line_kv: Of the primary, line to line.
        is_mainline: Whether the primary there has three phases.
        miles: Along the circuit to the substation.
        wires: How the primary is built.
        connection: How the generator meets it.
        section: The line section of the generator.
        upstream: What each device upstream has below it.
        fault_percent: All generators' share of the primary's fault current.
        devices: Those on the circuit whose capability is known.
        secondary_kw: Generators on a shared single-phase secondary, with the new one; None where
            it is not connected to such a one.
        transformer_kva: Of a center-tapped service; None where it is none.
        imbalance_kw: What it puts on one leg more than on the other.
        quality: What a power flow found.
        subject_to_tariff: Whether the tariff covers the line.
        is_on_spot_network: Whether it is behind network protectors.
        network_generation_kw: Inverters on the spot network, with the new one.
        network_peak_kw: The spot network's largest load.
        stability_limited: Whether stability is limited in the area.
        transmission_side_kw: Generators at the transmission side, with the new one.
        safety_reviewed: What an engineer found on safety and reliability.
    """

    kw: float
    is_inverter: bool
    is_certified: bool
    line_kv: float
    is_mainline: bool
    miles: float | None
    wires: Wires | None
    connection: Connection | None
    section: Section
    upstream: tuple[Section, ...]
    fault_percent: float
    devices: tuple[Device, ...] = ()
    secondary_kw: float | None = None
    transformer_kva: float | None = None
    imbalance_kw: float = 0.0
    quality: Quality | None = None
    subject_to_tariff: bool | None = None
    is_on_spot_network: bool | None = None
    network_generation_kw: float | None = None
    network_peak_kw: float | None = None
    stability_limited: bool | None = None
    transmission_side_kw: float | None = None
    safety_reviewed: bool | None = None
