"""An announcement of a device, as far as the registry needs it, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from penstock.casework.device.discovery.judging import faults
from penstock.casework.device.discovery.keys import parts_of, written_out
from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.identity import NAME, Channel, DeviceId, Heard
from penstock.casework.device.quantities import QUANTITIES
from penstock.casework.device.readings import as_object

_VALUE = re.compile(r"\{\{\s*value_json\.(?P<name>[a-z0-9_]+)\b")
_MOST_PARTS = 64
_MOST_INSTALL = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One thing that a device announces it has.

    Args:
        of: The device.
        component: What kind of thing, such as `sensor`.
        thing: What the device calls it.
        name: What people call it.
        quantity: Which quantity it says in its state; empty for none that we keep.
        unit: In which unit; empty where it names none.
        device_name: What people call the device.
        model: Its model.
        maker: Who made it.
        serial: Its serial number; empty where it does not tell.
        firmware: Its firmware; likewise.
        every_s: How long a state counts at most, in seconds; 0 where it does not tell. [s]
        is_commanded: Whether it can be told what to do.
        install: What it is told to install newer firmware; empty where it cannot be.
        through: The device of its home that it speaks through, such as a hub; empty for none.
    """

    of: DeviceId
    component: str
    thing: str
    name: str = ""
    quantity: str = ""
    unit: str = ""
    device_name: str = ""
    model: str = ""
    maker: str = ""
    serial: str = ""
    firmware: str = ""
    every_s: int = 0
    is_commanded: bool = False
    install: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What one message announces.

    Args:
        things: What Home Assistant would take.
        faults: Why it would not take the rest.
        is_withdrawn: Whether the message takes an earlier announcement back: it is empty.
    """

    things: tuple[Announcement, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_withdrawn: bool = False


def announced(heard: Heard, raw: bytes) -> Announced:
    """Return what a message on a topic of discovery announces."""
    if not raw:
        return Announced(is_withdrawn=True)
    found = as_object(raw)
    if isinstance(found, Fault):
        return Announced(faults=(found,))
    said = written_out(found)
    if heard.component != "device":
        return _judged(heard.id, ((heard.component, heard.object, said),))
    if not isinstance(said.get("components"), dict) or not said.get("origin"):
        words = "A device is announced without components or without origin; it needs both."
        return Announced(faults=(_fault(words),))
    parts = list(parts_of(said).items())[:_MOST_PARTS]
    return _judged(heard.id, ((_platform(each), name, each) for name, each in parts))


def _judged(of: DeviceId, parts: Any) -> Announced:
    things, wrong = [], []
    for component, thing, said in parts:
        if not isinstance(said, dict):
            wrong.append(_fault(f"“{thing[:40]}” is no object."))
            continue
        found = [
            _fault(f"{thing or component}: {each}")
            for each in faults(said, of=of, component=component)
        ]
        wrong += found
        if not found:
            things.append(_announcement(of, component, thing, said))
    return Announced(things=tuple(things), faults=tuple(wrong))


def _platform(said: object) -> str:
    return str(said.get("platform", "")) if isinstance(said, dict) else ""


def _announcement(
    of: DeviceId, component: str, thing: str, said: Mapping[str, Any]
) -> Announcement:
    device = said.get("device") or {}
    every = said.get("expire_after", 0)
    return Announcement(
        of=of,
        component=component,
        thing=thing,
        name=_text(said.get("name")),
        quantity=next(_quantities(said), ""),
        unit=_text(said.get("unit_of_measurement")),
        device_name=_text(device.get("name")),
        model=_text(device.get("model")),
        maker=_text(device.get("manufacturer")),
        serial=_text(device.get("serial_number")),
        firmware=_text(device.get("sw_version")),
        every_s=int(every) if 0 < every < 10**6 else 0,
        install=_install(of, component, said),
        is_commanded=any(key.endswith("command_topic") for key in said),
        through=next(_through(of, said), ""),
    )


def _install(of: DeviceId, component: str, said: Mapping[str, Any]) -> str:
    """Return the payload of an update; the broker lets a home hear one topic of each device."""
    payload = said.get("payload_install")
    is_heard = said.get("command_topic") == of.topic(Channel.SET)
    fits = isinstance(payload, str) and payload.isprintable() and len(payload) <= _MOST_INSTALL
    return str(payload) if component == "update" and is_heard and fits else ""


def _through(of: DeviceId, said: Mapping[str, Any]) -> Iterator[str]:
    """Yield the other devices of the home whose being there is that of this one, too."""
    for each in said.get("availability") or ():
        match str(each.get("topic")).split("/"):
            case ["penstock", of.home, other, "availability"] if other != of.device:
                yield from (other,) if NAME.fullmatch(other) else ()


def _quantities(said: Mapping[str, Any]) -> Iterator[str]:
    written = _VALUE.search(str(said.get("value_template", "")))
    for name in (written["name"] if written else "", said.get("device_class"), said.get("name")):
        if isinstance(name, str) and name in QUANTITIES:
            yield name


def _text(value: object) -> str:
    return value[:120] if isinstance(value, str) and value.isprintable() else ""


def _fault(words: str) -> Fault:
    return Fault(kind=FaultKind.ANNOUNCEMENT, words=words)
