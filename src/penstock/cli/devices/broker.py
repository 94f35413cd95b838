"""`penstock devices broker`."""

from pathlib import Path

import click

from penstock.cli.devices.desk import folder_option, wrong_broker


@click.command("broker")
@folder_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Default: 8883, or 1883 with --plain. 0: any free one.",
)
@click.option("--plain", is_flag=True, help="Do not encrypt; for this machine alone.")
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Use this certificate, in PEM, and make none.",
)
@click.option(
    "--key", type=click.Path(path_type=Path, dir_okay=False), help="The certificate's key."
)
@click.option(
    "--message-bytes",
    type=click.IntRange(1_024, 268_435_455),
    default=262_144,
    show_default=True,
    help="The largest packet that is taken.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0.1),
    default=100.0,
    show_default=True,
    help="Packets a second of one home; what is faster waits in the home.",
)
def broker(
    *,
    folder: Path,
    host: str,
    port: int | None,
    plain: bool,
    certificate: Path | None,
    key: Path | None,
    message_bytes: int,
    rate: float,
) -> None:
    """Be the broker of homes and their devices, until stopped.

    Speaks MQTT 3.1.1. Each home is a user with a password, may not leave its own topics, and is
    slowed where it floods; `penstock devices access` lets one in. What was acknowledged survives a
    stop of any kind.
    """
    with wrong_broker():
        from penstock.app.devices.broker.limits import Limits
        from penstock.app.devices.broker.running import run
        from penstock.app.devices.broker.serving import BrokerPlace

        place = BrokerPlace(
            folder=folder,
            host=host,
            port=(1883 if plain else 8883) if port is None else port,
            is_secret=not plain,
            certificate=certificate,
            key=key,
            limits=Limits(packet_bytes=message_bytes, packets_per_s=rate),
        )
        run(place, tell=lambda sentence: click.echo(sentence, err=True), began=click.echo)
