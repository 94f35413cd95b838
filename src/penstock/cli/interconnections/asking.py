"""`penstock interconnection ask`: an engineer wants to see more than the application."""

from pathlib import Path

import click

from penstock.cli.cases.desk import Desk, opening
from penstock.cli.interconnections.window import by_of, refused, request_argument


@click.command("ask")
@request_argument
@click.argument("item")
@click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    show_default="standard output",
    help="The file it is written to.",
)
@opening
def ask(desk: Desk, request_id: str, item: str, path: Path | None) -> None:
    """Show ITEM of the applicant's own case, if the customer's consent covers it.

    Whether it does, the case of REQUEST says from then on.
    """
    with refused(), desk.cases() as cases:
        from penstock.app.interconnection.asking_for_more import AskingForMore
        from penstock.app.interconnection.counter import Counter

        assert cases.door is not None
        asking = AskingForMore(counter=Counter(cases=cases), door=cases.door)
        content = asking.read(request_id, item, by_of(desk))
    if path:
        path.write_bytes(content)
    else:
        click.echo(content, nl=False)
