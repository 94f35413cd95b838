"""`penstock solar string`."""

import json
import sys
from pathlib import Path

import click

from penstock.cli.arguments import FINDINGS
from penstock.cli.solars.desk import (
    inverter_option,
    inverters_option,
    json_option,
    module_option,
    roof_argument,
    weather_option,
    wrong_input,
)


@click.command("string")
@roof_argument
@weather_option
@module_option
@inverter_option
@inverters_option
@click.option(
    "--coldest",
    type=click.FloatRange(-80, 25),
    metavar="CELSIUS",
    show_default="the roof file's, or a record near by",
    help="The lowest temperature that is expected.",
)
@click.option(
    "--by-table", is_flag=True, help="Reckon the cold with table 690.7(A), not the module's own."
)
@json_option
def string(
    roof: Path,
    weather: str | None,
    module: str | None,
    inverter: str | None,
    inverters: int | None,
    coldest: float | None,
    by_table: bool,
    as_json: bool,
) -> None:
    """Wire the modules of ROOF as strings.

    None is longer than the cold allows (NEC 690.7), or shorter than the heat does.
    """
    with wrong_input():
        from penstock.app.energy.solar_strings import Choices, wiring, wiring_json, wiring_lines
        from penstock.engineering.solar.string_limits import InfeasibleStringError

        choices = Choices(
            module=module,
            inverter=inverter,
            inverters=inverters,
            weather=weather,
            coldest_c=coldest,
            by_table=by_table,
        )
        try:
            found = wiring(roof, choices)
        except InfeasibleStringError as error:
            click.echo(f"penstock: {error}", err=True)
            sys.exit(FINDINGS)
    if as_json:
        click.echo(json.dumps(wiring_json(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(wiring_lines(found)))
