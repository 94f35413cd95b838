"""What a feeder, or a question about it, cannot be: a sentence with its place."""

from collections.abc import Callable, Sequence
from functools import partial


class NetworkError(ValueError):
    """A feeder or a question about it that cannot be worked with; its text says where and why."""


class UnknownBusError(NetworkError, LookupError):
    """A feeder has no such bus.

    Args:
        bus: What was asked for.
        feeder: Where it was looked for.
        near: Buses whose names come close.
    """

    def __init__(self, bus: str, *, feeder: str, near: Sequence[str]) -> None:
        self.bus, self.feeder, self.near = bus, feeder, tuple(near)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(
            f"Feeder {feeder} has no bus “{bus}”.{hint} "
            "'penstock network hosting' lists all buses of a feeder."
        )

    def __reduce__(self) -> tuple[Callable[[str], "UnknownBusError"], tuple[str]]:
        return partial(UnknownBusError, feeder=self.feeder, near=self.near), (self.bus,)
