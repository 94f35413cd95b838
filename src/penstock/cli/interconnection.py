"""`penstock interconnection`: apply to be connected, hear how it stands, and be answered."""

import click

from penstock.cli.interconnections import applying, asking, hearing, registering


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a request meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("interconnection", cls=_InOrder)
def command() -> None:
    """Apply to be connected to the network, the same way for everybody.

    Third parties come with their code and a token; people of the company for a case of theirs.
    Nobody learns of the requests of others.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something does not exist or is not theirs.
    """


for each in (
    applying.apply,
    hearing.status,
    hearing.answer,
    applying.complete,
    applying.withdraw,
    asking.ask,
    registering.register,
    registering.parties,
    registering.close,
):
    command.add_command(each)
