"""Where the commands about service levels find what is promised and asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from penstock.app.service_levels.periods import NoPeriodError
from penstock.app.tabular import UnfitFileError
from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import refused, said
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.open_time import BeyondCalendarError

_MISUSES = (UnfitFileError, NoPeriodError, CalendarError, BeyondCalendarError)
_Command = Callable[..., None]
_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
    click.option(
        "--database", metavar="URL", help="Count the cases of this database as requests, too."
    ),
    click.option(
        "--as",
        "person",
        metavar="NAME",
        callback=said,
        show_default="who is logged in",
        help="Who asks for the cases of the database.",
    ),
    click.option(
        "--requests",
        "file",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        show_default="service-levels/requests.csv",
        help="The requests, as CSV.",
    ),
    click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        show_default="this folder, or else the reference company",
        help="The folder of documents.",
    ),
)


def sources(function: _Command) -> _Command:
    """Add the options that say where service levels and requests are."""
    for option in _OPTIONS:
        function = option(function)
    return function


@contextmanager
def usage() -> Iterator[None]:
    """Turn what people can correct into one sentence and exit code 2."""
    with not_found(), refused():
        try:
            yield
        except _MISUSES as error:
            raise click.UsageError(str(error)) from error


def write(file: Path, content: bytes) -> None:
    """Write a file, and say so on stderr."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"Wrote {file}.", err=True)
