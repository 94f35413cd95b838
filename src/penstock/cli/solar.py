"""`penstock solar`: what fits on a roof, what it yields, and how its modules are wired."""

import click

from penstock.cli.solars import laying, proposing, stringing, yielding


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a design is made."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("solar", cls=_InOrder)
def command() -> None:
    """Design solar for a roof: lay modules out, compute their yield, and wire them.

    ROOF is a file that describes a roof; examples/energy/roof.json is one. Exit codes: 0 when it is
    done, 1 when a design cannot be built, 2 when the command or a file is wrong.
    """


for each in (laying.layout, yielding.yield_, stringing.string, proposing.propose):
    command.add_command(each)
