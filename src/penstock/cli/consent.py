"""`penstock consent`: what customers agree to, and take back."""

import click

from penstock.cli.consents import changing, looking


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a consent meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("consent", cls=_InOrder)
def command() -> None:
    """Keep what customers agree to: word for word, with proof, every version for good.

    What the boundary allows to cross, it allows by such a consent. Less is at once; more takes a
    new act of the customer.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist.
    """


for each in (
    changing.give,
    looking.list_,
    looking.show,
    looking.text,
    changing.narrow,
    changing.widen,
    changing.revoke,
    changing.move_out,
):
    command.add_command(each)
