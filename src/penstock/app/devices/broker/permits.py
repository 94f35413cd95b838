"""What a user of a broker may say and hear."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SERVER = "penstock"
"""The user that hears and says everything."""
HOME = re.compile(r"[a-z0-9_]{1,40}")
"""The names of homes and of devices; without a dash, which divides them in discovery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What a user may do.

    A home publishes under `penstock/HOME/` and announces devices called `HOME-DEVICE` to Home
    Assistant; it hears what its own devices are told, and nothing else.

    Args:
        user: A home, or the server.
    """

    user: str

    @property
    def is_server(self) -> bool:
        """Whether everything is allowed."""
        return self.user == SERVER

    def may_publish(self, topic: str) -> bool:
        """Tell whether the user may say something on a topic."""
        if self.is_server:
            return not topic.startswith("$")
        if topic.startswith(f"penstock/{self.user}/"):
            return True
        levels = topic.split("/")
        return (
            len(levels) in {4, 5}
            and (levels[0], levels[-1]) == ("homeassistant", "config")
            and levels[2].startswith(f"{self.user}-")
        )

    def may_subscribe(self, wanted: str) -> bool:
        """Tell whether the user may hear all that a filter names."""
        if self.is_server:
            return True
        levels = wanted.split("/")
        return (
            len(levels) == 4
            and levels[:2] == ["penstock", self.user]
            and levels[3] == "set"
            and levels[2] != "#"
        )


def mosquitto_rules(homes: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the lines of Mosquitto's `acl_file` that say the same.

    Mosquitto's patterns know no part of a level, so that each device's announcements are a line.

    Args:
        homes: Each home's devices.
    """
    yield f"user {SERVER}"
    yield "topic readwrite #"
    for home, devices in homes.items():
        yield ""
        yield f"user {home}"
        yield f"topic write penstock/{home}/#"
        yield f"topic read penstock/{home}/+/set"
        for device in devices:
            yield f"topic write homeassistant/+/{home}-{device}/+/config"
            yield f"topic write homeassistant/+/{home}-{device}/config"
