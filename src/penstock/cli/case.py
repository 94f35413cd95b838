"""`penstock case`: work cases through the stages of their value streams."""

import click

from penstock.cli.cases import (
    deciding,
    deriving,
    exporting,
    items,
    looking,
    migrating,
    performing,
    status,
    tidying,
    working,
)


class _InOrder(click.Group):
    """A group that lists its commands in the order in which a case meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group("case", cls=_InOrder)
def command() -> None:
    """Work cases through the stages of their value streams.

    Exit codes: 0 when it is done, 1 when the case or the database refuses it, 2 when the command
    is used wrongly, 3 when something that it names does not exist.
    """


for each in (
    working.open_,
    looking.list_,
    looking.counts,
    looking.show,
    looking.explain,
    status.status,
    working.attest,
    working.record,
    looking.read,
    performing.acts,
    performing.do,
    deriving.derive,
    items.items,
    working.claim,
    working.release,
    working.complete,
    deciding.pass_,
    deciding.send_back,
    deciding.reopen,
    deciding.link,
    deciding.hold,
    deciding.resume,
    deciding.cancel,
    deciding.undo,
    migrating.migrate,
    exporting.export_,
    tidying.tidy,
):
    command.add_command(each)
