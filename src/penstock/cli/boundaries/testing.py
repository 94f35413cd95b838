"""`penstock boundary test`: does the boundary do what the council expects of it?"""

import sys
from pathlib import Path

import click

from penstock.cli.arguments import FINDINGS
from penstock.cli.boundaries.desk import company_option, council
from penstock.governance.boundary.scenarios.trying import tried, untried
from penstock.kernel.counting import counted


@click.command("test")
@click.argument("table", required=False, type=click.Path(path_type=Path), metavar="[SCENARIOS]")
@company_option
def test(table: Path | None, folder: Path | None) -> None:
    """Try the policies on SCENARIOS, a table in words; by default the company's own.

    Each line that is decided otherwise than it says, or cannot be read, is a sentence.
    """
    with council(folder) as here:
        boundary = here.boundary
        scenarios, unread = here.scenarios(table)
        failures = [*unread, *tried(boundary, scenarios)]
        missing = untried(boundary.policies, scenarios)
    for each in sorted(failures, key=lambda failure: failure.line):
        click.echo(str(each))
    if missing:
        click.echo(f"No scenario expects: {', '.join(missing)}.", err=True)
    lines = counted(len(scenarios) + len(unread), "scenario")
    click.echo(
        f"{lines}, {len(failures)} not as written." if failures else f"{lines}, all as written."
    )
    sys.exit(FINDINGS if failures else 0)
