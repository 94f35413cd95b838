"""What is kept of homes: entries of a kind, each at its latest version, as lists find them."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, TypeVar

from penstock.casework.device.identity import DeviceId

_E = TypeVar("_E", bound="Entry")


class Entry(ABC):
    """Something that is kept; its versions count from 1, and each follows the one before."""

    __slots__ = ()
    version: int

    @property
    @abstractmethod
    def key(self) -> str:
        """By what it is kept, among those of its kind."""

    @property
    def home(self) -> str:
        """The home that it is of; empty for none."""
        return ""

    @property
    def standing(self) -> str:
        """What lists look for; empty for nothing."""
        return ""


class OfDevice(Entry):
    """Something that is kept of one device."""

    __slots__ = ()
    of: DeviceId

    @property
    def key(self) -> str:
        """By what it is kept: its device."""
        return str(self.of)

    @property
    def home(self) -> str:
        """The home that it is of."""
        return self.of.home


def next_version(entry: _E, **changes: Any) -> _E:
    """Return an entry as it is after a change."""
    changed: _E = replace(entry, version=entry.version + 1, **changes)  # type: ignore[type-var]
    return changed
