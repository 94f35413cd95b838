"""Asks Home Assistant whether it takes announcements: JSON in, JSON out.

It runs in Home Assistant's own environment. Home Assistant's discovery hears each message, on its
topic, and what discovery hands on is judged by the schema of the component, as in a home.

[["homeassistant/sensor/a/b/config", "{...}"], ...] -> ["", "required key not provided ...", ...]
"""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from homeassistant.components.mqtt import discovery  # type: ignore[import-not-found]

_ROOT = "homeassistant"


class Ears:
    """What stands where the rest of a home would be: it keeps what discovery hands on."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self._heard: Callable[[Any], None] | None = None
        discovery.get_mqtt_data = lambda _: SimpleNamespace(
            discovery_pending_discovered={}, discovery_already_discovered=set()
        )
        discovery.mqtt.async_subscribe = self._subscribe
        discovery.async_get_mqtt = self._no_other_integrations
        discovery.async_dispatcher_connect = lambda *_: lambda: None
        discovery.async_dispatcher_send = self._hand

    def hear(self, topic: str, raw: str) -> list[dict[str, Any]]:
        """Return what discovery hands on of a message."""
        self.found.clear()
        asyncio.run(discovery.async_start(None, _ROOT, None))
        assert self._heard is not None
        self._heard(SimpleNamespace(topic=topic, payload=raw))
        return list(self.found)

    async def _subscribe(
        self, _home: object, _topic: str, heard: Callable[[Any], None], _qos: int
    ) -> None:
        self._heard = heard

    async def _no_other_integrations(self, _home: object) -> dict[str, Any]:
        return {}

    def _hand(self, _home: object, _signal: str, payload: dict[str, Any] | None) -> None:
        if payload:
            self.found.append(payload)


def refusals(messages: list[tuple[str, str]]) -> Iterator[str]:
    """Yield why each message is not taken; an empty text for one that is."""
    ears = Ears()
    for topic, raw in messages:
        yield _refusal(ears, topic, raw)


def _refusal(ears: Ears, topic: str, raw: str) -> str:
    try:
        found = ears.hear(topic, raw)
        component = topic.split("/")[1]
        for schema in _schemas(component):
            found = [schema(each) for each in found]
    # Discovery and schemas also fail at what they do not foresee; that is not taken either.
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "" if found else "Discovery does not hand it on."


def _schemas(component: str) -> Iterator[Callable[[Any], Any]]:
    yield import_module(f"homeassistant.components.mqtt.{component}").DISCOVERY_SCHEMA
    if component == "device_automation":
        trigger = import_module("homeassistant.components.mqtt.device_trigger")
        yield trigger.TRIGGER_DISCOVERY_SCHEMA


if __name__ == "__main__":
    json.dump(list(refusals(json.load(sys.stdin))), sys.stdout)
