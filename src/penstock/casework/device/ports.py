"""Where homes, devices, their live state and their commands are kept."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, runtime_checkable

from penstock.casework.device.entries import Entry
from penstock.casework.device.faults import FaultCount
from penstock.casework.device.live import LiveState

E = TypeVar("E", bound=Entry)


class StaleEntryError(ValueError):
    """Somebody else has changed a home, a device or a command meanwhile."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        super().__init__(
            f"{type(entry).__name__} {entry.key} was changed meanwhile; version {entry.version} "
            "does not follow what is kept. Look at it again."
        )


class Devices(Protocol):
    """Homes, devices and commands, each at its latest version, and how devices stand."""

    def entry(self, kind: type[E], key: str) -> E | None:
        """Return a home by its name, a device by HOME/DEVICE, a command by its id; or None."""
        ...

    def entries(self, kind: type[E], *, home: str = "", standing: str = "") -> tuple[E, ...]:
        """Return all of a kind, of one home or of one standing, in the order of their keys."""
        ...

    def keep(self, *entries: Entry) -> None:
        """Keep entries, new ones and next versions; all of them, or none.

        Raises:
            StaleEntryError: One of them does not follow the version that is kept.
        """
        ...

    def stamp(self) -> str:
        """Return what changes whenever a home or a device is kept."""
        ...

    def live_of(self, homes: Sequence[str]) -> tuple[LiveState, ...]:
        """Return how the devices of homes stand, in the order of their names."""
        ...

    def keep_seen(self, live: Sequence[LiveState], faults: Sequence[FaultCount]) -> None:
        """Keep how devices stand, and add to what was wrong; all of it, or nothing."""
        ...

    def faults(self, home: str | None = None) -> tuple[FaultCount, ...]:
        """Return what was wrong, of one home or of all, the latest first."""
        ...


@runtime_checkable
class KeepsDevices(Protocol):
    """A store that keeps devices beside its cases."""

    @property
    def devices(self) -> Devices:
        """Where devices are kept."""
        ...
