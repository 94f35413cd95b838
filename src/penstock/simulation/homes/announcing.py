"""What played devices announce in the words of Home Assistant's discovery."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from penstock.casework.device.identity import Channel, DeviceId, config_topic
from penstock.simulation.homes.drawing import HUB, DrawnDevice
from penstock.simulation.homes.kinds import MAKES, Announced

FIRMWARE, LATEST = "2.4.1", "2.5.0"
"""What devices run, and what they can install."""

INSTALL: Mapping[str, object] = {"update": "install"}
_EXPIRES = 5


def topic(device: DrawnDevice, channel: Channel) -> str:
    """Return a topic of a device."""
    return DeviceId(device.home, device.name).topic(channel)


def announcements(device: DrawnDevice) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the topic and the payload of each thing that a device announces."""
    id_ = DeviceId(device.home, device.name)
    for thing in MAKES[device.kind].things:
        place = config_topic(id_, component=thing.component, thing=thing.quantity)
        yield place, _common(device, thing) | _own(device, thing)
    update = Announced(component="update", quantity="firmware")
    place = config_topic(id_, component=update.component, thing=update.quantity)
    yield place, _common(device, update) | _update(device)


def _common(device: DrawnDevice, thing: Announced) -> dict[str, Any]:
    make = MAKES[device.kind]
    hub = DeviceId(device.home, HUB).topic(Channel.AVAILABILITY)
    own = topic(device, Channel.AVAILABILITY)
    return {
        "name": thing.quantity.replace("_", " "),
        "unique_id": f"{device.home}-{device.name}-{thing.component}-{thing.quantity}",
        # A hub's last will is that of all that hangs on it.
        "availability": [{"topic": each} for each in dict.fromkeys((hub, own))],
        "availability_mode": "all",
        "origin": {"name": "Penstock simulator", "sw_version": FIRMWARE},
        "device": {
            "identifiers": [f"{device.home}-{device.name}"],
            "name": f"{device.room} {device.kind}",
            "manufacturer": "Quantum Energy",
            "model": make.model,
            "serial_number": device.serial,
            "sw_version": FIRMWARE,
        },
    }


def _update(device: DrawnDevice) -> dict[str, Any]:
    state = topic(device, Channel.STATE)
    return {
        "state_topic": state,
        "value_template": "{{ value_json.installed_version }}",
        "latest_version_topic": state,
        "latest_version_template": "{{ value_json.latest_version }}",
        "command_topic": topic(device, Channel.SET),
        "payload_install": json.dumps({"set": INSTALL}),
        "device_class": "firmware",
    }


def _own(device: DrawnDevice, thing: Announced) -> dict[str, Any]:
    state, told = topic(device, Channel.STATE), topic(device, Channel.SET)
    value = f"{{{{ value_json.{thing.quantity} }}}}"
    match thing.component:
        case "climate":
            return {
                "current_temperature_topic": state,
                "current_temperature_template": "{{ value_json.temperature }}",
                "temperature_state_topic": state,
                "temperature_state_template": "{{ value_json.target_temperature }}",
                "temperature_command_topic": told,
                "temperature_command_template": '{"set": {"target_temperature": {{ value }}}}',
                "mode_state_topic": state,
                "mode_state_template": "{{ value_json.mode }}",
                "modes": ["off", "heat"],
                "min_temp": 5.0,
                "max_temp": 30.0,
                "temperature_unit": "C",
            }
        case "switch":
            return {
                "state_topic": state,
                "value_template": "{{ 'ON' if value_json.on else 'OFF' }}",
                "command_topic": told,
                "payload_on": '{"set": {"on": true}}',
                "payload_off": '{"set": {"on": false}}',
                "state_on": "ON",
                "state_off": "OFF",
            }
        case _:
            return {
                "state_topic": state,
                "value_template": value,
                "unit_of_measurement": thing.unit,
                "device_class": thing.device_class,
                "state_class": "total_increasing" if thing.quantity == "energy" else "measurement",
                "expire_after": int(_EXPIRES * MAKES[device.kind].every_s),
            }
