"""Questions about feeders, and what is answered: sentences, a document and a picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from typing import Any

from penstock.app.energy.network_files import FeederFiles
from penstock.engineering.network.errors import NetworkError

Progress = Callable[[int, int], None]
"""Is told how many of how many buses are done."""

_PACKAGES = ("numpy", "dss")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loads:
    """Which load levels count, in percent of the script's loads."""

    minimum_percent: float = 30.0
    peak_percent: float = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """A generator as a person states it.

    Args:
        bus: Where.
        kw: Rated active power.
        kva: Rated apparent power; that of `kw` by default.
        phases: Nodes of the bus; all by default.
        fault_factor: Current into a fault, in parts of rated current.
        category: `A` or `B` for the default volt-var curve of IEEE 1547-2018; empty for none.
        volt_var: A curve as `pu:percent …`; empty for the category's.
        volt_watt: Whether volt-watt is on, by its default curve.
    """

    bus: str
    kw: float
    kva: float | None = None
    phases: tuple[int, ...] = ()
    fault_factor: float = 1.2
    category: str = ""
    volt_var: str = ""
    volt_watt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyQuestion:
    """What does this generator do to the feeder?"""

    files: FeederFiles
    plant: Plant
    loads: Loads = field(default_factory=Loads)
    limits: Mapping[str, float] = field(default_factory=dict)
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostingQuestion:
    """How much does each bus take?"""

    files: FeederFiles
    buses: tuple[str, ...] = ()
    loads: Loads = field(default_factory=Loads)
    limits: Mapping[str, float] = field(default_factory=dict)
    most_kw: float = 10_000.0
    ignored: tuple[str, ...] = ()
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenQuestion:
    """Does this generator pass the technical screens that were in force on a day?"""

    files: FeederFiles
    plant: Plant
    loads: Loads = field(default_factory=Loads)
    limits: Mapping[str, float] = field(default_factory=dict)
    on: date
    jurisdiction: str = "US-FERC"
    is_inverter: bool = True
    is_certified: bool = False


Question = StudyQuestion | HostingQuestion | ScreenQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is answered.

    Args:
        lines: For a terminal.
        document: For programs.
        svg: A picture; empty where none was asked for.
        passed: Whether nothing is broken.
    """

    lines: tuple[str, ...]
    document: dict[str, Any]
    svg: str = ""
    passed: bool = True


def answer(question: Question, progress: Progress) -> Report:
    """Answer a question in this process.

    Raises:
        UnknownBusError: The feeder has no such bus.
        NetworkError: The feeder or the question cannot be worked with.
    """
    require_packages()
    from penstock.app.energy import network_answers

    match question:
        case StudyQuestion():
            return network_answers.studied(question)
        case HostingQuestion():
            return network_answers.hosted(question, progress)
        case ScreenQuestion():
            return network_answers.screened(question)


def require_packages() -> None:
    """Refuse to begin what cannot be finished.

    Raises:
        NetworkError: A package that solves feeders is not installed.
    """
    for name in _PACKAGES:
        if find_spec(name) is None:
            raise NetworkError(
                f"Feeders need {name} and other packages for energy. Install them with: "
                "pip install 'penstock[energy]'."
            )
