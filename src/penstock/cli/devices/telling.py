"""Homes and devices in lines for people."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from penstock.app.devices.views import DeviceView, HomeView
from penstock.casework.device.alerts import DeviceAlert
from penstock.casework.device.commands import DeviceCommand
from penstock.casework.device.registry import Device
from penstock.cli.cases.telling import columns
from penstock.kernel.counting import counted


def list_lines(homes: Sequence[HomeView]) -> Iterator[str]:
    """Yield homes, a line each."""
    yield from columns(
        (
            each.home.name,
            f"{each.online} of {len(each.adopted)} online",
            counted(len(each.alerts), "alert") if each.alerts else "",
            counted(len(each.offers), "offer") if each.offers else "",
            each.home.customer,
        )
        for each in homes
    )


def home_lines(view: HomeView) -> Iterator[str]:
    """Yield a home, its devices, what is wrong and what was told."""
    home = view.home
    yield f"{home.name}: {home.customer}, {home.premise}, account {home.account}"
    yield from (f"  {each}" for each in columns(map(_device, view.devices)))
    yield from alert_lines(view.alerts)
    for fault in view.faults:
        what = f"{fault.device or home.name}: {fault.kind}"
        yield f"{what}, {fault.count:,} times, last {_moment(fault.last_at)}"
        yield f"  {fault.words}"
    for command in view.commands:
        yield command_line(command)


def offer_lines(offers: Sequence[Device]) -> Iterator[str]:
    """Yield devices that offer themselves."""
    yield from columns(
        (
            str(each.of),
            each.called,
            each.maker,
            each.model,
            each.serial or "(no serial number)",
            f"since {_moment(each.offered_at)}",
        )
        for each in offers
    )


def alert_lines(alerts: Sequence[DeviceAlert]) -> Iterator[str]:
    """Yield what is wrong, with what it probably is."""
    for each in alerts:
        urgent = "urgent, " if each.is_urgent else ""
        yield f"{each.of}: {urgent}{each.cause} since {_moment(each.since)}"
        yield f"  {each.sentence}"
        yield f"  {each.diagnosis}"


def command_line(command: DeviceCommand) -> str:
    """Return a command and where it stands."""
    because = f" ({command.because})" if command.because else ""
    return f"{command.id} to {command.of}: {command.wanted}: {command.state}{because}"


def _device(view: DeviceView) -> tuple[str, ...]:
    values = ", ".join(
        f"{each.quantity.replace('_', ' ')} {each.shown} {each.unit}".rstrip()
        for each in view.live.values
    )
    seen = view.live.received_at
    return (
        view.device.of.device,
        view.word,
        f"seen {_moment(seen)}" if seen else "never seen",
        view.device.serial,
        values,
    )


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}Z"
