"""`penstock telemetry`: what running systems read, and whether they give what they should."""

import click

from penstock.cli.telemetries.checking import check
from penstock.cli.telemetries.reading import read


@click.group("telemetry")
def command() -> None:
    """Read what running systems send, and tell whether they give what they should."""


command.add_command(read)
command.add_command(check)
