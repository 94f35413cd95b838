"""`penstock worker`: do the work of stages that have code."""

import gc
import os
import random
import socket

import click

from penstock.app.cases.binding import UnusableWorkError, load_work
from penstock.app.cases.worker import Worker
from penstock.cli.cases.desk import Desk, places
from penstock.web.running import Stop

_PAUSE_S = 1.0


@click.command("worker")
@click.option("--name", show_default="the machine and process", help="Who the log says did it.")
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@places
def command(desk: Desk, name: str | None, *, once: bool) -> None:
    """Do the work of stages that installed packages offer code for.

    Ctrl-C or SIGTERM stops it after the job it is at.
    """
    gc.enable()
    stop = Stop()
    try:
        work = load_work()
    except UnusableWorkError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"Stages with code: {', '.join(sorted(work)) or 'none'}.", err=True)
    with desk.cases(create=not once) as cases:
        worker = Worker(
            cases=cases,
            work=work,
            name=name or f"worker-{socket.gethostname()}-{os.getpid()}",
            jitter=random.random,
        )
        done = _run(worker, stop, once=once)
    click.echo(f"Stopped after {done} jobs." if done != 1 else "Stopped after 1 job.", err=True)


def _run(worker: Worker, stop: Stop, *, once: bool) -> int:
    done = 0
    while not stop.within(0):
        found = worker.once()
        done += found
        if not found and (once or stop.within(_PAUSE_S)):
            break
    return done
