"""`penstock allocation`: share the cost of shared services, exactly and traceably."""

import click

from penstock.cli.allocations import comparing, reporting, running, tracing


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a month meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("allocation", cls=_InOrder)
def command() -> None:
    """Share the cost of shared services, to the cent and traceably.

    Exit codes: 0 when it is done, 1 when the inputs or the runs refuse it, 2 when the command is
    used wrongly, 3 when something that it names does not exist, 4 when the boundary
    denies it.
    """


for each in (
    running.run_,
    reporting.report_,
    tracing.trace_,
    comparing.diff,
    running.reverse,
):
    command.add_command(each)
