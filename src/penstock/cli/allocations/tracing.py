"""`penstock allocation trace`: walk a cent back to where it comes from."""

import json
from pathlib import Path

import click

from penstock.cli.allocations.desk import desk, runs_option
from penstock.cli.allocations.traces_as_json import as_json
from penstock.cli.allocations.traces_as_text import as_text
from penstock.governance.allocation.tracing import trace


@click.command("trace")
@click.argument("name", metavar="RUN")
@click.argument("what", metavar="LINE|SALE|RECEIVER")
@click.option("--json", "as_data", is_flag=True, help="For programs.")
@runs_option
def trace_(name: str, what: str, as_data: bool, folder: Path) -> None:
    """Walk a cent back to where it comes from.

    A line leads to its file and row, its cost centre, the version of the manual with its hash,
    the readings of each driver, and the residuals that it takes over and leaves.
    """
    with desk(folder) as runs:
        kept = runs.find(name)
        found = trace(kept.run, kept.manual, what)
    if as_data:
        click.echo(json.dumps(as_json(found, kept), indent=2, ensure_ascii=False))
        return
    for line in as_text(found, kept):
        click.echo(line)
