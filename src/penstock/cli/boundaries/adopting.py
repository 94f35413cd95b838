"""`penstock boundary changes`: who adopted which policies, and do these hold?"""

import sys
from datetime import datetime
from pathlib import Path

import click

from penstock.app import clock
from penstock.cli.arguments import FINDINGS
from penstock.cli.boundaries.desk import columns, company_option, council
from penstock.governance.boundary.adopting import faults, unadopted


@click.command("changes")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    show_default="today",
    help="The day on which they should hold.",
)
@company_option
def changes(as_of: datetime | None, folder: Path | None) -> None:
    """List who adopted which policies and why, and tell whether those that lie here hold.

    A change takes an owner, a reason, a source, its impact, a first day, and two approvers.
    """
    day = as_of.date() if as_of else clock.today()
    with council(folder) as here:
        policies, listed, roles = here.policies, here.changes(), here.roles
        found = [fault for each in listed for fault in faults(each, roles=roles.sides)]
        found += unadopted(listed, sha256=policies.sha256, on=day)
    rows = [(f"{each.effective}  {each.sha256[:16]}  {each.owner}", each.reason) for each in listed]
    click.echo("\n".join(columns(rows)))
    for sentence in found:
        click.echo(sentence)
    if not found:
        click.echo(f"The policies {policies.sha256[:16]} hold on {day}.")
    sys.exit(FINDINGS if found else 0)
