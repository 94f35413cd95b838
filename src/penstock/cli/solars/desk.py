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


@contextmanager
def wrong_input() -> Iterator[None]:
    """Turn what is wrong with a roof, equipment or weather into one sentence and exit code 2."""
    try:
        require_energy("numpy", "pvlib")
        yield
    except (NoEnergyPackagesError, ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error


def written(text: str, output: Path | None) -> None:
    """Write a text to a file or to the terminal."""
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(f"Wrote {output}.", err=True)
