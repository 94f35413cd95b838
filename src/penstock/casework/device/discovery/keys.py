"""The keys of an announcement, written out: short names, and the topic that `~` stands for."""

from collections.abc import Mapping
from typing import Any

from penstock.casework.device.discovery.abbreviations import (
    OF_DEVICE,
    OF_ENTITY,
    OF_ORIGIN,
)

_INSIDE: Mapping[str, Mapping[str, str]] = {
    "device": OF_DEVICE,
    "origin": OF_ORIGIN,
}


def written_out(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return an announcement with full keys and full topics; what is unknown stays as it is."""
    base = found.get("~")
    said = {OF_ENTITY.get(key, key): each for key, each in found.items() if key != "~"}
    for key, names in _INSIDE.items():
        if isinstance(said.get(key), dict):
            said[key] = _renamed(said[key], names)
    if isinstance(said.get("availability"), list):
        said["availability"] = [
            _with_base(_renamed(each, OF_ENTITY), base) if isinstance(each, dict) else each
            for each in said["availability"]
        ]
    return _with_base(said, base)


def parts_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the announcements that one announcement of a whole device holds, by their objects."""
    found = said.get("components")
    shared = {key: each for key, each in said.items() if key != "components"}
    if not isinstance(found, dict):
        return {}
    return {
        str(name): {**shared, **written_out(each)} if isinstance(each, dict) else each
        for name, each in found.items()
    }


def _renamed(found: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(key, key): each for key, each in found.items()}


def _with_base(said: dict[str, Any], base: object) -> dict[str, Any]:
    if not isinstance(base, str):
        return said
    return {
        key: _based(each, base) if key.endswith("topic") and isinstance(each, str) else each
        for key, each in said.items()
    }


def _based(topic: str, base: str) -> str:
    if topic.startswith("~"):
        return f"{base}{topic[1:]}"
    return f"{topic[:-1]}{base}" if topic.endswith("~") else topic
