"""Which devices a campaign of firmware is about, and how far it has come with each."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.app.devices.intake.consents import FUNCTIONALITY, coverage_of
from penstock.casework.device.firmware import FirmwareCampaign, Installing, Result, is_behind
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.liveness import standing
from penstock.casework.device.ports import Devices
from penstock.casework.device.registry import Device, Home, State
from penstock.governance.consent.consent import Consent

_AT_ONCE = 200
ConsentsOf = Callable[[str], Sequence[Consent]]


@dataclass(frozen=True, kw_only=True)
class Survey:
    """Devices of a campaign.

    Args:
        steps: Those that were told.
        firmware: What devices of the model say they run.
        ready: Those that are behind and can be told now, by their names.
        silent: Those that are behind and do not answer.
        closed: Those that are behind, of homes whose customer does not allow it.
        unable: Those that are behind and did not announce how they install.
    """

    steps: Mapping[DeviceId, Installing]
    firmware: Mapping[DeviceId, str]
    ready: tuple[DeviceId, ...] = ()
    silent: tuple[DeviceId, ...] = ()
    closed: tuple[DeviceId, ...] = ()
    unable: tuple[DeviceId, ...] = ()

    @property
    def results(self) -> dict[Result, int]:
        """How many have come to what."""
        return Counter(each.result for each in self.steps.values())

    @property
    def left(self) -> int:
        """How many have still to be told."""
        return len(self.ready) + len(self.silent)


def surveyed(
    campaign: FirmwareCampaign, devices: Devices, consents_of: ConsentsOf, *, now: datetime
) -> Survey:
    """Return the devices of a campaign.

    Args:
        campaign: The campaign.
        devices: Where devices are kept.
        consents_of: Returns the consents of a customer.
        now: The moment it is.
    """
    steps = {each.of: each for each in devices.entries(Installing, standing=campaign.name)}
    known = [
        each for each in _adopted(devices) if each.model.casefold() == campaign.model.casefold()
    ]
    live = dict(_live(devices, sorted({each.home for each in known})))
    firmware = {each.of: _firmware(each, live) for each in known}
    behind = [
        each
        for each in known
        if each.of not in steps and is_behind(firmware[each.of], campaign.firmware)
    ]
    homes = {each.name: each for each in devices.entries(Home)} if behind else {}
    found: dict[str, list[DeviceId]] = {"ready": [], "silent": [], "closed": [], "unable": []}
    for each in behind:
        allows = coverage_of(homes.get(each.home), consents_of).at(now)
        found[_why(each, live, allows=FUNCTIONALITY in allows, now=now)].append(each.of)
    ready, silent, closed, unable = map(tuple, found.values())
    return Survey(
        steps=steps, firmware=firmware, ready=ready, silent=silent, closed=closed, unable=unable
    )


def _why(device: Device, live: Mapping[DeviceId, LiveState], *, allows: bool, now: datetime) -> str:
    if not device.install:
        return "unable"
    if not allows:
        return "closed"
    hub = live.get(device.hub) if device.hub else None
    found = standing(live.get(device.of), every=device.every, now=now, through=hub)
    return "ready" if found.is_there else "silent"


def _adopted(devices: Devices) -> Sequence[Device]:
    return devices.entries(Device, standing=State.ADOPTED)


def _live(devices: Devices, homes: Sequence[str]) -> Iterator[tuple[DeviceId, LiveState]]:
    for start in range(0, len(homes), _AT_ONCE):
        for each in devices.live_of(homes[start : start + _AT_ONCE]):
            yield each.of, each


def _firmware(device: Device, live: Mapping[DeviceId, LiveState]) -> str:
    found = live.get(device.of)
    return (found.firmware if found else "") or device.firmware
