"""`penstock posting`: what has to be posted, by when, and where it was."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from penstock.cli.cases.desk import Desk, entering, looking, said, tell
from penstock.cli.cases.telling import columns
from penstock.governance.conduct.postings import Posting, PostingKind


@click.group("posting")
def command() -> None:
    """Keep what has to be posted, by when, and where it was.

    A wrongful disclosure, a waiver and a person who goes to the other side are posted where
    everybody can read it; what was read in an emergency is reviewed. Most open by themselves.

    Exit codes: 0 when it is done, 1 when it is refused or something is overdue, 2 when the command
    is used wrongly, 3 when something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("list")
@click.option("--all", "past", is_flag=True, help="Also what was done.")
@click.option("--overdue", is_flag=True, help="Only what is overdue; exit code 1 if there is any.")
@looking
def list_(desk: Desk, past: bool, overdue: bool) -> None:
    """List what has to be posted, what is due first first."""
    with desk.cases() as cases:
        (postings, hidden), now = cases.postings.shown(), cases.now()
    found = [
        each
        for each in postings
        if (past or not each.done_at) and (each.is_overdue(now) or not overdue)
    ]
    for each in hidden:
        tell(f"{each[0].upper()}{each[1:]} are not shown to {desk.person}.")
    if desk.as_json:
        rows = [as_document(each, now) for each in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(lines(found, now)) or "Nothing has to be posted.")
    if overdue and found:
        click.get_current_context().exit(1)


@command.command("add")
@click.option("--kind", type=click.Choice([each.value for each in PostingKind]), required=True)
@click.option("--about", required=True, callback=said, help="What, in words that anybody may read.")
@entering
def add(desk: Desk, kind: str, about: str) -> None:
    """Open a posting by hand, from now on."""
    with desk.cases(create=True) as cases:
        posting = cases.postings.add(PostingKind(kind), about, by=desk.person)
    click.echo(told(posting))


@command.command("done")
@click.argument("posting_id", metavar="ID")
@click.option("--where", required=True, callback=said, help="Where it can be read.")
@entering
def done(desk: Desk, posting_id: str, where: str) -> None:
    """Keep that something was posted, and where it can be read."""
    with desk.cases() as cases:
        posting = cases.postings.done(posting_id, by=desk.person, where=where)
        late = posting.is_overdue(cases.now())
    click.echo(f"{posting.id} was posted{', too late' if late else ''}: {posting.where}")
    if posting.stays_until:
        click.echo(f"It stays there until {_day(posting.stays_until)}.")


def told(posting: Posting) -> str:
    """Return what somebody is told of a posting that was opened."""
    act = "review" if posting.kind is PostingKind.EMERGENCY_REVIEW else "post"
    return f"{posting.id}: {act} by {_moment(posting.due_at)} UTC: {posting.about}"


def lines(postings: Iterable[Posting], now: datetime) -> Iterator[str]:
    """Return postings as lines, what is overdue red on a terminal."""
    return columns(
        (each.id, _state(each, now), each.kind, f"{each.about}{_origin(each)}") for each in postings
    )


def as_document(posting: Posting, now: datetime) -> dict[str, Any]:
    """Return a posting for programs."""
    facts = {"id": posting.id, **asdict(posting), "overdue": posting.is_overdue(now)}
    facts["stays_until"] = posting.stays_until
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in facts.items()
    }


def _state(posting: Posting, now: datetime) -> str:
    late = posting.is_overdue(now)
    if posting.done_at:
        return f"done {_moment(posting.done_at)}{', too late' if late else ''}"
    return f"{'OVERDUE since' if late else 'due'} {_moment(posting.due_at)}"


def _origin(posting: Posting) -> str:
    origin = f" ({posting.origin})" if posting.origin else ""
    return f"{origin}: {posting.where}" if posting.where else origin


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
