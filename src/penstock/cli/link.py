"""`penstock link`: addresses by which customers see their case, each for one purpose."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

import click

from penstock.app.links import PURPOSES, Links, PersonalLink
from penstock.cli.cases.desk import Desk, case_argument, looking, reason_option, said
from penstock.cli.cases.telling import columns

_DAYS = 30


@click.group("link")
def command() -> None:
    """Make personal links, by which a customer sees their project or a proposal.

    Whoever has the address sees what it opens. It is told once, kept as a hash alone, ends by
    itself, and can be taken back.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("make")
@case_argument
@click.option(
    "--opens",
    "opens",
    type=click.Choice(list(PURPOSES)),
    default=next(iter(PURPOSES)),
    show_default=True,
    help="What it opens.",
)
@click.option("--to", "person", required=True, callback=said, help="The customer it is for.")
@click.option(
    "--days",
    type=click.IntRange(1, 730),
    default=_DAYS,
    show_default=True,
    help="How long it opens it.",
)
@looking
def make(desk: Desk, case_id: str, opens: str, person: str, days: int) -> None:
    """Make a link, and print its address behind the name of the server."""
    with desk.cases() as cases:
        case = cases.case(case_id)
        made = Links(records=cases.store.records, now=cases.now).make(
            case.case_id,
            purpose=opens,
            person=person,
            by=desk.person,
            lasts=timedelta(days=days),
        )
    if desk.as_json:
        click.echo(json.dumps({**_plain(made.link), "path": made.path}, ensure_ascii=False))
        return
    click.echo(f"{made.link.id} for {person}, open until {made.link.expires_at:%Y-%m-%d %H:%M}Z:")
    click.echo(made.path)


@command.command("list")
@case_argument
@looking
def list_(desk: Desk, case_id: str) -> None:
    """List the links of a case; their addresses are kept nowhere."""
    with desk.cases() as cases:
        case = cases.case(case_id)
        found = Links(records=cases.store.records, now=cases.now).of_case(case.case_id)
        now = cases.now()
    if desk.as_json:
        rows = [{**_plain(each), "state": each.state(now)} for each in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(columns(_row(each, now) for each in found)) or "There is no link.")


@command.command("revoke")
@case_argument
@click.argument("name", metavar="LINK")
@reason_option
@looking
def revoke(desk: Desk, case_id: str, name: str, reason: str) -> None:
    """Take a link of a case back; it opens nothing from then on."""
    with desk.cases() as cases:
        links = Links(records=cases.store.records, now=cases.now)
        case = cases.case(case_id)
        link = links.revoke(case.case_id, name, by=desk.person, reason=reason)
    click.echo(f"{link.id} opens nothing more.")


def _row(link: PersonalLink, now: datetime) -> tuple[str, ...]:
    state = link.state(now)
    until = f"until {link.expires_at:%Y-%m-%d %H:%M}Z"
    why = f"by {link.revoked_by}: {link.reason}" if state == "revoked" else until
    return link.id, link.purpose, link.person, state, why


def _plain(link: PersonalLink) -> dict[str, object]:
    fields = asdict(link)
    del fields["secret_sha256"]
    moments = {
        name: each.isoformat() for name, each in fields.items() if hasattr(each, "isoformat")
    }
    return {"id": link.id, **fields, **moments}
