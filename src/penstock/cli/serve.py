"""`penstock serve`: the site on this machine, following the documents as they change."""

import gc
import socket
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from functools import partial
from pathlib import Path

import click
from starlette.routing import BaseRoute

from penstock.api.mounting import mounted
from penstock.app.bell import Bell
from penstock.app.cases.inside import Inside
from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.cases.opening import (
    database_of,
    is_there,
    named_database,
    opened,
    require_workers,
)
from penstock.app.devices.keeping import TELEMETRY
from penstock.app.memory import few_heaps
from penstock.app.settings import SettingsError
from penstock.app.watching import Watch
from penstock.cli.allocations.desk import runs_option
from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import refused, said, tell
from penstock.cli.worker import loaded_work
from penstock.web.customers import assets, inquiry, inquiry_api, project, proposal
from penstock.web.customers.inquiry import InquiryDesk
from penstock.web.front import Front, UnfitAddressError
from penstock.web.live.building import house_of, served_shell
from penstock.web.live.visit import House
from penstock.web.running import PORT, PortBusyError, address, listener, next_free, running
from penstock.web.server import application
from penstock.web.shelf import Shelf
from penstock.web.site import Edition


@click.command("serve")
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"Default: {PORT}, or the next free one. 0: any free one.",
)
@click.option(
    "--database",
    metavar="URL",
    callback=said,
    show_default="PENSTOCK_DATABASE, or else sqlite:///penstock.db if it exists",
    help="Where the cases are kept that a worker inside works.",
)
@click.option(
    "--workers",
    "count",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="N",
    help="So many workers: none, one, or on PostgreSQL several.",
)
@click.option(
    "--public-address",
    "public",
    metavar="URL",
    help="Where visitors reach a server in front of this one: https://penstock.example.com.",
)
@click.option(
    "--devices",
    "telemetry",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    default=TELEMETRY,
    show_default=True,
    help="Where `penstock devices listen` keeps what comes.",
)
@runs_option
def command(
    *,
    path: Path,
    port: int | None,
    database: str | None,
    count: int,
    public: str | None,
    folder: Path,
    telemetry: Path,
) -> None:
    """Serve the architecture below PATH, by default that of this folder, to this machine alone.

    Pages follow the documents: reload after a change. Where cases are kept, a worker does the work
    of stages with code. Ctrl-C stops.
    """
    # The server lives on, and what an edition leaves behind has to be collected.
    gc.enable()
    few_heaps()
    bell = Bell.for_signals()
    try:
        front = Front.at(public) if public else None
        at = listener(port) if port is not None else next_free()
        with not_found():
            shelf = Shelf(partial(Edition.of, path), Watch(path), served_shell())
    except (PortBusyError, SettingsError, UnfitAddressError) as error:
        raise click.UsageError(str(error)) from error
    kept = KeptOpen(database=database_of(database), folder=path)
    house = house_of(shelf, kept, allocations=folder, telemetry=telemetry, is_apart=True)
    served = application(shelf, doors=doors(house, bell), house=house, front=front)
    with closing(kept), _workers(path, database, count=count), running(served, at) as base:
        click.echo(_note(at, port), err=True, nl=False)
        click.echo(f"Serving {shelf.site().edition.title} on {base}  (Ctrl-C stops)")
        _warm(house)
        bell.wait()
    click.echo("Stopped.", err=True)


def doors(house: House, bell: Bell) -> list[BaseRoute]:
    """Return the pages for customers, what takes inquiries in, and the API."""
    kept, insights = house.kept, house.insights
    desk = InquiryDesk(kept=kept)
    return [
        *assets.routes(),
        *project.routes(kept),
        *proposal.routes(kept),
        *inquiry.routes(desk),
        *inquiry_api.routes(desk),
        mounted(
            kept,
            kept.folder,
            leaving=lambda: bell.stopped,
            insights=insights,
            newsroom=house.newsroom,
            telemetry=house.telemetry,
        ),
    ]


def _warm(house: House) -> None:
    """Begin to read what takes long to be read; where it cannot be, whoever looks is told why."""
    from penstock.app.cases.staff import unusable  # SQLAlchemy is slow to import

    with suppress(NoCasesError, *unusable()):
        if house.insights and is_there(house.kept.database):
            house.insights.warm()


def _workers(path: Path, database: str | None, *, count: int) -> AbstractContextManager[object]:
    """Return the workers inside; a database that somebody named is opened, and made, before."""
    if not count:
        return nullcontext()
    loaded_work()
    address = database_of(database)
    with refused():
        require_workers(address, count=count)
        if named_database(database) or is_there(address):
            with opened(address, folder=path, create=True) as cases:
                cases.clearance("worker")
    return Inside(database=address, folder=path, count=count, tell=tell).working()


def _note(at: socket.socket, port: int | None) -> str:
    """Return why the address is not the usual one, where it is not."""
    if port is not None or address(at).endswith(f":{PORT}/"):
        return ""
    return f"Port {PORT} is taken by another program; here is the next free one.\n"
