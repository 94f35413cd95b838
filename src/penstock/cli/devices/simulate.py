"""`penstock devices simulate`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.cli.devices.desk import folder_option, wrong_broker

if TYPE_CHECKING:
    from penstock.app.devices.simulating.playing import Played


@click.command("simulate")
@click.option("--homes", type=click.IntRange(1, 10_000), default=100, show_default=True)
@click.option(
    "--devices",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    help="In each home, its hub among them.",
)
@click.option(
    "--broker",
    "address",
    metavar="URL",
    help="Default: the broker of this machine that works in --folder.",
)
@folder_option
@click.option("--seed", type=int, default=1, show_default=True, help="Of all dice.")
@click.option("--seconds", type=click.FloatRange(0.1), help="For so long; else until stopped.")
@click.option(
    "--pace",
    type=click.FloatRange(0.01, 10_000.0),
    default=1.0,
    show_default=True,
    help="How many times faster than life devices speak.",
)
@click.option("--honest", is_flag=True, help="Let all devices behave.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def simulate(
    *,
    homes: int,
    devices: int,
    address: str | None,
    folder: Path,
    seed: int,
    seconds: float | None,
    pace: float,
    honest: bool,
    as_json: bool,
) -> None:
    """Play homes on a broker: thermostats, plugs, sensors and hubs.

    Most behave. Some drop out, send what is no JSON, have a clock in 1970, flood, share an
    identity, drift, or have a dying battery. The same seed plays the same homes. Each home is one
    connection; with a broker of this machine each gets a password of its own.
    """
    with wrong_broker():
        from penstock.app.devices.simulating.running import Cast, play_out

        cast = Cast(
            homes=homes, devices=devices, seed=seed, pace=pace, is_honest=honest, seconds=seconds
        )
        made = play_out(cast, address=address, folder=folder)
    click.echo(json.dumps(asdict(made), indent=2) if as_json else "\n".join(_lines(made, homes)))


def _lines(made: "Played", homes: int) -> list[str]:
    links = made.links
    lines = [
        f"{made.homes:,} of {homes:,} homes were let in.",
        f"{links.sent:,} messages were sent, {links.acknowledged:,} acknowledged.",
        f"Hubs vanished {made.vanished:,} times; homes connected {links.connected:,} times.",
        f"{made.commands:,} commands came, {made.answers:,} were answered.",
    ]
    if links.last_refusal:
        lines.append(f"The broker refused {links.refused:,} times, at last: {links.last_refusal}.")
    return lines
