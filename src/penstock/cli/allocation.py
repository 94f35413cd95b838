"""`penstock allocation`: share the cost of shared services, exactly and traceably."""

import click

from penstock.cli.allocations import running, tracing


@click.group("allocation")
def command() -> None:
    """Share the cost of shared services, to the cent and traceably.

    Exit codes: 0 when it is done, 1 when the inputs or the runs refuse it, 2 when the command is
    used wrongly, 3 when something that it names does not exist.
    """


for each in (running.run_, tracing.trace_, running.reverse):
    command.add_command(each)
