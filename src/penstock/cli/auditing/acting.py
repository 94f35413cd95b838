"""`penstock audit erase` and `clock`: what changes how the log can be read, or goes on."""

import click

from penstock.cli.auditing.desk import acting, opened, recorded
from penstock.governance.audit.entry import Kind


@click.command("erase")
@click.argument("person")
@acting
def erase(person: str, reason: str, actor: str | None, database: str | None) -> None:
    """Make what the log says of a person unreadable, for good.

    Their key is destroyed, which cannot be undone. The entries stay, under a pseudonym, and the
    chain stays whole; cases, bills and all that lies outside the log are not touched.
    """
    with opened(database) as book:
        entry = recorded(
            Kind.ERASURE, "destroy", "key", actor=actor, purpose="erasure", detail=reason
        )
        position = book.erase(person, recorded=entry)
    click.echo(
        f"The key of {person} is destroyed, and entry {position:,} tells so. What the log says of "
        "them cannot be read any more; copies of the database made before still hold the key."
    )


@click.command("clock")
@acting
def clock(reason: str, actor: str | None, database: str | None) -> None:
    """Let the log go on after a clock that was ahead.

    Entries are refused that are older than the newest one. Where that one is wrong, this records
    who says so and why, and the log goes on from the moment it is now.
    """
    with opened(database) as book:
        entry = recorded(
            Kind.CLOCK, "go on from", "this moment", actor=actor, purpose="clock", detail=reason
        )
        (position,) = book.append([entry])
    click.echo(f"Entry {position:,} tells so; the log goes on from {entry.at:%Y-%m-%d %H:%M:%S}Z.")
