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
@click.option(
    "--tend-every",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How often it does what `penstock devices tend` does; 0: never.",
)
@places
def listen(
    desk: Desk, *, broker: str, into: Path, seconds: float | None, tend_every: float
) -> None:
    """Take in what devices say to BROKER, such as mqtts://penstock@localhost:8883, until stopped.

    A message is on the disk before the broker is told that it has come. What is measured is kept as
    far as the home's consents cover it, with the consents stamped on it. A broker that goes away is
    asked again and again.
    """
    bell = Bell.for_signals()
    with desk.cases(by_program=True, create=True) as cases, wrong_broker():
        from penstock.app.devices.intake.opening import intake_from
        from penstock.app.devices.intake.opening import listen as take_in
        from penstock.app.devices.rounds.going import going_round
        from penstock.app.devices.rounds.tending import tending

        going = tending(cases, tell=tell, folder=desk.folder)
        intake = intake_from(broker, cases.store, folder=into, now=clock.now)
        rounds = going_round(going, bell, every_s=tend_every)
        with intake.listening() as listener, rounds:
            click.echo(f"Listening to {listener.named}, into {into}.", err=True)
            take_in(listener, bell, tell=tell, seconds=seconds)
    told = listener.tally
    click.echo(
        f"{told['received']:,} messages came: {told['kept']:,} values kept, {told['live_only']:,} "
        f"shown alone for want of a consent, {told['repeated']:,} repeated, "
        f"{told['set_aside']:,} set aside."
    )


@click.command("tend")
@places
def tend(desk: Desk) -> None:
    """Do once for homes what falls due now, as `listen` does it every minute.

    Alerts that stand become tickets of the home's case, one for each, and a ticket hears when its
    alert is over. Thermostats are told when their schedule changes, devices when it is their turn
    to install firmware, and product managers which faults recur. Several programs may do so at
    once.
    """
    with desk.cases(by_program=True) as cases:
        from penstock.app.devices.rounds.tending import tending

        told: list[str] = []
        tending(cases, tell=told.append, folder=desk.folder).once()
    click.echo("\n".join(told) or "Nothing was due.")
