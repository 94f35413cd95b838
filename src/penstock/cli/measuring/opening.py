"""Where the log comes from that is measured: a folder, or the database of cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
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
    from penstock.store.logs import Engine

log_option = click.option(
    "--log",
    "log_folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of Parquet with the log, instead of a database.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What reads the log: DuckDB within this program, or a Spark that it starts.",
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
    engine: "Engine" = "duckdb",
) -> "Iterator[Log]":
    """Yield the log of a folder, or that of the desk's database.

    Args:
        desk: Knows the database, and who asks.
        folder: The folder; None for the database.
        side: Whose cases they have to be allowed to see in a database; None for those of all sides.
        what: What is measured, in words.
        as_of: The moment as which the log is told; None for as far as it tells.
        engine: What reads it.
    """
    require_engine(engine)
    if folder:
        opened = _of_folder(folder, as_of, engine)
    else:
        opened = _of_database(desk, side, what, as_of, engine)
    with opened as log:
        yield log


@contextmanager
def _of_folder(folder: Path, as_of: datetime | None, engine: "Engine") -> "Iterator[Log]":
    from penstock.store.logs import open_log

    with not_found(), refused(), open_log(folder, as_of=as_of, engine=engine) as log:
        yield log


@contextmanager
def _of_database(
    desk: Desk, side: Side | None, what: str, as_of: datetime | None, engine: "Engine"
) -> "Iterator[Log]":
    with desk.cases() as cases:
        _require_allowed(cases, side, f"the measurement of {what}")
        with log_of(cases, desk, as_of=as_of, engine=engine) as log:
            yield log


@contextmanager
def log_of(
    cases: "Cases", desk: Desk, *, as_of: datetime | None = None, engine: "Engine" = "duckdb"
) -> "Iterator[Log]":
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
        with kept_log(cases, address, records=records, as_of=as_of, engine=engine) as log:
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


def require_engine(engine: "Engine" = "duckdb") -> None:
    """Say what to install where the packages that read logs are missing."""
    from penstock.app.measuring.engines import NoMeasuringError
    from penstock.app.measuring.engines import require_engine as require

    try:
        require(engine)
    except NoMeasuringError as error:
        raise click.ClickException(str(error)) from error
