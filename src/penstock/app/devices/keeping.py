"""Where homes and devices are kept."""

from pathlib import Path

from penstock.casework.device.ports import Devices, KeepsDevices
from penstock.delivery.ports import Store

TELEMETRY = Path("devices")
"""Where what devices say is kept, where nobody names another folder."""


class NoDevicesError(LookupError):
    """A store keeps no devices."""

    def __init__(self, store: Store) -> None:
        super().__init__(
            f"{store.address} keeps no devices. Name a SQLite file, a PostgreSQL database or "
            "memory: as the database."
        )


def devices_of(store: Store) -> Devices:
    """Return where a store keeps devices.

    Raises:
        NoDevicesError: It keeps none.
    """
    if isinstance(store, KeepsDevices):
        return store.devices
    raise NoDevicesError(store)
