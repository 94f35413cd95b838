"""Where the log comes from that is measured: a folder, or the database of cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import Desk, refused
from penstock.cli.moments import moment
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.app.cases.usecases import Cases
    from penstock.measurement.ports import Log

log_option = click.option(
    "--log",
    "log_folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of Parquet with the log, instead of a database.",
)
as_of_option = click.option(
    "--as-of",
    metavar="WHEN",
    callback=moment,
    show_default="as far as the log tells",
    help="As the log stood at a moment, such as 2026-10-01 (its beginning).",
)


@contextmanager
def opened_log(
    desk: Desk,
    folder: Path | None,
    *,
    side: Side | None = None,
    what: str = "all cases",
    as_of: datetime | None = None,
) -> "Iterator[Log]":
    """Yield the log of a folder, or that of the desk's database.

    Args:
        desk: Knows the database, and who asks.
        folder: The folder; None for the database.
        side: Whose cases they have to be allowed to see in a database; None for those of all sides.
        what: What is measured, in words.
        as_of: The moment as which the log is told; None for as far as it tells.
    """
    require_engine()
    with _of_folder(folder, as_of) if folder else _of_database(desk, side, what, as_of) as log:
        yield log


@contextmanager
def _of_folder(folder: Path, as_of: datetime | None) -> "Iterator[Log]":
    from penstock.store.logs import open_log

    with not_found(), refused(), open_log(folder, as_of=as_of) as log:
        yield log


@contextmanager
def _of_database(
    desk: Desk, side: Side | None, what: str, as_of: datetime | None
) -> "Iterator[Log]":
    with desk.cases() as cases:
        _require_allowed(cases, side, f"the measurement of {what}")
        with log_of(cases, desk, as_of=as_of) as log:
            yield log


@contextmanager
def log_of(cases: "Cases", desk: Desk, *, as_of: datetime | None = None) -> "Iterator[Log]":
    """Yield the log of cases that are open, as it is now or as it stood at a moment."""
    from penstock.app.cases.opening import database_of
    from penstock.app.measuring.keeping import kept_log
    from penstock.app.measuring.wishes import every_record

    with not_found(), refused():
        # Always the same ones: with others, all of their numbers would be taken anew. And no
        # business time: a calendar that begins too late spoils only what needs it.
        records = every_record(desk.folder)
    try:
        address = database_of(desk.database)
        with kept_log(cases, address, records=records, as_of=as_of) as log:
            yield log
    except OSError as error:
        raise click.ClickException(f"The log cannot be kept: {error}.") from error


def _require_allowed(cases: "Cases", side: Side | None, what: str) -> None:
    if cases.door is None:
        return
    if side is None:
        cases.door.require_whole(what)
    else:
        cases.door.require_look(what, side=side)


def require_engine() -> None:
    """Say what to install where the packages that read logs are missing."""
    try:
        for package in ("pyarrow", "ibis", "duckdb"):
            import_module(package)
    except ImportError as error:
        raise click.ClickException(
            "Measuring needs more packages. Install them with: pip install 'penstock[measurement]'."
        ) from error
