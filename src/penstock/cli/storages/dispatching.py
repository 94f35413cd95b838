"""`penstock storage dispatch`."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from penstock.cli.storages.desk import (
    battery_of,
    battery_options,
    desk,
    json_option,
    site_options,
    tariff_options,
)


@click.command("dispatch")
@site_options
@tariff_options
@battery_options
@click.option("--reserve-hours", type=float, metavar="H", help="Keep backup for so many hours.")
@click.option(
    "--critical",
    type=float,
    default=1.0,
    show_default=True,
    metavar="SHARE",
    help="The share of the load that the reserve serves.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write every step of the year without foresight into this CSV file.",
)
@json_option
def dispatch(
    reserve_hours: float | None, critical: float, output: Path | None, as_json: bool, **said: Any
) -> None:
    """Tell what a battery saves in a year: without foresight, and at best."""
    with desk():
        from penstock.app.energy.storage.document import tried_json
        from penstock.app.energy.storage.sites import SiteAsked, storage_site
        from penstock.app.energy.storage.trying import tried
        from penstock.app.energy.storage.words import steps_csv, tried_lines
        from penstock.engineering.storage.islands import reserve_for

        battery = battery_of(said)
        site = storage_site(SiteAsked(**said))
        if reserve_hours is not None:
            kept_kwh = reserve_for(site.year, battery, hours=reserve_hours, critical_share=critical)
            battery = replace(battery, reserve_kwh=kept_kwh)
        found = tried(site, battery)
        if output is not None:
            output.write_text(steps_csv(found.rule.dispatch), encoding="utf-8")
            click.echo(f"Wrote {output}.", err=True)
    if as_json:
        click.echo(json.dumps(tried_json(found), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(tried_lines(found)))
