"""Ports: what acts and works of streams reach the world through, and who provides it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from penstock.app.cases import Cases
    from penstock.delivery.ports import Store

# By the place of the Protocol, the place of what makes one: a function that takes a World. Places
# are `module:name`, so that what nobody uses is not imported.
PROVIDED: Mapping[str, str] = {
    "penstock.casework.appointment.ports:CrewCalendar": (
        "penstock.app.streams.procuring:crew_calendar"
    ),
    "penstock.casework.appointment.ports:CustomersWord": (
        "penstock.app.customer.appointments:customers_word"
    ),
    "penstock.casework.comfort.ports:TariffBook": "penstock.app.streams.tariff_book:tariff_book",
    "penstock.casework.hours:BusinessHours": ("penstock.app.streams.business_hours:business_hours"),
    "penstock.casework.stock.ports:Warehouse": "penstock.app.streams.procuring:warehouse",
    "penstock.casework.fingerprints:Fingerprints": "penstock.app.streams.providing:fingerprints",
    "penstock.casework.payment.ports:Payments": "penstock.app.streams.payments:payments",
    "penstock.streams.ncv_01_smart_home.selling_ports:HomeOfferings": (
        "penstock.app.streams.home_selling:offerings"
    ),
    "penstock.streams.ncv_01_smart_home.selling_ports:HomeUsage": (
        "penstock.app.streams.home_selling:usage"
    ),
    "penstock.casework.purchase.ports:SerialNumbers": (
        "penstock.app.streams.procuring:serial_numbers"
    ),
    "penstock.casework.purchase.ports:Suppliers": "penstock.app.streams.procuring:suppliers",
    "penstock.streams.ncv_03_solar_storage.ports:ConsentedUsage": (
        "penstock.app.streams.providing:usage"
    ),
    "penstock.streams.ncv_03_solar_storage.ports:Studio": "penstock.app.streams.providing:studio",
    "penstock.casework.enrolment.ports:CustomersConsents": (
        "penstock.app.streams.program_consents:customers_consents"
    ),
    "penstock.casework.packet.ports:Typesetter": "penstock.app.streams.typesetter:typesetter",
    "penstock.streams.ncv_01_smart_home.ports:HomeDevices": (
        "penstock.app.streams.home_devices:home_devices"
    ),
    "penstock.streams.aov_04_interconnection.ports:Grid": "penstock.app.streams.grid:grid",
    "penstock.streams.aov_04_interconnection.ports:InterconnectionRules": (
        "penstock.app.streams.grid:rules"
    ),
    "penstock.casework.financing.ports:Lenders": "penstock.app.streams.lenders:lenders",
}


@dataclass(frozen=True, kw_only=True)
class World:
    """What a port may be made of.

    Args:
        cases: The cases, as far as whoever acts may see them.
        folder: The documents that were named; None for the usual ones.
        is_trial: Whether nothing that is done may last: somebody only looks what would become.
    """

    cases: "Cases"
    folder: Path | None = None
    is_trial: bool = False

    @property
    def store(self) -> "Store":
        """Where cases are kept."""
        return self.cases.store

    @property
    def now(self) -> Callable[[], datetime]:
        """Returns the moment it is."""
        return self.cases.now


Factory = Callable[[World], object]


class UnprovidedPortError(LookupError):
    """Code of a stream asks for something that nobody provides here."""

    def __init__(self, asks: str, *, port: str, known: tuple[str, ...]) -> None:
        self.asks = asks
        self.port = port
        self.known = known
        super().__init__(
            f"{asks} asks for the port {port}, and nothing here provides it. "
            f"Provided are {', '.join(known) or 'none'}. Name what provides it in the [ports] of "
            "the package's stream.toml, or install the package that does."
        )


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Who provides which port.

    Args:
        places: The places of what makes them, by the places of their Protocols.
        folder: The documents that were named; None for the usual ones.
    """

    places: Mapping[str, str]
    folder: Path | None = None

    def require(self, asks: str, ports: Mapping[str, type]) -> None:
        """Look whether all ports of some code are provided.

        Args:
            asks: What people call the code.
            ports: The Protocols it asks for, by parameter.

        Raises:
            UnprovidedPortError: One of them is not.
        """
        for port in ports.values():
            self._factory(asks, port)

    def against(self, ports: Mapping[str, type]) -> str:
        """Return why code that asks for ports cannot run here; empty where it can."""
        missing = self.missing(ports)
        return f"needs the port {', '.join(missing)}, which nothing here provides" * bool(missing)

    def missing(self, ports: Mapping[str, type]) -> tuple[str, ...]:
        """Return the places of those Protocols for which nothing is named."""
        return tuple(place for place in map(_place, ports.values()) if place not in self.places)

    def given(
        self, asks: str, ports: Mapping[str, type], cases: "Cases", *, is_trial: bool = False
    ) -> dict[str, object]:
        """Return what some code is given for its ports, by parameter.

        Raises:
            UnprovidedPortError: Nobody provides one of them.
        """
        world = World(cases=cases, folder=self.folder, is_trial=is_trial)
        return {name: self._factory(asks, port)(world) for name, port in ports.items()}

    def _factory(self, asks: str, port: type) -> Factory:
        place = self.places.get(_place(port))
        try:
            return _named(place) if place else self._missing(asks, port)
        except (ImportError, AttributeError) as error:
            raise UnprovidedPortError(
                f"{asks} ({error})", port=_place(port), known=self._known
            ) from error

    def _missing(self, asks: str, port: type) -> Factory:
        raise UnprovidedPortError(asks, port=_place(port), known=self._known)

    @cached_property
    def _known(self) -> tuple[str, ...]:
        return tuple(sorted(self.places))


def _place(port: type) -> str:
    return f"{port.__module__}:{port.__qualname__}"


def _named(place: str) -> Factory:
    module, _, name = place.partition(":")
    found: Any = getattr(import_module(module), name)
    factory: Factory = found
    return factory


NO_PORTS = Ports(places={})
