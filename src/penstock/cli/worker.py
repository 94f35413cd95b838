"""`penstock worker`: do the work of stages that have code, and tell what is due."""

import gc
from collections.abc import Mapping

import click

from penstock.app.bell import Bell
from penstock.app.cases.binding import streams
from penstock.app.cases.crew import crew, introduction
from penstock.app.cases.opening import database_of, require_workers
from penstock.app.cases.staff import Post, Staff
from penstock.app.cases.working import Work
from penstock.app.packages.code import UnusableWorkError
from penstock.app.packages.installed import UnusableStreamError
from penstock.app.streams.ports import UnprovidedPortError
from penstock.cli.cases.desk import Desk, places, refused, tell
from penstock.kernel.counting import counted


@click.command("worker")
@click.option("--name", show_default="the machine and process", help="Who the log says did it.")
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
@click.option(
    "--workers",
    "count",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="So many processes, on PostgreSQL.",
)
@places
def command(desk: Desk, name: str | None, count: int, *, once: bool) -> None:
    """Do the work of stages that installed packages offer code for, and tell what is due.

    Ctrl-C or SIGTERM stops it after the job it is at; a second one at once.
    """
    gc.enable()
    bell = Bell.for_signals()
    if once and count > 1:
        raise click.UsageError("--once takes one worker. Leave out --workers.")
    work = loaded_work()
    with refused():
        require_workers(database_of(desk.database), count=count)
    if count == 1:
        done = _done(desk, work, bell, name, once=once)
    else:
        done = _done_by_several(desk, work, bell, name, count=count)
    click.echo(f"Stopped after {counted(done, 'job')}.", err=True)


def loaded_work() -> Mapping[str, Work]:
    """Return the work that installed packages do; what cannot be used is a wrong call."""
    try:
        return streams().works()
    except (UnprovidedPortError, UnusableStreamError, UnusableWorkError) as error:
        raise click.UsageError(str(error)) from error


def _done(desk: Desk, work: Mapping[str, Work], bell: Bell, name: str | None, *, once: bool) -> int:
    with desk.cases(create=not once, by_program=True) as cases:
        alone = crew(cases, work=work, bell=bell, name=name, tell=tell)
        click.echo(introduction(cases, work), err=True)
        return alone.until_nothing_is_due() if once else alone.until_stopped()


def _done_by_several(
    desk: Desk, work: Mapping[str, Work], bell: Bell, name: str | None, *, count: int
) -> int:
    with desk.cases(create=True, by_program=True) as cases:
        # What keeps one of them from asking the boundary keeps all of them.
        cases.clearance(name or "worker")
        click.echo(introduction(cases, work, count=count), err=True)
    names = [f"{name}-{number}" if name else None for number in range(1, count + 1)]
    posts = [
        Post(database=database_of(desk.database), folder=desk.folder, name=each) for each in names
    ]
    return Staff(posts, bell=bell, tell=tell).until_stopped()
