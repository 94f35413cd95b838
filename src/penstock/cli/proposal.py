"""`penstock proposal`: what concerns many proposals at once."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

import click

from penstock.cli.cases.desk import Desk, looking
from penstock.cli.cases.refusing import refused, tell


@click.group("proposal")
def command() -> None:
    """Look after the proposals that customers have not answered yet.

    Exit codes: 0 when it is done, 1 when some could not be re-quoted or it is refused, 2 when the
    command is used wrongly, 3 when something that it names does not exist, 4 when the boundary
    denies it.
    """


@command.command("requote")
@click.option("--tariff", required=True, metavar="NAME", help="The tariff that has changed: RES-E.")
@click.option("--dry-run", is_flag=True, help="Only tell what would become of each.")
@looking
def requote(desk: Desk, tariff: str, dry_run: bool) -> None:
    """Reckon all open proposals on a changed tariff anew, as one batch, for the same prices.

    It can be stopped and run again: what is on the tariff as it is now stays as it is.
    """
    with desk.cases() as cases, refused():
        from penstock.app.requoting.requoting import requote as requoted  # slow to import
        from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError

        asked: dict[str, Any] = {"person": desk.person, "folder": desk.folder, "dry_run": dry_run}
        try:
            found = list(requoted(cases, tariff, tell=tell, **asked))
        except UnusableInputError as error:
            raise click.UsageError(str(error)) from error
    if desk.as_json:
        click.echo(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
    else:
        for each in found:
            click.echo(f"{each.case_id}  {each.state}: {each.sentence}")
        counts = Counter(each.state for each in found)
        said = ", ".join(f"{count} {state}" for state, count in counts.items())
        click.echo(said or f"No open proposal is on {tariff}.")
    if any(each.state == "failed" for each in found):
        raise click.exceptions.Exit(1)
