"""`penstock token`: by these, programs act for somebody over the HTTP API."""

import json
from datetime import timedelta

import click

from penstock.cli.cases.desk import Desk, looking, said
from penstock.cli.cases.telling import columns
from penstock.governance.identity.tokens import LONGEST, Scope, Token

_DAYS = 90


@click.group("token")
def command() -> None:
    """Make tokens, by which programs act for you over the HTTP API.

    A program with a token may do what you may, or only read it. The token is told once and kept as
    a hash alone; it ends by itself, when you end it, and when you have no role any more.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("create")
@click.argument("name", callback=said)
@click.option(
    "--scope",
    type=click.Choice([each.value for each in Scope]),
    default=Scope.READ.value,
    show_default=True,
    help="Whether it may do more than read.",
)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST.days),
    default=_DAYS,
    show_default=True,
    help="How long it lasts.",
)
@looking
def create(desk: Desk, name: str, scope: str, days: int) -> None:
    """Make a token for the program called NAME, and print it: it is told this once."""
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        made = signing_in_to(cases).tokens.make(
            desk.person, name=name, scope=Scope(scope), lasts=timedelta(days=days)
        )
    if desk.as_json:
        click.echo(json.dumps({**_plain(made.token), "token": made.text}, ensure_ascii=False))
        return
    token = made.token
    click.echo(f"{token.id} for {desk.person} ({token.scope}), until {token.ends_at:%Y-%m-%d}:")
    click.echo(made.text)


@command.command("list")
@looking
def list_(desk: Desk) -> None:
    """List your tokens: what each is for, what it may do, and when it was used last."""
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        found = signing_in_to(cases).tokens.of_person(desk.person)
    if desk.as_json:
        click.echo(json.dumps([_plain(each) for each in found], indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(columns(_row(each) for each in found)) or "You have no token.")


@command.command("end")
@click.argument("token", callback=said)
@looking
def end(desk: Desk, token: str) -> None:
    """End a TOKEN of yours, by the name that the list tells."""
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        ended = signing_in_to(cases).tokens.end(desk.person, token)
    click.echo(f"{ended.id} ({ended.name}) lets no program in any more.")


def _row(token: Token) -> tuple[str, ...]:
    used = f"used {token.used_at:%Y-%m-%d %H:%M}Z" if token.used_at else "never used"
    return token.id, token.name, token.scope, f"until {token.ends_at:%Y-%m-%d}", used


def _plain(token: Token) -> dict[str, object]:
    return {
        "id": token.id,
        "name": token.name,
        "scope": token.scope,
        "made_at": token.made_at.isoformat(),
        "ends_at": token.ends_at.isoformat(),
        "used_at": token.used_at.isoformat() if token.used_at else None,
    }
