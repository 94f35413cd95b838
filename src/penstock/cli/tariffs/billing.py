"""`penstock tariff bill` and `compare`: what a year of energy costs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from penstock.app.energy.tariffs_as_json import bill_as_json, comparison_as_json
from penstock.app.energy.tariffs_bill_words import comparison_lines, explained_lines, year_lines
from penstock.app.energy.tariffs_billing import bills
from penstock.cli.tariffs.asking import asked_for, folder_option, json_option, usage
from penstock.engineering.tariffs.comparing import compare as compared

_Command = Callable[..., None]
_OPTIONS = (
    json_option,
    folder_option,
    click.option(
        "--power-factor",
        type=click.FloatRange(0, 1, min_open=True),
        metavar="NUMBER",
        help="The customer's power factor, from 0 to 1.",
    ),
    click.option(
        "--zone",
        metavar="ZONE",
        show_default="the file's, or else the tariff's",
        help="Whose clock on the wall.",
    ),
    click.option("--fill-months", is_flag=True, help="Estimate months that are missing."),
    click.option(
        "--shape",
        type=click.Choice(["residential", "commercial"]),
        default="residential",
        show_default=True,
        help="How bills are spread over hours.",
    ),
    click.option(
        "--in-order",
        type=click.Choice(["newest-first", "oldest-first"]),
        help="How readings stand that all begin at one moment.",
    ),
    click.option(
        "--multiplier", type=click.IntRange(-9, 9), help="The power of ten, where it is not said."
    ),
    click.option("--unit", help="The unit, where the file does not say it: Wh, therm, ft3, m3."),
    click.option("--meter", help="A part of the usage point's name, where there are several."),
    click.option(
        "--year",
        type=click.IntRange(1970, 2200),
        show_default="the last that was metered whole",
        help="The calendar year that is billed.",
    ),
)


def _options(function: _Command) -> _Command:
    for option in _OPTIONS:
        function = option(function)
    return function


def _file(function: _Command) -> _Command:
    kind = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.argument("file", metavar="FILE", type=kind)(function)


@click.command("bill")
@_file
@click.option("--tariff", required=True, metavar="TARIFF", help="A short name or a file.")
@click.option("--month", type=click.IntRange(1, 12), help="Explain every line of this month.")
@click.option("--lines", is_flag=True, help="Explain every line of every month.")
@_options
def bill(tariff: str, month: int | None, lines: bool, as_json: bool, **asked: Any) -> None:
    """Bill the energy of FILE under a tariff."""
    with usage():
        found = bills(asked_for(tariffs=(tariff,), **asked))[0]
    if as_json:
        click.echo(json.dumps(bill_as_json(found), indent=2, ensure_ascii=False))
    elif month or lines:
        months = range(1, 13) if month is None else [month]
        click.echo("\n".join(explained_lines(found, months)))
    else:
        click.echo("\n".join(year_lines(found)))


@click.command("compare")
@_file
@click.option(
    "--tariff",
    "tariffs",
    required=True,
    multiple=True,
    metavar="TARIFF",
    help="A short name or a file; two or more of them.",
)
@_options
def compare(tariffs: tuple[str, ...], as_json: bool, **asked: Any) -> None:
    """Tell which tariff is the cheapest for the energy of FILE, by how much, and why."""
    if len(tariffs) < 2:
        raise click.UsageError("One tariff cannot be compared; name two or more with --tariff.")
    with usage():
        comparison = compared(bills(asked_for(tariffs=tariffs, **asked)))
    if as_json:
        click.echo(json.dumps(comparison_as_json(comparison), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(comparison_lines(comparison)))
