"""`penstock service-level`: what units promise each other, and whether it is kept."""

import click

from penstock.cli.service_levels import checking, reporting


@click.group("service-level")
def command() -> None:
    """Measure what units promise each other: who was served in time, and whether alike.

    Agreements stand in service-levels/agreements.toml beside the documents. Exit codes: 0 when it
    is done and nothing was found, 1 with findings, 2 when the command is used wrongly or a file
    cannot be followed, 3 when something that it names does not exist.
    """


for each in (reporting.report, checking.check):
    command.add_command(each)
