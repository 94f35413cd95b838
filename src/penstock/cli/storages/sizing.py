"""`penstock storage size`."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from penstock.cli.arguments import FINDINGS
from penstock.cli.networks.bar import progress_bar
from penstock.cli.storages.desk import (
    battery_of,
    battery_options,
    desk,
    json_option,
    site_options,
    tariff_options,
)
from penstock.cli.storages.islanding import outage_options

_MONEY = (
    click.option("--array-cost", type=float, required=True, metavar="DOLLARS", help="A kW."),
    click.option("--battery-cost", type=float, required=True, metavar="DOLLARS", help="One."),
    click.option("--years", type=int, default=25, show_default=True, help="That are counted."),
    click.option("--discount", type=float, default=6.0, show_default=True, metavar="PERCENT"),
    click.option("--escalator", type=float, default=0.0, show_default=True, metavar="PERCENT"),
)
_LIMITS = (
    click.option("--budget", type=float, metavar="DOLLARS", help="The most that it may cost."),
    click.option("--roof-kw", type=float, metavar="KW", help="By default the roof file's."),
    click.option("--backup-hours", type=float, metavar="H", help="That 9 of 10 outages last."),
)


def _with(options: Sequence[Any], command: Any) -> Any:
    for option in reversed(options):
        command = option(command)
    return command


@click.command("size")
@site_options
@click.option("--yield-kw", type=float, metavar="KW", help="The array that --yield is for.")
@tariff_options
@battery_options
@click.option("--most-batteries", type=click.IntRange(0, 20), default=3, show_default=True)
@click.option("--step-kw", type=float, default=1.0, show_default=True, help="Between arrays.")
@lambda command: _with((*_MONEY, *_LIMITS), command)
@outage_options
@json_option
def size(as_json: bool, **said: Any) -> None:
    """Find the array and the number of batteries that are worth most within the limits."""
    with desk():
        from penstock.app.energy.storage.choosing import Backup, Money, Terms, chosen_sizes
        from penstock.app.energy.storage.document import sizes_json
        from penstock.app.energy.storage.sites import SiteAsked, storage_site
        from penstock.app.energy.storage.words import size_lines
        from penstock.engineering.storage.sizing import Limits

        battery = battery_of(said)
        money = Money(
            array_cents_per_kw=round(said.pop("array_cost") * 100),
            battery_cents=round(said.pop("battery_cost") * 100),
            years=said.pop("years"),
            discount=said.pop("discount") / 100,
            escalator=said.pop("escalator") / 100,
        )
        backup = Backup(soc=said.pop("soc"), critical_share=said.pop("critical_share"))
        budget, roof_kw = said.pop("budget"), said.pop("roof_kw")
        hours = said.pop("backup_hours")
        batteries, step_kw = range(said.pop("most_batteries") + 1), said.pop("step_kw")
        site = storage_site(SiteAsked(**said))
        limits = Limits(
            budget_cents=None if budget is None else round(budget * 100),
            roof_kw=roof_kw if roof_kw is not None else site.array_kw,
            backup_hours=hours,
        )
        with progress_bar("sizes") as progress:
            found = chosen_sizes(
                site,
                battery,
                (_arrays_kw(limits.roof_kw or 0.0, step_kw), batteries),
                Terms(limits=limits, money=money, backup=backup),
                progress,
            )
    if as_json:
        click.echo(json.dumps(sizes_json(found, money, limits), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(size_lines(found, money, limits)))
    sys.exit(0 if found.best else FINDINGS)


def _arrays_kw(most_kw: float, step_kw: float) -> list[float]:
    """Return arrays in steps up to what fits, and what fits."""
    if not 0.01 <= step_kw <= 1000:
        raise click.UsageError(f"Arrays cannot be {step_kw:g} kW apart; give 0.01 or more.")
    count = int(most_kw / step_kw + 1e-9)
    return sorted({*(round(step_kw * each, 6) for each in range(count + 1)), most_kw})
