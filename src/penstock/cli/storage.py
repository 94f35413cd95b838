"""`penstock storage`: what a battery saves, which size pays, and how long it lasts alone."""

import click

from penstock.cli.storages import dispatching, islanding, living, sizing


@click.group("storage")
def command() -> None:
    """Try a battery on a customer's usage: its saving, its size, and hours without the grid.

    LOAD is a usage file (Green Button, CSV or JSON; see 'penstock usage'), or a CSV whose one
    column load_kwh has a row for each step of the year. Exit codes: 0 when it is done, 1 when no
    size keeps the limits, 2 when the command or a file is wrong, 3 when something that it names
    does not exist.
    """


for each in (dispatching.dispatch, living.life, sizing.size, islanding.island):
    command.add_command(each)
