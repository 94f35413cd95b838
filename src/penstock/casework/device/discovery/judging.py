"""What Home Assistant would not take of an announcement, a sentence for each fault."""

from collections.abc import Iterator, Mapping
from typing import Any

from penstock.casework.device.discovery.components import COMMON, COMPONENTS
from penstock.casework.device.identity import ROOT, DeviceId

_NUMBERS = ("expire_after", "off_delay", "suggested_display_precision", "min_temp", "max_temp")
_YES_NO = ("enabled_by_default", "force_update", "optimistic", "retain")


def faults(said: Mapping[str, Any], *, of: DeviceId, component: str) -> Iterator[str]:
    """Yield what is wrong with an announcement whose keys are written out.

    Args:
        said: The announcement.
        of: The device in whose name it came.
        component: What kind of entity it announces.
    """
    kind = COMPONENTS.get(component)
    if kind is None:
        yield f"“{component[:40]}” is no component; expected one of {', '.join(COMPONENTS)}."
        return
    for key in sorted(kind.required):
        if not said.get(key):
            yield f"The {component} lacks {key}; Home Assistant does not take it without."
    if kind.one_of and not any(said.get(key) for key in kind.one_of):
        yield f"The {component} lacks {' and '.join(kind.one_of)}; it needs one of both."
    for key, words in {**COMMON, **kind.choices}.items():
        yield from _unknown(key, said.get(key), words)
    yield from _of_types(said)
    yield from _of_topics(said, of)
    yield from _of_device(said)
    yield from _of_availability(said)


def _unknown(key: str, value: object, words: frozenset[str]) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if each is not None and not (isinstance(each, str) and each in words):
            yield f"{key} is “{str(each)[:40]}”; expected one of {', '.join(sorted(words))}."


def _of_types(said: Mapping[str, Any]) -> Iterator[str]:
    for key in _NUMBERS:
        value = said.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"{key} is “{str(value)[:40]}”; expected a number."
    for key in _YES_NO:
        if not isinstance(said.get(key, True), bool):
            yield f"{key} is “{str(said[key])[:40]}”; expected true or false."
    if said.get("qos", 0) not in (0, 1, 2):
        yield f"qos is “{str(said['qos'])[:40]}”; expected 0, 1 or 2."
    unique = said.get("unique_id", "x")
    if not isinstance(unique, str) or not unique:
        yield f"unique_id is “{str(unique)[:40]}”; expected a text that is not empty."


def _of_topics(said: Mapping[str, Any], of: DeviceId) -> Iterator[str]:
    own = f"{ROOT}/{of}/"
    for key, value in said.items():
        if not key.endswith("topic"):
            continue
        if not isinstance(value, str) or not value or "#" in value or "+" in value:
            yield f"{key} is “{str(value)[:80]}”; expected a topic without + and #."
        elif not value.startswith(own):
            yield f"{key} is “{value[:80]}”, which is not this device's; expected one in {own}."


def _of_device(said: Mapping[str, Any]) -> Iterator[str]:
    device, origin = said.get("device"), said.get("origin")
    if device is not None and not isinstance(device, dict):
        yield "device is no object; expected identifiers, name, model and the like."
    elif device is not None and not (device.get("identifiers") or device.get("connections")):
        yield "device has neither identifiers nor connections; it needs one of both."
    if device is not None and "unique_id" not in said:
        yield "device is given without unique_id; Home Assistant then ignores the device."
    if origin is not None and not (isinstance(origin, dict) and origin.get("name")):
        yield "origin has no name; say which program or firmware announces."


def _of_availability(said: Mapping[str, Any]) -> Iterator[str]:
    several = said.get("availability")
    if several is None:
        return
    if "availability_topic" in said:
        yield "availability and availability_topic exclude each other; leave one out."
    if not isinstance(several, list) or not all(
        isinstance(each, dict) and each.get("topic") for each in several
    ):
        yield "availability is no list of objects with a topic each."
