"""`penstock case derive`: what an item was made of, so that it stays as closed as all of that."""

import click

from penstock.cli.cases.desk import Desk, case_argument, reading_items


@click.command("derive")
@case_argument
@click.argument("item")
@click.option(
    "--of",
    "made_of",
    nargs=2,
    multiple=True,
    required=True,
    metavar="CASE ITEM",
    help="What it was made of; as often as needed.",
)
@reading_items
def derive(desk: Desk, case_id: str, item: str, made_of: tuple[tuple[str, str], ...]) -> None:
    """Say what an item was made of: who may not read that may not read the item from then on."""
    from penstock.app.deriving import Derivations

    with desk.cases() as cases:
        if cases.door is None:
            raise click.UsageError("What something was made of is said in a database that is kept.")
        lineage = Derivations(cases=cases, door=cases.door).say(case_id, item, made_of)
    click.echo(f"{lineage.id}: {lineage.item} of {lineage.case_id} was made of")
    for each in lineage.made_of:
        click.echo(f"  {each.case_id}: {each.item} version {each.version}  {each.sha256[:16]}")
