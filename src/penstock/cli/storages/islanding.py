"""`penstock storage island`."""

import json
from typing import Any

import click

from penstock.cli.storages.desk import battery_of, battery_options, desk, json_option, site_options

_MOST_HOURS = 14 * 24.0


def outage_options(command: Any) -> Any:
    """Add what an outage finds."""
    command = click.option(
        "--soc",
        type=float,
        default=0.5,
        show_default=True,
        metavar="SHARE",
        help="What the battery holds when an outage begins, as a share.",
    )(command)
    return click.option(
        "--critical",
        "critical_share",
        type=float,
        default=1.0,
        show_default=True,
        metavar="SHARE",
        help="The share of the load to serve.",
    )(command)


@click.command("island")
@site_options
@battery_options
@outage_options
@json_option
def island(soc: float, critical_share: float, as_json: bool, **said: Any) -> None:
    """Tell how long a home runs without the grid, by season."""
    with desk():
        from penstock.app.energy.storage.choosing import Backup
        from penstock.app.energy.storage.document import island_json
        from penstock.app.energy.storage.sites import SiteAsked, storage_site
        from penstock.app.energy.storage.words import island_lines
        from penstock.engineering.storage.islands import Outage, by_season, island_hours

        battery = battery_of(said)
        site = storage_site(SiteAsked(**said)).year
        outage = Outage(
            critical_share=critical_share,
            stored_kwh=soc * battery.ceiling_kwh,
            most_hours=_MOST_HOURS,
        )
        hours = island_hours(site, battery, outage)
        rows = by_season(site, hours, most_hours=_MOST_HOURS)
    backup = Backup(soc=soc, critical_share=critical_share)
    if as_json:
        click.echo(json.dumps(island_json(battery, rows, backup), indent=2))
    else:
        click.echo("\n".join(island_lines(battery, rows, backup, _MOST_HOURS)))
