"""`penstock devices listen`: take in what the devices of homes say."""

from pathlib import Path

import click

from penstock.app import clock
from penstock.app.bell import Bell
from penstock.cli.cases.desk import Desk, places, tell
from penstock.cli.devices.desk import wrong_broker


@click.command("listen")
@click.argument("broker")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("devices"),
    show_default=True,
    help="Where what comes is kept: telemetry by day, and what is not sorted yet.",
)
@click.option(
    "--seconds", type=click.FloatRange(0.1), help="Listen so long; default: until stopped."
)
@places
def listen(desk: Desk, *, broker: str, into: Path, seconds: float | None) -> None:
    """Take in what devices say to BROKER, such as mqtts://penstock@localhost:8883, until stopped.

    A message is on the disk before the broker is told that it has come. What is measured is kept as
    far as the home's consents cover it, with the consents stamped on it. A broker that goes away is
    asked again and again.
    """
    bell = Bell.for_signals()
    with desk.cases(by_program=True, create=True) as cases, wrong_broker():
        from penstock.app.devices.intake.opening import intake_from
        from penstock.app.devices.intake.opening import listen as take_in

        intake = intake_from(broker, cases.store, folder=into, now=clock.now)
        with intake.listening() as listener:
            click.echo(f"Listening to {listener.named}, into {into}.", err=True)
            take_in(listener, bell, tell=tell, seconds=seconds)
    told = listener.tally
    click.echo(
        f"{told['received']:,} messages came: {told['kept']:,} values kept, {told['live_only']:,} "
        f"shown alone for want of a consent, {told['repeated']:,} repeated, "
        f"{told['set_aside']:,} set aside."
    )
