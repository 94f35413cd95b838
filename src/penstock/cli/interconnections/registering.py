"""`penstock interconnection register`, `parties` and `close`: third parties that may apply."""

import click

from penstock.cli.cases.desk import Desk, opening, reason_option, said
from penstock.cli.cases.telling import columns
from penstock.cli.interconnections.window import refused


@click.command("register")
@click.argument("code", metavar="CODE")
@click.option("--name", required=True, callback=said, help="What people call it.")
@opening
def register(desk: Desk, code: str, name: str) -> None:
    """Register a third party, and print the token by which it applies; it is kept nowhere."""
    with refused(), desk.cases(create=True) as cases:
        from penstock.app.interconnection.register import Register

        registered = Register(cases=cases).register(code, name, by=desk.person)
    click.echo(registered.token)


@click.command("parties")
@opening
def parties(desk: Desk) -> None:
    """List the third parties that may apply, and those that may no more."""
    with refused(), desk.cases() as cases:
        from penstock.app.interconnection.register import Register

        found = Register(cases=cases).all()
    rows = [
        (each.code, each.name, f"closed: {each.reason}" if each.closed_by else "open")
        for each in found
    ]
    click.echo("\n".join(columns(rows)) or "No third party is registered.")


@click.command("close")
@click.argument("code", metavar="CODE")
@reason_option
@opening
def close(desk: Desk, code: str, reason: str) -> None:
    """Let a third party in no more; its requests stay."""
    with refused(), desk.cases() as cases:
        from penstock.app.interconnection.register import Register

        party = Register(cases=cases).close(code, by=desk.person, reason=reason)
    click.echo(f"{party.code} is let in no more.")
