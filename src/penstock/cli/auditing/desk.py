"""What the commands about the audit log share: the database, who acts, how errors are told."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from penstock.app import clock
from penstock.app.cases.opening import NamelessError, database_of, person_of
from penstock.cli.arguments import FINDINGS, not_found
from penstock.governance.audit.entry import Entry, Kind, UnfitEntryError
from penstock.governance.audit.ports import AuditLog
from penstock.kernel.sides import Side

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _said(_context: click.Context, option: click.Parameter, words: str | None) -> str | None:
    if words is not None and not words.strip():
        raise click.BadParameter("Say something.", param=option)
    return words


database_option = click.option(
    "--database",
    metavar="URL",
    callback=_said,
    show_default="PENSTOCK_DATABASE, or else sqlite:///penstock.db",
    help="Where the cases and the log are kept.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
reason_option = click.option("--reason", required=True, callback=_said, help="Why.")
as_option = click.option(
    "--as",
    "actor",
    metavar="NAME",
    callback=_said,
    show_default="who is logged in",
    help="Who acts; the log records it.",
)
purpose_option = click.option(
    "--purpose", default="audit", show_default=True, callback=_said, help="What it is read for."
)


def reading(function: _Function) -> _Function:
    """Add the options of commands that read the log."""
    return json_option(database_option(as_option(purpose_option(function))))


def acting(function: _Function) -> _Function:
    """Add the options of commands that record an act."""
    return database_option(as_option(reason_option(function)))


@contextmanager
def opened(database: str | None) -> Iterator[AuditLog]:
    """Yield the log, and turn what goes wrong into a sentence and an exit code."""
    from penstock.app.auditing.opening import opened_log

    with refused(), opened_log(database_of(database)) as log:
        yield log


@contextmanager
def refused() -> Iterator[None]:
    """Turn what goes wrong into one sentence on stderr and an exit code."""
    # SQLAlchemy and the cryptography are slow to import.
    from penstock.app.auditing.key_file import KeyFileError
    from penstock.governance.audit.ports import AuditError
    from penstock.governance.audit.writing import DamagedEntryError
    from penstock.store.errors import StoreError

    try:
        with not_found():
            yield
    except (AuditError, DamagedEntryError, KeyFileError, StoreError) as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(FINDINGS)
    except (NamelessError, UnfitEntryError) as error:
        raise click.UsageError(str(error)) from error


def recorded(
    kind: Kind,
    action: str,
    what: str = "audit log",
    *,
    actor: str | None,
    purpose: str,
    subject: str = "",
    detail: str = "",
) -> Entry:
    """Return the entry of somebody who uses the log, here and now."""
    return Entry(
        at=clock.now(),
        kind=kind,
        actor=person_of(actor),
        acting_for=Side.ENTERPRISE,
        action=action,
        object_kind=what,
        subject=subject,
        purpose=purpose,
        detail=detail,
    )
