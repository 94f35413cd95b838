"""The devices of homes as streams ask for them, out of the registry beside the cases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from penstock.app.streams.ports import World
from penstock.casework.device.alerts import alerts_of, heard_long_enough
from penstock.casework.device.commands import UnfitCommandError, asked
from penstock.casework.device.identity import DeviceId, UnfitNameError
from penstock.casework.device.live import LiveState, settled
from penstock.casework.device.liveness import Liveness, standing
from penstock.casework.device.ports import Devices, KeepsDevices, StaleEntryError
from penstock.casework.device.registry import (
    Device,
    Home,
    RegistryError,
    State,
    adopted,
    offered,
)
from penstock.casework.device.status import STATUS_KEY, IntakeStatus, Link
from penstock.streams.ncv_01_smart_home.ports import (
    Commanded,
    DeviceAlert,
    DeviceState,
    ExpectedDevice,
    HomeFacts,
    UnregisteredError,
)

_ANSWERED_WITHIN = timedelta(minutes=5)


class NoDevicesError(LookupError):
    """Nothing here keeps devices."""

    def __init__(self) -> None:
        super().__init__(
            "This store keeps no devices. Use a SQLite or PostgreSQL database of this version."
        )


class NoSuchDeviceError(LookupError):
    """A home has no such device."""

    def __init__(self, of: DeviceId) -> None:
        super().__init__(f"The home {of.home} has no device {of.device} that was adopted.")


@dataclass(frozen=True, kw_only=True)
class RegisteredHomes:
    """The homes of the registry.

    Args:
        devices: Where they are kept.
        now: Returns the moment it is.
        is_trial: Whether nothing that is done may last.
    """

    devices: Devices
    now: Callable[[], datetime]
    is_trial: bool = False

    def register(self, facts: HomeFacts, devices: Sequence[ExpectedDevice], *, by: str) -> None:
        """Let the registry know a home and its devices ahead; the same again changes nothing.

        Raises:
            UnregisteredError: A name cannot be, the facts lack something, or somebody else has
                changed it meanwhile.
        """
        try:
            new: list[Home | Device] = [*self._home(facts, by), *self._expected(facts, devices, by)]
            if not self.is_trial:
                self.devices.keep(*new)
                self._settle(new)
        except (RegistryError, UnfitNameError, StaleEntryError) as error:
            raise UnregisteredError(str(error)) from error

    def unheard(self) -> str:
        """Return why nothing is heard of any home now, in a sentence; empty while it is.

        Where nobody ever listened here, states may come another way, and nothing is said.
        """
        kept = self.devices.entry(IntakeStatus, STATUS_KEY)
        status = kept and kept.at_last(now=self.now())
        return "" if status is None or status.link is Link.CONNECTED else status.sentence

    def states(self, home: str) -> tuple[DeviceState, ...]:
        """Return the devices of a home, those too that were never heard of, by their names."""
        live = {each.of: each for each in self.devices.live_of([home])}
        found = self.devices.entries(Device, home=home)
        kept = [each for each in found if each.state is not State.RETIRED]
        return tuple(self._state(each, live) for each in kept)

    def alerts(self, home: str) -> tuple[DeviceAlert, ...]:
        """Return what is wrong in a home now, the oldest first."""
        kept = self.devices.entry(Home, home)
        if kept is None:
            return ()
        devices, live = self.devices.entries(Device, home=home), self.devices.live_of([home])
        found = alerts_of(kept, devices, live, now=self.now())
        return tuple(
            DeviceAlert(
                device=each.of.device,
                cause=each.cause.value,
                diagnosis=f"{each.sentence} {each.diagnosis}",
                since=each.since,
                is_urgent=each.is_urgent,
            )
            for each in heard_long_enough(found, devices, self.listens_since(), now=self.now())
        )

    def command(self, home: str, device: str, said: Mapping[str, object], *, by: str) -> Commanded:
        """Keep a command to a device until whoever listens to the broker sends it.

        Raises:
            NoSuchDeviceError: The home has no such device.
            UnregisteredError: It cannot be told so.
        """
        of, now = DeviceId(home, device), self.now()
        kept = self.devices.entry(Device, str(of))
        if kept is None or kept.state is not State.ADOPTED:
            raise NoSuchDeviceError(of)
        try:
            command = asked(
                said, of=of, by=by, at=now, deadline=now + _ANSWERED_WITHIN, named=uuid4().hex
            )
        except UnfitCommandError as error:
            raise UnregisteredError(str(error)) from error
        if not self.is_trial:
            self.devices.keep(command)
        return Commanded(command_id=command.id, state=command.state.value)

    def listens_since(self) -> datetime | None:
        """Return since when somebody listens; None where nothing is known of it."""
        status = self.devices.entry(IntakeStatus, STATUS_KEY)
        return status.since if status else None

    def _settle(self, new: Sequence[Home | Device]) -> None:
        """Let go of conflicts of devices, as somebody has said now which of two it is."""
        serials = {each.of: each.serial for each in new if isinstance(each, Device)}
        homes = sorted({each.home for each in serials})
        live = [each for each in self.devices.live_of(homes) if each.of in serials]
        said = [settled(each, serial=serials[each.of]) for each in live if each.conflict]
        if said:
            self.devices.keep_seen(said, [])

    def _home(self, facts: HomeFacts, by: str) -> Iterator[Home]:
        if self.devices.entry(Home, facts.home) is None:
            yield Home(
                name=facts.home,
                customer=facts.customer,
                premise=facts.premise,
                account=facts.account,
                case_id=facts.case_id,
                entered_by=by,
                entered_at=self.now(),
            )

    def _expected(
        self, facts: HomeFacts, devices: Sequence[ExpectedDevice], by: str
    ) -> Iterator[Device]:
        for each in devices:
            of, now = DeviceId(facts.home, each.device), self.now()
            kept = self.devices.entry(Device, str(of))
            if kept and kept.state is State.ADOPTED and kept.serial == each.serial:
                continue
            after = adopted(
                kept or offered(of, at=now),
                by=by,
                at=now,
                serial=each.serial,
                name=each.called,
                case_id=facts.case_id,
            )
            yield after if kept else replace(after, version=1)

    def _state(self, device: Device, known: Mapping[DeviceId, LiveState]) -> DeviceState:
        live, through = known.get(device.of), known.get(device.hub) if device.hub else None
        found = standing(live, every=device.every, now=self.now(), through=through)
        signal = live.number("signal") if live else None
        return DeviceState(
            device=device.of.device,
            serial=(live.serial if live else "") or device.serial,
            firmware=(live.firmware if live else "") or device.firmware,
            is_online=found.is_there and not (live and live.conflict),
            last_seen=live.received_at if live else None,
            signal_dbm=None if signal is None else round(signal),
            is_adopted=device.state is State.ADOPTED,
            because=(live.conflict if live else "") or _silence(found.liveness, found.since),
            energy_kwh=_exact(live, "energy"),
            temperature_c=_exact(live, "temperature"),
            called=device.name,
        )


def home_devices(world: World) -> RegisteredHomes:
    """Return the homes that the store of the cases keeps.

    Raises:
        NoDevicesError: It keeps none.
    """
    if not isinstance(world.store, KeepsDevices):
        raise NoDevicesError
    return RegisteredHomes(devices=world.store.devices, now=world.now, is_trial=world.is_trial)


def _exact(live: LiveState | None, quantity: str) -> Decimal | None:
    found = live.value(quantity) if live else None
    return None if found is None or found.number is None else Decimal(found.shown)


def _silence(liveness: Liveness, since: datetime | None) -> str:
    match liveness:
        case Liveness.NEVER:
            return "It was never heard: look whether it has power and is joined to the hub."
        case Liveness.OFFLINE:
            return f"It has been silent since {since:%Y-%m-%d %H:%M} UTC."
        case _:
            return ""
