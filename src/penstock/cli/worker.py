"""`penstock worker`: do the work of stages that have code."""

import gc

import click

from penstock.app.bell import Bell
from penstock.app.cases.binding import streams
from penstock.app.cases.crew import crew
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.cli.cases.desk import Desk, places


@click.command("worker")
@click.option("--name", show_default="the machine and process", help="Who the log says did it.")
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@places
def command(desk: Desk, name: str | None, *, once: bool) -> None:
    """Do the work of stages that installed packages offer code for.

    Ctrl-C or SIGTERM stops it after the job it is at.
    """
    gc.enable()
    bell = Bell.for_signals()
    try:
        work = streams().works()
    except (UnusableStreamError, UnusableWorkError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Stages with code: {', '.join(sorted(work)) or 'none'}.", err=True)
    with desk.cases(create=not once) as cases:
        workers = crew(cases, work=work, bell=bell, name=name)
        done = workers.until_nothing_is_due() if once else workers.until_stopped()
    click.echo(f"Stopped after {done} jobs." if done != 1 else "Stopped after 1 job.", err=True)
