"""What all commands about allocation share: where runs are, and errors as exit codes."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from penstock.app.allocation.keeping import (
    MANUAL,
    RUNS,
    ChargedAlreadyError,
    OtherBytesError,
    Runs,
    usual_manual,
)
from penstock.cli.arguments import DENIED, FINDINGS, not_found
from penstock.governance.allocation.journal import RefusedBatchError
from penstock.governance.allocation.manual import UnfitPeriodError
from penstock.governance.allocation.problems import AllocationRefusedError
from penstock.governance.allocation.rate_cases import ForeignCostError
from penstock.governance.allocation.reversing import AlreadyReversalError
from penstock.governance.allocation.run_files import DamagedRunError

_REFUSALS = (
    AlreadyReversalError,
    ChargedAlreadyError,
    DamagedRunError,
    ForeignCostError,
    OtherBytesError,
    RefusedBatchError,
)
_Command = TypeVar("_Command", bound=Callable[..., Any])


def runs_option(command: _Command) -> _Command:
    """Add `--runs FOLDER`: where runs are kept."""
    return click.option(
        "--runs",
        "folder",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        default=RUNS,
        show_default=True,
        help="The folder in which runs are kept.",
    )(command)


def manual_option(command: _Command) -> _Command:
    """Add `--in FOLDER`: the manual."""
    return click.option(
        "--in",
        "manual",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        show_default="allocation, or the reference company's",
        help="The folder of the cost allocation manual.",
    )(command)


def told_manual() -> Path:
    """Return the manual of this folder; where there is none, say that another one is taken."""
    found = usual_manual()
    if found != MANUAL:
        click.echo("penstock: no manual here; this is the reference company's.", err=True)
    return found


def posting(command: _Command) -> _Command:
    """Add the options of commands that charge: where that is recorded, and by whom."""
    for option in (
        click.option(
            "--as",
            "actor",
            metavar="NAME",
            show_default="who is logged in",
            help="Who charges; the audit log records it.",
        ),
        click.option(
            "--database",
            metavar="URL",
            help="Ask the boundary, and record it in the audit log of this database first.",
        ),
    ):
        command = option(command)
    return runs_option(command)


@contextmanager
def posting_desk(folder: Path, database: str | None, actor: str | None) -> Iterator[Runs]:
    """Yield runs as `desk` does; with a database, none is written that its log does not have."""
    if not database:
        with desk(folder) as runs:
            yield runs
        return
    from penstock.app.allocation.recording import recorded_runs  # databases are slow to import
    from penstock.app.guarding.acts import DeniedActError
    from penstock.cli.auditing.desk import refused

    recorded = recorded_runs(folder, database=database, actor=actor)
    try:
        with refused(), recorded as runs, desk(folder):
            yield runs
    except DeniedActError as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(DENIED)


@contextmanager
def desk(folder: Path) -> Iterator[Runs]:
    """Yield the runs of a folder, and turn what goes wrong into a sentence and an exit code."""
    try:
        with not_found():
            yield Runs(folder)
    except AllocationRefusedError as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(FINDINGS)
    except _REFUSALS as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(FINDINGS)
    except UnfitPeriodError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
