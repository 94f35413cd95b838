"""`penstock devices firmware`: campaigns that bring firmware to all devices of a model."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from penstock.cli.cases.desk import Desk, looking
from penstock.cli.devices.registry import homes_at

if TYPE_CHECKING:
    from penstock.app.devices.campaigns import Campaigns, CampaignView


@click.group("firmware")
def firmware() -> None:
    """Bring firmware to all devices of a model: to some homes first, then to the rest."""


@firmware.command("begin")
@click.argument("model")
@click.argument("version")
@click.option("--because", required=True, help="Why; tickets of devices that stay behind say it.")
@click.option(
    "--first",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    metavar="HOMES",
    help="How many homes come first.",
)
@click.option(
    "--bear",
    type=click.IntRange(0, 100),
    default=0,
    show_default=True,
    metavar="PERCENT",
    help="How many of their devices may stay behind, and the rest follows all the same.",
)
@click.option(
    "--within",
    type=click.FloatRange(1, 10_080),
    default=60,
    show_default=True,
    metavar="MINUTES",
    help="How long a device has to install it.",
)
@looking
def begin(
    desk: Desk, *, model: str, version: str, because: str, first: int, bear: int, within: float
) -> None:
    """Let all devices of MODEL have the firmware VERSION or a newer one.

    Whoever listens or tends tells them, as Home Assistant's update entities are told. The rest
    follows when those of the first homes have it; a device that stays behind becomes a ticket.
    """
    from penstock.app.clock import now
    from penstock.casework.device.firmware import FirmwareCampaign, campaign_named

    new = FirmwareCampaign(
        name=campaign_named(model, version),
        model=model,
        firmware=version,
        because=because,
        begun_by=desk.person,
        begun_at=now(),
        first_homes=first,
        bear_percent=bear,
        within_s=round(within * 60),
    )
    with _campaigns(desk) as campaigns:
        _tell(desk, campaigns.begin(new))


@firmware.command("list")
@looking
def list_(desk: Desk) -> None:
    """List campaigns with how many devices have come how far."""
    with _campaigns(desk) as campaigns:
        found = campaigns.all()
    if desk.as_json:
        click.echo(json.dumps([each.as_json() for each in found], indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(line for each in found for line in _lines(each)) or "No campaign.")


@firmware.command("go-on")
@click.argument("name")
@looking
def go_on(desk: Desk, *, name: str) -> None:
    """Let the campaign NAME go on with the rest, though some of the first stayed behind."""
    with _campaigns(desk) as campaigns:
        _tell(desk, campaigns.go_on(name, by=desk.person))


@firmware.command("stop")
@click.argument("name")
@looking
def stop(desk: Desk, *, name: str) -> None:
    """Tell no further device of the campaign NAME."""
    with _campaigns(desk) as campaigns:
        _tell(desk, campaigns.stop(name, by=desk.person))


@contextmanager
def _campaigns(desk: Desk) -> Iterator["Campaigns"]:
    from penstock.app.devices.campaigns import Campaigns, NoSuchCampaignError
    from penstock.casework.device.firmware import UnfitCampaignError

    with homes_at(desk) as homes, desk.cases() as cases:
        try:
            yield Campaigns(homes=homes, consents_of=cases.store.consents.of_customer)
        except (UnfitCampaignError, NoSuchCampaignError) as error:
            raise click.UsageError(str(error)) from error


def _tell(desk: Desk, view: "CampaignView") -> None:
    if desk.as_json:
        click.echo(json.dumps(view.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(view)))


def _lines(view: "CampaignView") -> Iterator[str]:
    told = view.as_json()
    yield f"{told['name']}: {told['model']} to {told['firmware']}, at: {told['wave']}"
    yield (
        f"  {told['updated']:,} updated, {told['under_way']:,} under way, "
        f"{told['stayed']:,} stayed behind ({told['tickets']:,} with a ticket)"
    )
    yield (
        f"  {told['waiting']:,} wait for their turn, {told['silent']:,} do not answer, "
        f"{told['without_consent']:,} have no consent, {told['unable']:,} cannot be told"
    )
    yield from (f"  {each.of}: {each.because}" for each in view.stayed)
