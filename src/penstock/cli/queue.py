"""`penstock queue`: the interconnection queue, and whether all wait alike."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from penstock.app import clock
from penstock.app.cases.opening import person_of
from penstock.app.interconnection.looking import Desk, is_favoured, opened_desk
from penstock.app.interconnection.telling import (
    advancement_lines,
    fairness_json,
    queue_json,
    queue_sheet,
    reordering_json,
)
from penstock.app.service_levels.showing import comparison_lines, text_lines
from penstock.app.tabular import UnfitFileError
from penstock.cli.arguments import FINDINGS, not_found
from penstock.cli.auditing.desk import refused as audited
from penstock.cli.cases.desk import REFUSED, reason_option, refused, said
from penstock.cli.moments import moment_or_now
from penstock.cli.requests import requests_options
from penstock.governance.interconnection.queueing import Reordering
from penstock.governance.interconnection.requests import QueueError
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.kernel.counting import counted

_SHOWN = 5


@click.group("queue")
def command() -> None:
    """Look after the interconnection queue: the same order, checks and dates for everybody.

    Requests stand in interconnection/requests.csv beside the documents, or are the cases of a
    database. Exit codes: 0 when it is done, 1 when it is refused or AES is served faster, 2 when
    the command is used wrongly or a file cannot be followed, 3 when something does not exist.
    """


_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
_AT = click.option(
    "--at",
    callback=moment_or_now,
    metavar="WHEN",
    show_default="now",
    help="As it was at a moment, such as 2026-11-20.",
)


_sources = requests_options(
    who="Who asks, or decides it.",
    database="Where reorderings are kept, and the cases that are requests.",
    usual_file="interconnection/requests.csv, or the cases of the database",
)


@command.command("list")
@_AT
@_JSON
@_sources
def list_(at: datetime, as_json: bool, **sources: Any) -> None:
    """List who waits, in the order of complete applications, with what is due next."""
    with _desk(**sources) as desk:
        positions = desk.queue(at=at)
        if as_json:
            found = queue_json(positions, desk.entries, desk.rules, at=at, owners=desk.owners)
            click.echo(json.dumps(found, indent=2, ensure_ascii=False))
            return
        sheet = queue_sheet(positions, desk.entries, desk.rules, at=at, owners=desk.owners)
        without = [] if any(each.moved for each in positions) else ["Moved"]
        without += [] if desk.owners else ["Owner"]
        lines = text_lines(sheet, without=without) if positions else ["Nobody waits."]
        click.echo("\n".join(lines))
        if incomplete := desk.incomplete(at=at):
            named = ", ".join(incomplete[:_SHOWN]) + (", …" if len(incomplete) > _SHOWN else "")
            number = counted(len(incomplete), "application is", "applications are")
            click.echo(f"\n{number} not complete yet: {named}.")


@command.command("reorder")
@click.argument("request_id", metavar="REQUEST")
@click.option("--before", "before_id", metavar="REQUEST", callback=said, help="In front of this.")
@click.option("--last", is_flag=True, help="Behind all others.")
@reason_option
@_JSON
@_sources
def reorder(
    request_id: str,
    before_id: str | None,
    last: bool,
    reason: str,
    as_json: bool,
    **sources: Any,
) -> None:
    """Give REQUEST another place, with the reason and the person, which are kept for good."""
    if (before_id is None) != last:
        raise click.UsageError("Say where: either --before REQUEST or --last.")
    with audited(), _desk(**sources) as desk:
        move = Reordering(
            request_id=request_id,
            before_id=before_id or "",
            reason=reason,
            person=person_of(sources["person"]),
            at=clock.now(),
        )
        desk.reorder(move)
    if as_json:
        click.echo(json.dumps(reordering_json(move), indent=2, ensure_ascii=False))
    else:
        where = f"in front of {before_id}" if before_id else "behind all others"
        click.echo(f"{request_id} stands {where} since: {reason} ({move.person}).")


@command.command("fairness")
@_AT
@_JSON
@_sources
def fairness(at: datetime, as_json: bool, **sources: Any) -> None:
    """Compare how long AES and third parties wait, and tell who was brought forward."""
    with _desk(**sources) as desk:
        compared, advanced = desk.compared(at=at), desk.advanced(at=at)
        number = len(desk.entries)
    if as_json:
        found = fairness_json(compared, advanced)
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Waiting times of {counted(number, 'request')}, in business time.\n")
        click.echo("\n".join(comparison_lines(compared)) or "Nothing to compare.")
        click.echo("\n".join(["", *(advancement_lines(advanced) or ["Nobody was moved ahead."])]))
    if any(map(is_favoured, compared)):
        sys.exit(FINDINGS)


@contextmanager
def _desk(**sources: Any) -> Iterator[Desk]:
    with not_found(), refused():
        try:
            with opened_desk(**sources) as desk:
                yield desk
        except (UnfitFileError, BeyondCalendarError) as error:
            raise click.UsageError(str(error)) from error
        except QueueError as error:
            click.echo(f"penstock: {error}", err=True)
            sys.exit(REFUSED)
