"""The use cases of homes and devices: who sees them, who adopts them, and what they are told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from penstock.app.devices.allowing import HomeDoor
from penstock.app.devices.keeping import devices_of
from penstock.app.devices.views import HomeView, seen
from penstock.casework.device.alerts import DeviceAlert, alerts_of
from penstock.casework.device.commands import DeviceCommand, asked
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import settled
from penstock.casework.device.ports import Devices
from penstock.casework.device.purposes import PURPOSES
from penstock.casework.device.registry import Device, Home, State, adopted, retired
from penstock.casework.device.status import STATUS_KEY, IntakeStatus

if TYPE_CHECKING:
    from penstock.app.cases import Cases
    from penstock.app.cases.door import Door

USUALLY_WITHIN = timedelta(minutes=5)
MOST_SHOWN = 50


class NoSuchHomeError(LookupError):
    """There is no such home or device, as far as whoever asks may know."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"There is no {name} here that you may see. “penstock devices list” names homes and "
            "devices."
        )


class NotKeptForError(ValueError):
    """Telemetry is asked for a purpose for which none is kept."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        super().__init__(
            f"Nothing is kept for {purpose}; name the purpose, one of {', '.join(PURPOSES)}."
        )


@dataclass(frozen=True, kw_only=True)
class Homes:
    """The homes of a company, as whoever came may see them.

    Args:
        devices: Where they are kept.
        now: Returns the moment it is.
        door: Asks the boundary; None for programs of the side that installs the devices.
    """

    devices: Devices
    now: Callable[[], datetime]
    door: "Door | None" = None

    @property
    def boundary(self) -> HomeDoor:
        """What whoever came may know and do of them."""
        return HomeDoor(self.door)

    def status(self) -> IntakeStatus | None:
        """Return how taking in stands; None where nobody ever listened."""
        kept = self.devices.entry(IntakeStatus, STATUS_KEY)
        return kept and kept.at_last(now=self.now())

    def page(
        self, *, words: str = "", after: str = "", limit: int = MOST_SHOWN
    ) -> tuple[HomeView, ...]:
        """Return homes that whoever came may see, by their names.

        Args:
            words: Only those whose name or customer has them; empty for all.
            after: Only those behind this name.
            limit: So many at most.
        """
        wanted = [each for each in self.devices.entries(Home) if _is_found(each, words, after)]
        found: list[HomeView] = []
        while wanted and len(found) < limit:
            some, wanted = wanted[:limit], wanted[limit:]
            found += map(self._view, self.boundary.known(some))
        return tuple(found[:limit])

    def home(self, name: str) -> HomeView:
        """Return a home with its devices, its faults and its commands.

        Raises:
            NoSuchHomeError: There is none that they may see.
        """
        view = self._view(self._seen(name))
        commands = self.devices.entries(DeviceCommand, home=name)
        latest = sorted(commands, key=lambda each: each.asked_at, reverse=True)
        return replace(view, faults=self.devices.faults(name), commands=tuple(latest[:20]))

    def offers(self) -> tuple[Device, ...]:
        """Return devices that offer themselves, of homes that they may see and of strangers."""
        found = self.devices.entries(Device, standing=State.OFFERED)
        homes = {each.name: each for each in self.devices.entries(Home)}
        asked_of = [homes[name] for name in sorted({each.home for each in found} & homes.keys())]
        allowed = {each.name for each in self.boundary.known(asked_of)}
        strangers = {each.home for each in found} - homes.keys()
        if strangers and self.boundary.sees("devices that offer themselves"):
            allowed |= strangers
        return tuple(each for each in found if each.home in allowed)

    def alerts(self, name: str = "") -> tuple[DeviceAlert, ...]:
        """Return what is wrong in a home, or in all that they may see, the longest first.

        Raises:
            NoSuchHomeError: There is none of this name that they may see.
        """
        views = [self._view(self._seen(name))] if name else self.page(limit=MOST_SHOWN * 20)
        found = [alert for each in views for alert in each.alerts]
        return tuple(sorted(found, key=lambda each: (not each.is_urgent, each.since, each.key)))

    def enter(self, home: Home, *, by: str) -> Home:
        """Enter a home whose devices are to be heard, or change whose it is.

        Raises:
            NotAllowedError: They may not.
        """
        self.boundary.require_write(home)
        before = self.devices.entry(Home, home.name)
        version = before.version + 1 if before else 1
        after = replace(home, version=version, entered_by=by, entered_at=self.now())
        self.devices.keep(after)
        return after

    def adopt(
        self, of: DeviceId, *, by: str, serial: str = "", name: str = "", case_id: str = ""
    ) -> Device:
        """Say that a device belongs to its home, or which of two devices it is.

        Raises:
            NoSuchHomeError: There is no such home or device that they may see.
            NotAllowedError: They may not.
        """
        device = self._device(of)
        after = adopted(device, by=by, at=self.now(), serial=serial, name=name, case_id=case_id)
        self.devices.keep(after)
        live = next((each for each in self.devices.live_of([of.home]) if each.of == of), None)
        if live is not None and live.conflict:
            self.devices.keep_seen([settled(live, serial=after.serial)], [])
        return after

    def retire(self, of: DeviceId, *, because: str) -> Device:
        """Take a device out; what it says is not kept any more.

        Raises:
            NoSuchHomeError: There is no such home or device that they may see.
            NotAllowedError: They may not.
            RegistryError: Nobody says why.
        """
        after = retired(self._device(of), because=because)
        self.devices.keep(after)
        return after

    def command(
        self,
        of: DeviceId,
        wanted: Mapping[str, object],
        *,
        by: str,
        within: timedelta = USUALLY_WITHIN,
    ) -> DeviceCommand:
        """Tell a device what to do; it is sent by whoever listens, and kept until it is answered.

        Raises:
            NoSuchHomeError: There is no such device that they may see and that was adopted.
            NotAllowedError: They may not.
            UnfitCommandError: It says nothing, or too much.
        """
        device = self._device(of)
        if device.state is not State.ADOPTED:
            raise NoSuchHomeError(f"device {of} that was adopted")
        at = self.now()
        new = asked(wanted, of=of, by=by, at=at, deadline=at + within, named=f"CMD-{token_hex(6)}")
        self.devices.keep(new)
        return new

    def measured(
        self, name: str, day: date, *, purpose: str, folder: Path
    ) -> Iterator[dict[str, Any]]:
        """Yield what devices of a home measured on a day, as far as a consent covered the purpose.

        Args:
            name: The home.
            day: The day, by UTC.
            purpose: What for: analytics, marketing or der_program; it is asked of the boundary.
            folder: Where what devices say is kept.

        Raises:
            NoSuchHomeError: There is no such home.
            NotAllowedError: The boundary denies it, for this purpose and now.
            NotKeptForError: Nothing is kept for such a purpose.
        """
        rows = self.day(name, day, purpose=purpose, folder=folder)
        yield from (each for each in rows if each.get(purpose))

    def day(self, name: str, day: date, *, purpose: str, folder: Path) -> Iterator[dict[str, Any]]:
        """Return a day of a home whole, after the boundary was asked; whoever calls withholds.

        Each row has the consents that covered it; without that of the purpose it can be counted,
        and no more.

        Raises:
            NoSuchHomeError: There is no such home.
            NotAllowedError: The boundary denies it, for this purpose and now.
            NotKeptForError: Nothing is kept for such a purpose.
        """
        if purpose not in PURPOSES:
            raise NotKeptForError(purpose)
        home = self.devices.entry(Home, name)
        if home is None:
            raise NoSuchHomeError(f"home {name}")
        self.boundary.require_read(home, purpose=purpose)
        from penstock.store.parquet.device_days import DeviceDays  # what reads it is large

        return DeviceDays(folder / "telemetry").rows(day, home=name)

    def sees(self, name: str) -> bool:
        """Tell whether whoever came may see a home, whatever it measured."""
        home = self.devices.entry(Home, name)
        return home is not None and bool(self.boundary.known([home]))

    def entered(self, of: DeviceId) -> Device:
        """Return a device, whoever asks; what may be told of it is asked apart.

        Raises:
            NoSuchHomeError: There is none.
        """
        found = self.devices.entry(Device, str(of))
        if found is None:
            raise NoSuchHomeError(f"device {of}")
        return found

    def _view(self, home: Home) -> HomeView:
        devices = self.devices.entries(Device, home=home.name)
        live, now = self.devices.live_of([home.name]), self.now()
        alerts = alerts_of(home, devices, live, now=now)
        return HomeView(home=home, devices=seen(devices, live, alerts, now=now), alerts=alerts)

    def _seen(self, name: str) -> Home:
        home = self.devices.entry(Home, name)
        if home is None or not self.boundary.known([home]):
            raise NoSuchHomeError(f"home {name}")
        return home

    def _device(self, of: DeviceId) -> Device:
        self.boundary.require_write(self._seen(of.home))
        found = self.devices.entry(Device, str(of))
        if found is None:
            raise NoSuchHomeError(f"device {of}")
        return found


def homes_of(cases: "Cases") -> Homes:
    """Return the homes of the store of some cases, for whoever came to these.

    Raises:
        NoDevicesError: The store keeps no devices.
    """
    return Homes(devices=devices_of(cases.store), now=cases.now, door=cases.door)


def _is_found(home: Home, words: str, after: str) -> bool:
    wanted = words.casefold()
    texts = (home.name, home.customer.casefold(), home.premise.casefold())
    return home.name > after and (not wanted or any(wanted in each for each in texts))
