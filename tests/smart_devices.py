"""A home with devices, for tests: what it is called, and what its devices say."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState, stepped
from penstock.casework.device.readings import said
from penstock.casework.device.registry import Device, Home, adopted, offered

NOON = datetime(2026, 6, 12, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HALL = DeviceId("elm_7", "hall")
DEN = DeviceId("elm_7", "den")
BATH = DeviceId("elm_7", "bath")
HOME = Home(
    name="elm_7",
    customer="Ada Byron",
    premise="7 Elm Street",
    account="A-1",
    entered_by="Sol",
    entered_at=NOON,
)


def device(of: DeviceId = HALL, *, serial: str = "TH-1") -> Device:
    """Return a device of the home that somebody has adopted."""
    return adopted(offered(of, at=NOON), by="Sol", at=NOON, serial=serial)


def message(at: datetime | None = NOON, /, **fields: object) -> bytes:
    """Return what a device says, with its moment."""
    clock = {} if at is None else {"at": at.isoformat()}
    return json.dumps({**clock, **fields}).encode()


def live(of: DeviceId = HALL, at: datetime = NOON, /, **fields: object) -> LiveState:
    """Return how a device stands that has said something once."""
    heard = said(message(at, **fields), received_at=at)
    return stepped(LiveState(of=of), heard, received_at=at).live


def thing(of: DeviceId = HALL, /, **fields: Any) -> bytes:
    """Return an announcement of a temperature, in short keys, with other fields."""
    found: dict[str, object] = {
        "~": f"penstock/{of}",
        "uniq_id": f"{of.node}-temperature",
        "name": "temperature",
        "stat_t": "~/state",
        "avty_t": "~/availability",
        "dev_cla": "temperature",
        "unit_of_meas": "°C",
        "val_tpl": "{{ value_json.temperature }}",
        "dev": {"ids": [of.node], "name": "Hall", "mdl": "T-100", "sn": "TH-1", "sw": "1.2"},
    }
    found |= fields
    return json.dumps({key: each for key, each in found.items() if each is not None}).encode()
