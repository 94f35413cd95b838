"""`penstock audit log` and `who`: what the log says; that somebody read it is recorded first."""

import json

import click

from penstock.cli.auditing.desk import opened, reading, recorded
from penstock.cli.auditing.telling import as_dict, lines, summary
from penstock.governance.audit.entry import Kind
from penstock.governance.audit.ports import Asked

_limit = click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="A page."
)


@click.command("log")
@click.option(
    "--after",
    type=click.IntRange(0),
    metavar="N",
    show_default="the newest entries",
    help="The page behind this entry; 0 for the first.",
)
@_limit
@reading
def log(
    after: int | None,
    limit: int,
    purpose: str,
    actor: str | None,
    database: str | None,
    as_json: bool,
) -> None:
    """Show entries, and record the reading first."""
    asked = Asked(after=after or 0, newest=after is None, limit=limit)
    with opened(database) as book:
        entry = recorded(Kind.LOG_READ, "read", actor=actor, purpose=purpose)
        told = book.read(asked, recorded=entry)
    if as_json:
        click.echo(json.dumps([as_dict(each) for each in told], indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(lines(told)) or "There is no such entry.")
    if after is not None and len(told) == limit:
        click.echo(f"There may be more: --after {told[-1].position}", err=True)


@click.command("who")
@click.argument("customer")
@click.option("--after", type=click.IntRange(0), default=0, metavar="N", help="Behind this entry.")
@_limit
@reading
def who(
    customer: str,
    after: int,
    limit: int,
    purpose: str,
    actor: str | None,
    database: str | None,
    as_json: bool,
) -> None:
    """Tell who read what of a customer, and who was denied it.

    The customer is named as the company's systems do, by a number for instance. It is what a
    customer is told who asks; the reading is recorded first.
    """
    with opened(database) as book:
        entry = recorded(Kind.LOG_READ, "read", actor=actor, purpose=purpose, subject=customer)
        asked = Asked(after=after, limit=limit, subject=customer)
        told = book.read(asked, recorded=entry)
    if as_json:
        click.echo(json.dumps([as_dict(each) for each in told], indent=2, ensure_ascii=False))
        return
    is_part = after > 0 or len(told) == limit
    click.echo("\n".join([summary(customer, told, is_part=is_part), *lines(told)]))
    if len(told) == limit:
        click.echo(f"There may be more: --after {told[-1].position}", err=True)
