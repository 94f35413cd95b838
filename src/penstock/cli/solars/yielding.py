"""`penstock solar yield`."""

import json
from pathlib import Path

import click

from penstock.app import clock
from penstock.cli.solars.desk import (
    inverter_option,
    inverters_option,
    json_option,
    module_option,
    roof_argument,
    weather_option,
    wrong_input,
)


class _LossShare(click.ParamType[tuple[str, float]]):
    """A loss with its percentage, such as `Soiling=3`."""

    name = "loss"

    def convert(
        self,
        value: str | tuple[str, float],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        name, _, percent = value.rpartition("=")
        try:
            share = float(percent.rstrip("% ")) / 100
        except ValueError:
            share = -1.0
        if not name.strip() or share < 0:
            self.fail(f"“{value}” is no loss; write its name and percent, such as Soiling=3.")
        return name.strip(), share


@click.command("yield")
@roof_argument
@weather_option
@module_option
@inverter_option
@inverters_option
@click.option(
    "--loss",
    "losses",
    multiple=True,
    type=_LossShare(),
    metavar="NAME=PERCENT",
    help="Change a loss of the system, or add one.",
)
@click.option(
    "--year",
    type=click.IntRange(1900, 2200),
    default=lambda: clock.today().year,
    show_default="this year",
    help="The calendar year of the steps.",
)
@click.option(
    "--minutes",
    type=click.Choice(["5", "10", "15", "20", "30", "60"]),
    default="60",
    show_default=True,
    help="The length of a step.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the energy of every step into this CSV file.",
)
@json_option
def yield_(
    roof: Path,
    weather: str | None,
    module: str | None,
    inverter: str | None,
    inverters: int | None,
    losses: tuple[tuple[str, float], ...],
    year: int,
    minutes: str,
    output: Path | None,
    as_json: bool,
) -> None:
    """Tell what ROOF yields in a typical year.

    How sure that is, and where the rest of the light goes, down to the watt-hour.
    """
    with wrong_input():
        from penstock.app.energy.solar import designed, solar_year, with_losses
        from penstock.app.energy.solar_words import steps_csv, yield_json, yield_lines

        found = solar_year(
            designed(roof, module=module, inverter=inverter, inverters=inverters),
            weather=weather,
            year=year,
            minutes=int(minutes),
            losses=with_losses(losses),
        )
        if output is not None:
            output.write_text(steps_csv(found), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(yield_json(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(yield_lines(found)))
    if output is not None:
        click.echo(f"Wrote {output}.", err=True)
