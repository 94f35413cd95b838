"""What the commands about storage share: the site, the battery, and errors as exit codes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.cli.arguments import not_found

if TYPE_CHECKING:
    from penstock.engineering.storage.batteries import Battery

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")

_SITE = (
    click.argument("load", metavar="LOAD", type=_FILE),
    click.option("--roof", type=_FILE, metavar="ROOF", help="A roof file: what its array yields."),
    click.option(
        "--weather", metavar="NAME", help="The roof's weather; by default the nearest that ships."
    ),
    click.option(
        "--yield",
        "yield_file",
        type=_FILE,
        metavar="FILE",
        help="A CSV whose last column is yield_kwh, as 'penstock solar yield -o' writes it.",
    ),
    click.option("--year", type=click.IntRange(1970, 2200), help="By default the load's year."),
    click.option("--zone", metavar="ZONE", help="The place's time zone, if no file says it."),
)
_TARIFF = (
    click.option("--tariff", required=True, metavar="TARIFF", help="A short name or a file."),
    click.option(
        "--in",
        "folder",
        type=click.Path(path_type=Path),
        show_default="this folder, or else the reference company",
        help="The folder of documents, which has tariffs/.",
    ),
    click.option(
        "--export-limit", "export_limit_kw", type=float, metavar="KW", help="To the grid."
    ),
)
_BATTERY = (
    click.option("--capacity", type=float, required=True, metavar="KWH", help="Usable energy."),
    click.option("--power", type=float, required=True, metavar="KW", help="In and out, at AC."),
    click.option("--efficiency", type=float, default=0.9, show_default=True, help="Round trip."),
    click.option("--standby", type=float, default=0.0, metavar="W", help="Drawn all year."),
    click.option("--min-soc", type=float, default=0.0, help="Lowest state of charge, 0 to 1."),
    click.option(
        "--coupling",
        type=click.Choice(["ac", "dc"]),
        default="ac",
        show_default=True,
        help="Behind its own inverter, or before the array's.",
    ),
    click.option("--inverter", type=float, metavar="KW", help="The shared inverter's, with dc."),
    click.option("--grid-charging", is_flag=True, help="It may charge from the grid."),
    click.option("--exports", is_flag=True, help="It may discharge into the grid."),
)


def site_options(command: _Command) -> _Command:
    """Add what tells of the load and the sun."""
    return _with(command, _SITE)


def tariff_options(command: _Command) -> _Command:
    """Add what tells of prices and limits."""
    return _with(command, _TARIFF)


def battery_options(command: _Command) -> _Command:
    """Add what tells of a battery."""
    return _with(command, _BATTERY)


def _with(command: _Command, options: tuple[Callable[[_Command], _Command], ...]) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


def battery_of(said: dict[str, Any]) -> "Battery":
    """Return the battery that options describe, and take them out of what was said.

    Raises:
        StorageError: There is no such battery.
    """
    from penstock.engineering.storage.batteries import Battery, Coupling

    power_kw = said.pop("power")
    return Battery(
        capacity_kwh=said.pop("capacity"),
        charge_kw=power_kw,
        discharge_kw=power_kw,
        round_trip_efficiency=said.pop("efficiency"),
        standby_kw=said.pop("standby") / 1000,
        min_soc=said.pop("min_soc"),
        coupling=Coupling(said.pop("coupling")),
        inverter_kw=said.pop("inverter"),
        charges_from_grid=said.pop("grid_charging"),
        exports=said.pop("exports"),
    )


@contextmanager
def desk() -> Iterator[None]:
    """Turn what people can correct into one sentence and an exit code."""
    try:
        require_energy("numpy", "highspy")
        with not_found():
            yield
    except (NoEnergyPackagesError, ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error
