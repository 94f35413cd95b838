"""`penstock matrix`: how two kinds of element map onto each other."""

from pathlib import Path

import click

from penstock.app import matrices
from penstock.app.finding_elements import find_kind
from penstock.app.loading import load
from penstock.architecture.tracing.cross_maps import cross_map
from penstock.cli.arguments import architecture_option, not_found
from penstock.web.matrix_page import matrix_page

_FORMATS = ("text", "csv", "json", "html", "xlsx")


@click.command("matrix")
@click.argument("rows")
@click.argument("columns")
@architecture_option
@click.option("--level", type=click.IntRange(1), help="Show capabilities of this level.")
@click.option("--only-gaps", is_flag=True, help="Show only what maps to nothing.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Default: by the file's ending."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def command(
    rows: str,
    columns: str,
    folder: Path,
    level: int | None,
    only_gaps: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Map the elements of one kind (ROWS) onto those of another (COLUMNS).

    Kinds: value-stream, stage, capability, product, stakeholder, information, metric,
    organization-unit, role, system, partner, policy, operating-model.

    Marks: P primary, S supporting, R A C I as in a responsibility matrix, T triggers, R receives,
    O owns, • tied; `?` marks what no document defines.
    """
    chosen = form or (output.suffix.lstrip(".") if output else "text")
    with not_found():
        kinds = find_kind(rows), find_kind(columns)
        architecture = load(folder).architecture
    table = cross_map(architecture, *kinds, level=level)
    table = table.only_gaps() if only_gaps else table
    if chosen == "xlsx":
        if output is None:
            raise click.UsageError("A workbook cannot go to the terminal. Name a file with -o.")
        matrices.write_xlsx(table, architecture, output)
        return
    if chosen not in _FORMATS:
        raise click.UsageError(f"'{chosen}' is no format. Choose one with --format.")
    title = f"{kinds[0].replace('-', ' ')} x {kinds[1].replace('-', ' ')}"
    text = {
        "text": lambda: matrices.as_text(table, architecture) + "\n",
        "csv": lambda: matrices.as_csv(table, architecture),
        "json": lambda: matrices.as_json(table, architecture) + "\n",
        "html": lambda: matrix_page(table, architecture, title=title),
    }[chosen]()
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="")
