"""`penstock storage life`."""

import json
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


@click.command("life")
@site_options
@tariff_options
@battery_options
@click.option("--years", type=click.IntRange(1, 50), default=15, show_default=True)
@click.option("--replace-below", type=float, metavar="SHARE", help="Of the capacity.")
@click.option("--cells", type=float, default=25.0, show_default=True, metavar="CELSIUS")
@click.option("--warranty-years", type=click.IntRange(1, 50), metavar="N", help="For how long.")
@click.option("--warranty-share", type=float, metavar="SHARE", help="Of the capacity, promised.")
@click.option("--warranty-mwh", type=float, metavar="MWH", help="That it may give meanwhile.")
@json_option
def life(
    years: int,
    replace_below: float | None,
    cells: float,
    warranty_years: int | None,
    warranty_share: float | None,
    warranty_mwh: float | None,
    as_json: bool,
    **said: Any,
) -> None:
    """Tell what ageing leaves of a battery and of its saving, year by year."""
    with desk():
        from penstock.app.energy.storage.living import lived, lived_json, lived_lines
        from penstock.app.energy.storage.sites import SiteAsked, storage_site
        from penstock.app.energy.storage.words import battery_words
        from penstock.engineering.storage.lifetimes import Plan, Warranty

        if (warranty_years is None) != (warranty_share is None):
            raise click.UsageError("A warranty has --warranty-years and --warranty-share.")
        warranty = None
        if warranty_years is not None and warranty_share is not None:
            most_kwh = None if warranty_mwh is None else warranty_mwh * 1000
            warranty = Warranty(years=warranty_years, share=warranty_share, throughput_kwh=most_kwh)
        plan = Plan(years=years, warranty=warranty, replace_below=replace_below, cell_celsius=cells)
        battery = battery_of(said)
        found = lived(storage_site(SiteAsked(**said)), battery, plan)
    if as_json:
        click.echo(json.dumps(lived_json(found), indent=2))
    else:
        click.echo("\n".join([battery_words(battery), "", *lived_lines(found, plan)]))
