"""`penstock audit`: who asked for what and why, and whether the log of it is whole."""

import click

from penstock.cli.auditing import acting, reading, verifying


class _InOrder(click.Group):
    """A group that lists its commands in the order in which an auditor needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("audit", cls=_InOrder)
def command() -> None:
    """Verify and read the audit log, and erase what it says of a person.

    Exit codes: 0 when all is well, 1 when the log is not whole or refuses, 2 when the command is
    used wrongly, 3 when something that it names does not exist.
    """


for each in (
    verifying.verify,
    verifying.head,
    reading.log,
    reading.who,
    acting.erase,
    acting.clock,
):
    command.add_command(each)
