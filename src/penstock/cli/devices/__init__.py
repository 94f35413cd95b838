"""`penstock devices`: what stands in homes, the broker it speaks to, and homes to try it with."""

import click

from penstock.cli.devices.access import access, rules
from penstock.cli.devices.broker import broker
from penstock.cli.devices.simulate import simulate


@click.group("devices")
def command() -> None:
    """Look after devices in homes: their broker, and homes that are played."""


command.add_command(broker)
command.add_command(simulate)
command.add_command(access)
command.add_command(rules)
