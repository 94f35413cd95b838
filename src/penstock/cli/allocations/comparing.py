"""`penstock allocation diff`: the redline between two versions of the manual."""

import json
from pathlib import Path

import click

from penstock.app.allocation.keeping import method_of
from penstock.cli.allocations.desk import desk, manual_option, runs_option, told_manual
from penstock.cli.allocations.telling import redline_lines
from penstock.governance.allocation.redlines import redlines


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--json", "as_data", is_flag=True, help="For programs.")
@manual_option
@runs_option
def diff(old: str, new: str, as_data: bool, manual: Path | None, folder: Path) -> None:
    """Show what changed between two manuals.

    Each is a version of the manual, such as 2026.1, or a run, whose last version is taken.
    """
    with desk(folder) as runs:
        place = manual or told_manual()
        methods = [method_of(name, manual=place, runs=runs) for name in (old, new)]
    found = redlines(*methods)
    if as_data:
        click.echo(json.dumps([each._asdict() for each in found], indent=2, ensure_ascii=False))
        return
    for line in redline_lines(found):
        click.echo(line)
    if not found:
        click.echo(f"Versions {methods[0].version} and {methods[1].version} say the same.")
