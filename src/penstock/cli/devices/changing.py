"""`penstock devices home`, `adopt`, `retire` and `set`: what people decide about homes."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from penstock.cli.cases.desk import Desk, looking, reason_option
from penstock.cli.devices.registry import device_named, homes_at

if TYPE_CHECKING:
    from penstock.casework.device.identity import DeviceId

_DEVICE = click.argument("device", metavar="HOME/DEVICE", callback=device_named)


@click.command("home")
@click.argument("name", metavar="HOME")
@click.option("--customer", required=True, help="Whose it is, as consents spell it.")
@click.option("--premise", required=True, help="The service address, likewise.")
@click.option("--account", required=True, help="The account, likewise.")
@click.option("--case", "case_id", default="", help="The case that brings it.")
@looking
def home(desk: Desk, *, name: str, customer: str, premise: str, account: str, case_id: str) -> None:
    """Enter a home whose devices are to be heard; its name is also its user at the broker."""
    from penstock.app.clock import now
    from penstock.casework.device.registry import Home

    with homes_at(desk, create=True) as homes:
        new = Home(
            name=name,
            customer=customer,
            premise=premise,
            account=account,
            case_id=case_id,
            entered_at=now(),
        )
        entered = homes.enter(new, by=desk.person)
    told = {"home": entered.name, "version": entered.version}
    _tell(desk, told, f"{entered.name} is the home of {entered.customer}.")


@click.command("adopt")
@_DEVICE
@click.option("--serial", default="", help="The serial number that stands on it.")
@click.option("--name", default="", help="What people call it.")
@click.option("--case", "case_id", default="", help="The case in which it is installed.")
@looking
def adopt(desk: Desk, *, device: "DeviceId", serial: str, name: str, case_id: str) -> None:
    """Say that a device belongs to its home; of two with one identity, which one it is."""
    with homes_at(desk) as homes:
        after = homes.adopt(device, by=desk.person, serial=serial, name=name, case_id=case_id)
    known = f" with the serial number {after.serial}" if after.serial else ""
    told = {"device": str(after.of), "serial": after.serial, "state": after.state.value}
    _tell(desk, told, f"{after.of} belongs to {after.home}{known}.")


@click.command("retire")
@_DEVICE
@reason_option
@looking
def retire(desk: Desk, *, device: "DeviceId", reason: str) -> None:
    """Take a device out of its home; what it says is not kept any more."""
    with homes_at(desk) as homes:
        after = homes.retire(device, because=reason)
    told = {"device": str(after.of), "state": after.state.value}
    _tell(desk, told, f"{after.of} is retired: {after.because}")


@click.command("set")
@_DEVICE
@click.argument("wanted", nargs=-1, required=True, metavar="NAME=VALUE...")
@click.option(
    "--within",
    type=click.FloatRange(1, 86_400),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Until when it may still be done.",
)
@looking
def set_(desk: Desk, *, device: "DeviceId", wanted: tuple[str, ...], within: float) -> None:
    """Tell a device what to do, such as target_temperature=20; `listen` sends it.

    Where it stands is told by `penstock devices list HOME`: queued, sent, acknowledged, refused, or
    overdue.
    """
    from penstock.app.devices.views import command_json
    from penstock.cli.devices.telling import command_line

    values = dict(map(_value, wanted))
    with homes_at(desk) as homes:
        command = homes.command(device, values, by=desk.person, within=timedelta(seconds=within))
    _tell(desk, command_json(command), command_line(command))


def _value(said: str) -> tuple[str, object]:
    name, equals, value = said.partition("=")
    if not (name and equals):
        raise click.UsageError(f"“{said}” is no NAME=VALUE, such as target_temperature=20.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _tell(desk: Desk, document: object, words: str) -> None:
    text = json.dumps(document, indent=2, ensure_ascii=False)
    click.echo(text if desk.as_json else words)
