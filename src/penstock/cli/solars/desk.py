"""What all commands about solar share: the roof's file, equipment, and errors as one sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy

_Command = TypeVar("_Command", bound=Callable[..., Any])

roof_argument = click.argument(
    "roof", metavar="ROOF", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
module_option = click.option(
    "--module",
    metavar="NAME",
    show_default="the roof file's",
    help="Another module: a name of the CEC table, or a data sheet's file (JSON, TOML).",
)
inverter_option = click.option(
    "--inverter",
    metavar="NAME",
    show_default="the roof file's",
    help="Another inverter: a name of the CEC table, or a data sheet's file (JSON, TOML).",
)
inverters_option = click.option(
    "--inverters",
    type=click.IntRange(1, 10_000),
    metavar="NUMBER",
    show_default="the roof file's, or 1",
    help="How many of the inverter there are.",
)
weather_option = click.option(
    "--weather",
    metavar="NAME",
    show_default="the nearest that ships",
    help="greensboro, sand-point or miami; a file (TMY3, TMY2, EPW, PSM); or a folder of such.",
)


@contextmanager
def wrong_input() -> Iterator[None]:
    """Turn what is wrong with a roof, equipment or weather into one sentence and exit code 2."""
    try:
        require_energy("numpy", "pvlib")
        yield
    except (NoEnergyPackagesError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}.") from error
