"""What the commands about tariffs share: options, and errors as exit codes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.app.energy.tariffs import UnfitTariffError
from penstock.app.energy.tariffs_billing import Asked, UnbillableError
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


def asked_for(
    *,
    meter: str | None,
    unit: str | None,
    multiplier: int | None,
    in_order: str | None,
    **said: Any,
) -> Asked:
    """Return what the options of a command ask for.

    Raises:
        UsageError: The unit is none.
    """
    require_energy("numpy", "lxml")
    from penstock.app.energy.usage.reading import Wanted
    from penstock.cli.usages.asking import stated

    newest_first = None if in_order is None else in_order == "newest-first"
    wanted = Wanted(meter=meter, stated=stated(unit, multiplier), newest_first=newest_first)
    return Asked(wanted=wanted, **said)


@contextmanager
def usage() -> Iterator[None]:
    """Turn what people can correct into one sentence and exit code 2."""
    with not_found():
        try:
            yield
        except (UnfitTariffError, UnbillableError, NoEnergyPackagesError, ValueError) as error:
            raise click.UsageError(str(error)) from error
