"""`penstock case export`: what happened to all cases, for other programs."""

from pathlib import Path

import click

from penstock.app.cases.exporting import Exported, LogFormat, OccupiedFileError, export
from penstock.cli.cases.desk import Desk, places

_ENDINGS = {".json": LogFormat.OCEL_JSON, ".sqlite": LogFormat.OCEL_SQLITE, ".csv": LogFormat.CSV}


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice([*map(str, LogFormat)]),
    show_default="by the file's ending",
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file.",
)
@places
def export_(desk: Desk, form: str | None, output: Path) -> None:
    """Write what happened to all cases, for programs that study work.

    \b
    ocel-json     an object-centric event log (OCEL 2.0), as JSON
    ocel-sqlite   the same log, as a SQLite database
    csv           a row for each visit of a stage
    """  # noqa: D301
    chosen = LogFormat(form) if form else _by_ending(output)
    with desk.cases() as cases:
        try:
            exported = export(cases.store, chosen, output)
        except OccupiedFileError as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(_told(exported, output))


def _by_ending(output: Path) -> LogFormat:
    ending = output.suffix.casefold()
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"The ending of '{output.name}' tells no format. Choose one with --format."
        )
    return _ENDINGS[ending]


def _told(exported: Exported, output: Path) -> str:
    written = {"cases": exported.cases, **exported.counts}
    return f"{output}: {', '.join(f'{count} {name}' for name, count in written.items())}"
