"""Options that the commands of `penstock network` share."""

from collections.abc import Callable
from pathlib import Path

import click

_Command = Callable[..., None]
# What a person may set another limit for, and what to leave out of a hosting capacity.
LIMITS = {
    "high-voltage": "high voltage",
    "low-voltage": "low voltage",
    "rapid-change": "rapid voltage change",
    "flicker": "flicker",
    "unbalance": "voltage unbalance",
    "loading": "thermal loading",
    "reverse-regulator": "reverse flow at a regulator",
    "reverse-substation": "reverse flow at the substation",
    "fault-current": "fault current contribution",
}


class _LimitType(click.ParamType[tuple[str, float]]):
    """A limit such as `high-voltage=1.04`."""

    name = "limit"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        name, _, number = str(value).partition("=")
        if name not in LIMITS:
            self.fail(f"'{name}' is no limit. Limits are {', '.join(LIMITS)}.", param, ctx)
        try:
            return LIMITS[name], float(number)
        except ValueError:
            self.fail(f"'{value}' states no number; write {name}=1.04.", param, ctx)


_OF_FEEDERS = (
    click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
    click.option(
        "--limit",
        "limits",
        type=_LimitType(),
        multiple=True,
        metavar="NAME=VALUE",
        help="Another limit, such as high-voltage=1.04.",
    ),
    click.option(
        "--minimum-load",
        "minimum_percent",
        type=float,
        default=30.0,
        show_default=True,
        metavar="PERCENT",
        help="The least load, in percent of the feeder's loads.",
    ),
    click.option(
        "--within",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="FOLDER",
        show_default="that of FEEDER",
        help="The folder that the feeder's files may lie in.",
    ),
)


def feeder_options(function: _Command) -> _Command:
    """Add what every question about a feeder may say."""
    for option in _OF_FEEDERS:
        function = option(function)
    return function


picture_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    metavar="FILE",
    help="Write a picture to this file: SVG, or PNG by its ending.",
)


_OF_PLANTS = (
    click.option(
        "--fault-factor",
        type=click.FloatRange(0, 20),
        default=1.2,
        show_default=True,
        help="Current into a fault, in parts of the rated current.",
    ),
    click.option("--volt-watt", is_flag=True, help="Turn volt-watt on, by its default curve."),
    click.option(
        "--volt-var-curve",
        "volt_var",
        default="",
        metavar="PU:PERCENT ...",
        help="Another volt-var curve, such as '0.92:44 0.98:0 1.02:0 1.08:-44'.",
    ),
    click.option(
        "--volt-var",
        "category",
        type=click.Choice(["A", "B"]),
        default=None,
        help="The default volt-var curve of IEEE 1547-2018 for a category.",
    ),
    click.option(
        "--phases",
        callback=lambda *given: _phases(given[2]),
        metavar="1-2-3",
        help="The bus's phases that it is connected to; all by default.",
    ),
    click.option("--kva", type=float, help="Rated apparent power; that of --kw by default."),
    click.option("--kw", type=float, required=True, help="Rated active power."),
    click.option("--bus", required=True, help="Where it is connected."),
)


def plant_options(function: _Command) -> _Command:
    """Add what describes a generator."""
    for option in _OF_PLANTS:
        function = option(function)
    return function


def _phases(words: str | None) -> tuple[int, ...]:
    try:
        found = tuple(int(each) for each in (words or "").replace(",", "-").split("-") if each)
    except ValueError:
        found = (0,)
    if len(set(found)) < len(found) or not set(found) <= {1, 2, 3}:
        raise click.BadParameter(f"'{words}' names no phases; write 1, 1-2 or 1-2-3.")
    return found
