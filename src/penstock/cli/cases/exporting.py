"""`penstock case export`: what happened to all cases, for other programs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from penstock.app.cases.exporting import Exported, LogFormat, OccupiedFileError, export
from penstock.app.cases.following import (
    Grown,
    NoParquetError,
    OtherLogError,
    export_visits,
    read_calendar,
)
from penstock.cli.cases.desk import Desk, entering
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.kernel.counting import counted

PARQUET = "parquet"
_MISUSES = (OccupiedFileError, OtherLogError, CalendarError, BeyondCalendarError)
_ENDINGS = {
    ".json": LogFormat.OCEL_JSON,
    ".sqlite": LogFormat.OCEL_SQLITE,
    ".xes": LogFormat.XES,
    ".csv": LogFormat.CSV,
}


@click.command("export")
@click.option(
    "--format",
    "form",
    type=click.Choice([*map(str, LogFormat), PARQUET]),
    show_default="by the file's ending",
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to this file; for Parquet, to this folder.",
)
@click.option(
    "--calendar",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Count business time by this calendar; for Parquet.",
)
@entering
def export_(desk: Desk, form: str | None, output: Path, calendar: Path | None) -> None:
    """Write what happened to all cases, for programs that study work.

    \b
    ocel-json     an object-centric event log (OCEL 2.0), as JSON
    ocel-sqlite   the same log, as a SQLite database
    xes           a trace for each case (IEEE 1849), with the events of each visit of a stage
    csv           a row for each visit of a stage
    parquet       a row for each visit that is over, in a folder that grows with each call, and
                  the numbers that key metrics take out of recorded items
    """  # noqa: D301
    if form == PARQUET:
        _grow(desk, output, calendar)
    elif calendar:
        raise click.UsageError("Only the format parquet has business time. Leave --calendar out.")
    elif desk.folder:
        raise click.UsageError(
            "Only the format parquet has numbers of key metrics. Leave --in out."
        )
    else:
        _write(desk, LogFormat(form) if form else _by_ending(output), output)


def _write(desk: Desk, form: LogFormat, output: Path) -> None:
    if output.is_dir():
        raise click.UsageError(f"{output} is a folder. Name a file.")
    with desk.whole("export of the log") as cases, _writing(output):
        exported = export(cases.store, form, output)
    click.echo(_told(exported, output))


def _grow(desk: Desk, output: Path, calendar: Path | None) -> None:
    # What reads key metrics is slow to import, and most commands about cases need none.
    from penstock.app.measuring.taking import Taking
    from penstock.app.measuring.wishes import every_record

    if output.exists() and not output.is_dir():
        raise click.UsageError(f"{output} is a file. Name a folder, or one that is not there yet.")
    with desk.whole("export of the log") as cases, _writing(output):
        known = read_calendar(calendar) if calendar else None
        taking = Taking(every_record(desk.folder), cases.blobs.get)
        grown = export_visits(cases.store, output, calendar=known, taking=taking)
    click.echo(_told_of_growth(grown, output))


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """Turn what keeps something from being written into a sentence."""
    try:
        yield
    except _MISUSES as error:
        raise click.UsageError(str(error)) from error
    except NoParquetError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}.") from error


def _by_ending(output: Path) -> LogFormat:
    ending = output.suffix.casefold()
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"The ending of '{output.name}' tells no format. Choose one with --format."
        )
    return _ENDINGS[ending]


def _told(exported: Exported, output: Path) -> str:
    written = {"case": exported.cases, **exported.counts}
    said = (counted(count, name) for name, count in written.items())
    return f"{output}: {', '.join(said)}"


def _told_of_growth(grown: Grown, output: Path) -> str:
    new = f"{counted(grown.new_visits, 'new visit')} in {counted(grown.new_files, 'new file')}"
    return f"{output}: {new}; {counted(grown.visits, 'visit')} in all"
