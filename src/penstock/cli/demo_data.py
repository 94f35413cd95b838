"""`penstock demo-data`: a company that is played, so that there is something to look at."""

import sys
from dataclasses import replace
from datetime import datetime

import click

from penstock.app.bell import Bell
from penstock.app.demo_data.marking import synthetic_caution
from penstock.app.demo_data.playing import NotOursError, OtherPlayError, Player, PlayRefusedError
from penstock.app.demo_data.scripting import MONTHS, SEED, script_for
from penstock.app.loading import reference_company
from penstock.cli.cases.desk import REFUSED, Desk, places, tell
from penstock.cli.moments import moment
from penstock.cli.networks.bar import progress_bar
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.kernel.counting import counted


@click.command("demo-data")
@click.option("--seed", type=int, show_default=str(SEED), help="The same seed, the same play.")
@click.option(
    "--months", type=click.IntRange(1, 36), default=MONTHS, show_default=True, help="How many."
)
@click.option("--until", callback=moment, metavar="DAY", show_default="today", help="Its end.")
@click.option(
    "--size",
    type=click.FloatRange(0, 20, min_open=True),
    default=1.0,
    show_default=True,
    help="How many cases come, times what the plan says: about 5,800 in 18 months.",
)
@places
def command(desk: Desk, seed: int | None, months: int, until: datetime | None, size: float) -> None:
    """Play a company for some months, so that there are cases to look at and to measure.

    Thousands of synthetic cases go through the stages of their streams, by the engine that works
    real ones, in a database of their own, which says so wherever it is looked at. Ctrl-C stops the
    play, and the same command goes on where it was.

    Exit codes: 0 when it is played, 1 when it was stopped or refused, 2 when the command is used
    wrongly or a file of the plan cannot be followed, 3 when something does not exist.
    """
    bell, folder = Bell.for_signals(), desk.folder or reference_company()
    desk = replace(desk, folder=folder)
    with desk.cases(create=True, by_program=True) as cases, progress_bar("steps") as progress:
        try:
            script = script_for(cases, folder, seed=seed, months=months, until=until, size=size)
            player = Player(
                cases=cases, script=script, progress=progress, stopped=lambda: bell.stopped
            )
            is_done = player.run()
        except (NotOursError, OtherPlayError, PlayRefusedError, BeyondCalendarError) as error:
            tell(str(error))
            sys.exit(REFUSED)
        if not is_done:
            tell("Stopped. What was played is kept; the same command goes on from there.")
            sys.exit(REFUSED)
        count = len({step.case_id for step in script.steps})
        steps = counted(len(script.steps), "step")
        click.echo(f"{counted(count, 'case')} played in {steps}. {synthetic_caution(cases.store)}")
