"""`penstock account`: who may sign in, and how they choose their first password."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from penstock.cli.cases.desk import Desk, entering, looking, reason_option, said
from penstock.cli.cases.telling import columns
from penstock.governance.identity.accounts import Account
from penstock.governance.identity.sessions import Session
from penstock.governance.identity.tokens import Token

if TYPE_CHECKING:
    from penstock.app.administering import Administering
    from penstock.app.cases import Cases


@click.group("account")
def command() -> None:
    """Let people of the register sign in, and close their accounts.

    The register of people tells what somebody may do; an account only lets them in. The first one
    is that of somebody who enters people; they let in all others.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("invite")
@click.argument("person", callback=said)
@entering
def invite(desk: Desk, person: str) -> None:
    """Let PERSON sign in: print the address at which they choose a password, once.

    The address is told this once, works once, and ends after three days.
    """
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        invited = signing_in_to(cases).accounts(desk.person).invite(person, by=desk.person)
    _tell(person, invited.path, invited.invitation.ends_at)


@command.command("reset")
@click.argument("person", callback=said)
@entering
def reset(desk: Desk, person: str) -> None:
    """Take the password of PERSON away, end their sessions, and invite them anew."""
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        invited = signing_in_to(cases).accounts(desk.person).reset(person, by=desk.person)
    _tell(person, invited.path, invited.invitation.ends_at)


@command.command("list")
@looking
def list_(desk: Desk) -> None:
    """List the accounts: who can sign in, who was invited, who signed in when."""
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        found = signing_in_to(cases).accounts(desk.person).shown()
    if desk.as_json:
        click.echo(json.dumps([_plain(each) for each in found], indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(columns(_row(each) for each in found)) or "Nobody has an account.")


@command.command("end")
@click.argument("person", callback=said)
@reason_option
@entering
def end(desk: Desk, person: str, reason: str) -> None:
    """Close the account of PERSON: sessions, tokens and passkeys end with it."""
    from penstock.app.signing_in import signing_in_to

    with desk.cases() as cases:
        accounts = signing_in_to(cases).accounts(desk.person)
        accounts.end(person, by=desk.person, reason=reason)
    click.echo(f"{person} signs in no more, and nothing of theirs is open.")


@command.command("access")
@looking
def access(desk: Desk) -> None:
    """List where people are signed in, and by which tokens programs act for them."""
    with desk.cases() as cases:
        people = _administering(desk, cases).everybody()
    found: list[Session | Token] = []
    for person in people:
        found += (*person.sessions, *person.tokens)
    if desk.as_json:
        plain = [{"id": e.id, "person": e.person, "ends_at": e.ends_at.isoformat()} for e in found]
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    nothing = "Nobody is signed in, and nobody has a token."
    click.echo("\n".join(columns(map(_open, found))) or nothing)


@command.command("end-access")
@click.argument("name", metavar="ID", callback=said)
@click.option("--of", "person", required=True, callback=said, help="Whose it is.")
@reason_option
@entering
def end_access(desk: Desk, name: str, person: str, reason: str) -> None:
    """End the session or the token ID of somebody; it counts no more from now on."""
    with desk.cases() as cases:
        people = _administering(desk, cases)
        end = people.end_token if name.startswith("TOKEN-") else people.end_session
        end(name, of=person, reason=reason)
    click.echo(f"{name} of {person} is ended.")


def _administering(desk: Desk, cases: "Cases") -> "Administering":
    from penstock.app.administering import Administering
    from penstock.app.signing_in import signing_in_to

    return Administering(roster=cases.roster, signing_in=signing_in_to(cases), person=desk.person)


def _open(each: Session | Token) -> tuple[str, str, str]:
    if isinstance(each, Session):
        return each.id, each.person, f"by {each.by}, used {each.seen_at:%Y-%m-%d %H:%M}Z"
    used = f"{each.used_at:%Y-%m-%d %H:%M}Z" if each.used_at else "never"
    return each.id, each.person, f"{each.name} ({each.scope}), used {used}"


def _tell(person: str, path: str, ends_at: datetime) -> None:
    click.echo(f"{person} chooses a password here until {ends_at:%Y-%m-%d %H:%M}Z, once:")
    click.echo(path)


def _row(account: Account) -> tuple[str, ...]:
    last = account.signed_in_at
    seen = f"signed in {last:%Y-%m-%d %H:%M}Z" if last else f"made by {account.made_by}"
    why = f"by {account.ended_by}: {account.reason}" if account.ended_by else seen
    return account.person, account.state, why


def _plain(account: Account) -> dict[str, object]:
    moments = {
        name: each.isoformat() if each else None
        for name in ("made_at", "password_set_at", "signed_in_at", "ended_at")
        for each in (getattr(account, name),)
    }
    words = {name: getattr(account, name) for name in ("made_by", "ended_by", "reason")}
    return {"person": account.person, "state": account.state, **words, **moments}
