"""`penstock devices`: what stands in homes, the broker it speaks to, and homes to try it with."""

import click

from penstock.cli.devices.access import access, rules
from penstock.cli.devices.broker import broker
from penstock.cli.devices.changing import adopt, home, retire, set_
from penstock.cli.devices.defects import defects
from penstock.cli.devices.firmware import firmware
from penstock.cli.devices.listening import listen, tend
from penstock.cli.devices.looking import alerts, list_, measured, offers
from penstock.cli.devices.simulate import simulate


@click.group("devices")
def command() -> None:
    """Look after devices in homes: their broker, what they say, and what they are told."""


command.add_command(broker)
command.add_command(simulate)
command.add_command(access)
command.add_command(rules)
for each in (
    listen,
    tend,
    home,
    list_,
    offers,
    adopt,
    retire,
    set_,
    alerts,
    measured,
    firmware,
    defects,
):
    command.add_command(each)
