"""The registry as intake holds it: read again when it was changed, not for each message."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from penstock.app.devices.intake.consents import NOTHING, Coverage, coverage_of
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState, settled
from penstock.casework.device.ports import Devices
from penstock.casework.device.registry import Device, Home
from penstock.governance.consent.ports import Consents

MOST_OFFERS, MOST_STRANGERS = 200, 200


@dataclass
class Register:
    """Homes, devices and how they stand.

    Args:
        devices: Where they are kept.
        consents: What customers agree to; read again when anybody has agreed or taken back.
    """

    devices: Devices
    consents: Consents
    homes: dict[str, Home] = field(default_factory=dict)
    known: dict[DeviceId, Device] = field(default_factory=dict)
    coverage: dict[str, Coverage] = field(default_factory=dict)
    _live: dict[str, dict[DeviceId, LiveState]] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _stamp: str = ""
    _consents: int = -1

    def forget(self) -> None:
        """Forget all that is held: what was made of it could not be kept."""
        self._stamp = ""
        self._live.clear()

    def look(self, homes: Iterable[str]) -> None:
        """Have what is known of homes at hand, and their consents as they stand now."""
        self._refresh()
        # Topics may name what they like; nothing is held of homes that nobody knows.
        wanted = {each for each in homes if each in self.homes or each in self._counts}
        if new := sorted(wanted - self._live.keys()):
            self._live |= {each: {} for each in new}
            for live in self.devices.live_of(new):
                self.put(live)
        if (count := self.consents.count()) != self._consents:
            self._consents = count
            self.coverage.clear()
        for each in wanted - self.coverage.keys():
            self.coverage[each] = coverage_of(self.homes.get(each), self.consents.of_customer)

    def covered(self, home: str) -> Coverage:
        """Return what the consents of a home cover."""
        return self.coverage.get(home, NOTHING)

    def live(self, of: DeviceId) -> LiveState:
        """Return how a device stands."""
        return self._live.get(of.home, {}).get(of) or LiveState(of=of)

    def live_of_home(self, home: str) -> tuple[LiveState, ...]:
        """Return how the devices of a home stand."""
        return tuple(self._live.get(home, {}).values())

    def put(self, live: LiveState) -> None:
        """Hold how a device stands now."""
        self._live.setdefault(live.of.home, {})[live.of] = live

    def describe(self, device: Device) -> None:
        """Hold what a device is."""
        self._counts[device.home] += device.of not in self.known
        self.known[device.of] = device

    def takes_offer(self, of: DeviceId) -> bool:
        """Tell whether another device may offer itself: nobody fills the registry with names."""
        if of.home in self.homes or of.home in self._counts:
            return self._counts[of.home] < MOST_OFFERS
        return len(self._counts.keys() - self.homes.keys()) < MOST_STRANGERS

    def _refresh(self) -> None:
        stamp = self.devices.stamp()
        if stamp == self._stamp:
            return
        before, self._stamp = self.known, stamp
        self.coverage.clear()
        self.homes = {each.name: each for each in self.devices.entries(Home)}
        self.known = {each.of: each for each in self.devices.entries(Device)}
        self._counts = Counter(each.home for each in self.known)
        for of, after in self.known.items():
            earlier = before.get(of)
            if earlier and after.adopted_at != earlier.adopted_at:
                self.put(settled(self.live(of), serial=after.serial))
