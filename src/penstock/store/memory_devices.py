"""Homes and devices in memory: for tests, and for trying things out."""

from collections.abc import Sequence
from threading import Lock
from typing import cast

from penstock.casework.device.entries import Entry
from penstock.casework.device.faults import FaultCount
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.ports import E, StaleEntryError
from penstock.casework.device.registry import Device, Home


class MemoryDevices:
    """Keeps devices as long as the program runs."""

    def __init__(self) -> None:
        self._entries: dict[tuple[type[Entry], str], Entry] = {}
        self._live: dict[DeviceId, LiveState] = {}
        self._faults: dict[tuple[str, str, str], FaultCount] = {}
        self._kept = 0
        self._alone = Lock()

    def entry(self, kind: type[E], key: str) -> E | None:
        """Return a home by its name, a device by HOME/DEVICE, a command by its id; or None."""
        return cast("E | None", self._entries.get((kind, key)))

    def entries(self, kind: type[E], *, home: str = "", standing: str = "") -> tuple[E, ...]:
        """Return all of a kind, of one home or of one standing, in the order of their keys."""
        kept = [each for each in dict(self._entries).items() if each[0][0] is kind]
        found = (each for _, each in sorted(kept, key=lambda each: each[0][1]))
        return cast(
            "tuple[E, ...]",
            tuple(
                each
                for each in found
                if home in {"", each.home} and standing in {"", each.standing}
            ),
        )

    def keep(self, *entries: Entry) -> None:
        """Keep entries, new ones and next versions; all of them, or none.

        Raises:
            StaleEntryError: One of them does not follow the version that is kept.
        """
        with self._alone:
            after = dict(self._entries)
            for each in entries:
                before = after.get((type(each), each.key))
                if each.version != (before.version if before else 0) + 1:
                    raise StaleEntryError(each)
                after[type(each), each.key] = each
            self._entries = after
            self._kept += any(isinstance(each, Home | Device) for each in entries)

    def stamp(self) -> str:
        """Return what changes whenever a home or a device is kept."""
        return str(self._kept)

    def live_of(self, homes: Sequence[str]) -> tuple[LiveState, ...]:
        """Return how the devices of homes stand, in the order of their names."""
        found = (each for of, each in dict(self._live).items() if of.home in homes)
        return tuple(sorted(found, key=lambda each: each.of))

    def keep_seen(self, live: Sequence[LiveState], faults: Sequence[FaultCount]) -> None:
        """Keep how devices stand, and add to what was wrong; all of it, or nothing."""
        with self._alone:
            self._live.update({each.of: each for each in live})
            for each in faults:
                earlier = self._faults.get(each.key)
                self._faults[each.key] = each.with_earlier(earlier) if earlier else each

    def faults(self, home: str | None = None) -> tuple[FaultCount, ...]:
        """Return what was wrong, of one home or of all, the latest first."""
        found = [each for each in dict(self._faults).values() if home in {None, each.home}]
        return tuple(sorted(found, key=lambda each: (-each.last_at.timestamp(), each.device)))
