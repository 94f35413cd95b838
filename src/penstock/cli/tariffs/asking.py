"""What the commands about tariffs share: options, and errors as exit codes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from penstock.app.energy.extra import NoEnergyPackagesError
from penstock.app.energy.tariffs import UnfitTariffError
from penstock.app.energy.tariffs_billing import UnbillableError
from penstock.cli.arguments import not_found

_Command = TypeVar("_Command", bound=Callable[..., Any])


def folder_option(command: _Command) -> _Command:
    """Add `--in FOLDER`."""
    return click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        show_default="this folder, or else the reference company",
        help="The folder of documents, which has tariffs/.",
    )(command)


def json_option(command: _Command) -> _Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)


@contextmanager
def usage() -> Iterator[None]:
    """Turn what people can correct into one sentence and exit code 2."""
    with not_found():
        try:
            yield
        except (UnfitTariffError, UnbillableError, NoEnergyPackagesError, ValueError) as error:
            raise click.UsageError(str(error)) from error
