"""`penstock devices list`, `offers` and `alerts`: how homes and devices stand."""

import json
from datetime import datetime
from pathlib import Path

import click

from penstock.cli.cases.desk import Desk, looking, reading_items
from penstock.cli.devices.registry import homes_at


@click.command("list")
@click.argument("home", default="")
@looking
def list_(desk: Desk, home: str) -> None:
    """List homes with how many of their devices are there; with HOME, its devices in full."""
    from penstock.cli.devices.telling import home_lines, list_lines

    with homes_at(desk) as homes:
        found = (homes.home(home),) if home else homes.page(limit=1000)
        status = homes.status()
    if desk.as_json:
        click.echo(_text([each.as_json() for each in found]))
        return
    lines = home_lines(found[0]) if home else list_lines(found)
    click.echo("\n".join(lines) or "There is no home that you may see.")
    if status:
        click.echo(status.sentence, err=True)


@click.command("offers")
@looking
def offers(desk: Desk) -> None:
    """List devices that announced themselves, or spoke, and that nobody has adopted."""
    from penstock.cli.devices.telling import offer_lines

    with homes_at(desk) as homes:
        found = homes.offers()
    if desk.as_json:
        click.echo(_text([{"id": str(each.of), "model": each.model} for each in found]))
    else:
        click.echo("\n".join(offer_lines(found)) or "No device offers itself.")


@click.command("alerts")
@click.argument("home", default="")
@looking
def alerts(desk: Desk, home: str) -> None:
    """Tell what is wrong with devices and rooms, and what each probably is; of HOME, or of all."""
    from penstock.cli.devices.telling import alert_lines

    with homes_at(desk) as homes:
        found = homes.alerts(home)
    if desk.as_json:
        from penstock.app.devices.views import alert_json

        click.echo(_text([alert_json(each) for each in found]))
    else:
        click.echo("\n".join(alert_lines(found)) or "Nothing is wrong that shows itself.")


@click.command("measured")
@click.argument("home")
@click.option(
    "--day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day, by UTC: 2026-06-12."
)
@click.option(
    "--into",
    "kept",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("devices"),
    show_default=True,
    help="Where `listen` keeps what comes.",
)
@reading_items
def measured(desk: Desk, *, home: str, day: datetime, kept: Path) -> None:
    """Print what the devices of HOME measured on a day, for a purpose that a consent covers.

    Each value is a line of JSON. Say what for with --purpose: analytics, marketing, or der_program.
    """
    with homes_at(desk) as homes:
        found = homes.measured(home, day.date(), purpose=desk.purpose, folder=kept)
        for each in found:
            click.echo(json.dumps(each, ensure_ascii=False, default=str))


def _text(found: object) -> str:
    return json.dumps(found, indent=2, ensure_ascii=False)
