"""Which device of which home, and the topics by which it is heard and spoken to."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

NAME = re.compile(r"[a-z0-9_]{1,40}")
ROOT, DISCOVERY, BROKER = "penstock", "homeassistant", "penstock-broker"
_OBJECT = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_NODE = re.compile(r"(?P<home>[a-z0-9_]{1,40})-(?P<device>[a-z0-9_]{1,40})")


class UnfitNameError(ValueError):
    """No home or device can be called so."""

    def __init__(self, name: str, *, of: str) -> None:
        self.name = name
        super().__init__(
            f"“{name[:60]}” is no name of a {of}; expected one to forty small letters, digits and "
            "low lines, such as “hall_2”. A topic or a discovery id is made of it."
        )


class ForeignTopicError(ValueError):
    """A message came on a topic that no device of a home speaks on."""

    def __init__(self, topic: str) -> None:
        self.topic = topic
        super().__init__(
            f"“{topic[:120]}” is no topic of a device; expected {ROOT}/HOME/DEVICE/state, "
            f"availability or ack, or {DISCOVERY}/COMPONENT/HOME-DEVICE/OBJECT/config."
        )


class Channel(StrEnum):
    """What a topic is for."""

    STATE = "state"
    AVAILABILITY = "availability"
    ACK = "ack"
    SET = "set"
    CONFIG = "config"


@dataclass(frozen=True, slots=True, order=True)
class DeviceId:
    """One device of one home.

    Args:
        home: The name of the home, which is also its user at the broker.
        device: The name of the device in it.

    Raises:
        UnfitNameError: One of them is no name.
    """

    home: str
    device: str

    def __post_init__(self) -> None:
        require_name(self.home, of="home")
        require_name(self.device, of="device")

    def __str__(self) -> str:
        return f"{self.home}/{self.device}"

    @property
    def node(self) -> str:
        """What Home Assistant's discovery calls it."""
        return f"{self.home}-{self.device}"

    def topic(self, channel: Channel) -> str:
        """Return the topic on which it says its state, or hears what to do."""
        return f"{ROOT}/{self.home}/{self.device}/{channel}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who speaks on a topic, and what about.

    Args:
        id: The device.
        channel: What about.
        component: Of an announcement, what kind of thing it is, such as `sensor`; else empty.
        object: Of an announcement, which thing of the device; else empty.
    """

    id: DeviceId
    channel: Channel
    component: str = ""
    object: str = ""


LISTENED = (
    f"{ROOT}/+/+/state",
    f"{ROOT}/+/+/availability",
    f"{ROOT}/+/+/ack",
    f"{DISCOVERY}/+/+/+/config",
    f"{DISCOVERY}/+/+/config",
    f"{BROKER}/+/complaint",
)
"""What the server subscribes to."""


def require_name(name: str, *, of: str) -> None:
    """Look whether a home or a device can be called so.

    Raises:
        UnfitNameError: It cannot.
    """
    if not NAME.fullmatch(name):
        raise UnfitNameError(name, of=of)


def device_id(said: str) -> DeviceId:
    """Return the device that is written as HOME/DEVICE.

    Raises:
        UnfitNameError: It is not written so.
    """
    home, _, device = said.partition("/")
    return DeviceId(home, device)


def complaint_topic(home: str) -> str:
    """Return the topic on which our broker tells the server what it did not let a home do."""
    return f"{BROKER}/{home}/complaint"


def complained_of(topic: str) -> str:
    """Return the home that our broker complains of on a topic; empty for any other topic."""
    match topic.split("/"):
        case ["penstock-broker", home, "complaint"]:
            return home
        case _:
            return ""


def config_topic(of: DeviceId, *, component: str, thing: str) -> str:
    """Return the topic on which a device announces one of its things."""
    return f"{DISCOVERY}/{component}/{of.node}/{thing}/{Channel.CONFIG}"


@lru_cache(maxsize=100_000)
def heard(topic: str) -> Heard:
    """Return who speaks on a topic.

    Raises:
        ForeignTopicError: It is no topic that a device speaks on.
    """
    try:
        return _heard(topic.split("/"))
    except ValueError as error:
        raise ForeignTopicError(topic) from error


def _heard(parts: list[str]) -> Heard:
    match parts:
        case ["penstock", home, device, ("state" | "availability" | "ack") as channel]:
            return Heard(id=DeviceId(home, device), channel=Channel(channel))
        case ["homeassistant", component, node, "config"]:
            return _announced(component, node, "")
        case ["homeassistant", component, node, thing, "config"] if _OBJECT.fullmatch(thing):
            return _announced(component, node, thing)
        case _:
            raise ValueError(parts)


def _announced(component: str, node: str, thing: str) -> Heard:
    found = _NODE.fullmatch(node)
    if found is None:
        raise ValueError(node)
    of = DeviceId(found["home"], found["device"])
    return Heard(id=of, channel=Channel.CONFIG, component=component, object=thing)
