"""`penstock boundary`: what may cross between the sides, and who would be refused why."""

import click

from penstock.cli.boundaries import (
    adopting,
    explaining,
    proposing,
    releasing,
    replaying,
    showing,
    testing,
)


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a council needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("boundary", cls=_InOrder)
def command() -> None:
    """Show, try and explain what may cross between the sides of the company.

    Exit codes: 0 when all is as expected, 1 when scenarios fail, decisions differ or policies were
    not adopted, 2 when the command is used wrongly or a policy cannot be used, 3 when something
    that it names does not exist, 4 when a total is not given out.
    """


for each in (
    showing.policy,
    testing.test,
    explaining.explain,
    replaying.replay,
    proposing.propose,
    proposing.approve,
    proposing.proposals,
    adopting.changes,
    releasing.release,
    releasing.releases,
):
    command.add_command(each)
