"""Where the commands about service levels find what is promised and asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from penstock.app.service_levels.periods import NoPeriodError
from penstock.app.tabular import UnfitFileError
from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import refused
from penstock.cli.requests import requests_options
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.open_time import BeyondCalendarError

_MISUSES = (UnfitFileError, NoPeriodError, CalendarError, BeyondCalendarError)
_Command = Callable[..., None]
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
_REQUESTS = requests_options(
    who="Who asks for the cases of the database.",
    database="Count the cases of this database as requests, too.",
    usual_file="service-levels/requests.csv",
)


def sources(function: _Command) -> _Command:
    """Add the options that say where service levels and requests are."""
    return _REQUESTS(_JSON(function))


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
