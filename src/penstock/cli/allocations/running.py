"""`penstock allocation run` and `reverse`: charge a period, and take that back."""

from pathlib import Path

import click

from penstock.app.allocation.keeping import KeptRun
from penstock.cli.allocations.desk import manual_option, posting, posting_desk, told_manual
from penstock.cli.allocations.telling import sale_lines, statement_lines
from penstock.governance.allocation.amounts import as_shown
from penstock.governance.allocation.statements import statement
from penstock.kernel.counting import counted


@click.command("run")
@click.argument("period", metavar="MONTH")
@manual_option
@posting
def run_(
    period: str, manual: Path | None, folder: Path, database: str | None, actor: str | None
) -> None:
    """Charge a month to those who caused its cost.

    MONTH is such as 2026-09. Every line, pool and total is exact to the cent, and the same inputs
    give the same bytes. The run keeps a copy of all that it rests on.
    """
    with posting_desk(folder, database, actor) as runs:
        kept = runs.allocate(manual or told_manual(), period)
        _tell(kept)


@click.command("reverse")
@click.argument("name", metavar="RUN")
@posting
def reverse(name: str, folder: Path, database: str | None, actor: str | None) -> None:
    """Take a run back.

    All that RUN charged and posted is charged and posted once more, with the other sign.
    """
    with posting_desk(folder, database, actor) as runs:
        kept = runs.reverse(name)
    was = "" if kept.is_new else " It was taken back before."
    click.echo(
        f"Run {kept.run.id} takes back {as_shown(-kept.run.cents)} of {kept.run.reverses}; "
        f"together they leave nothing.{was}\n{kept.path}"
    )


def _tell(kept: KeptRun) -> None:
    run = kept.run
    lines = counted(len(run.charges), "cost line")
    click.echo(f"Run {run.id}: {lines}, {as_shown(run.cents)} USD\n")
    for line in statement_lines(statement(run, kept.methods.versions)):
        click.echo(line)
    for number, line in enumerate(sale_lines(run)):
        click.echo(line if number else f"\n{line}")
    posted = counted(len(run.journal), "journal line")
    same = "" if kept.is_new else " It was there already, the same to the byte."
    click.echo(f"\n{kept.path}: {posted}, each with its mirror.{same}")
    click.echo(f"Sealed as {kept.seal}")
