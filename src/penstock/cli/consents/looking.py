"""`penstock consent list`, `show` and `text`: what a customer has agreed to."""

import json

import click

from penstock.cli.cases.desk import Desk, looking, said, tell
from penstock.cli.consents.desk import consent_argument, consents
from penstock.cli.consents.telling import (
    as_dict,
    delivered_as_dict,
    list_lines,
    shown_lines,
)
from penstock.governance.consent.espi import authorization, unsaid


@click.command("list")
@click.argument("customer", callback=said)
@looking
def list_(desk: Desk, customer: str) -> None:
    """List what CUSTOMER has agreed to, as far as it concerns the side that you act for."""
    with consents(desk) as consenting:
        found = consenting.of_customer(customer)
        now = consenting.keeping.now()
    if desk.as_json:
        click.echo(json.dumps([as_dict(each) for each in found], indent=2, ensure_ascii=False))
        return
    nothing = f"There is no consent of {customer} that may be shown to you."
    click.echo("\n".join(list_lines(found, now=now)) or nothing)


@click.command("show")
@consent_argument
@click.option("--espi", is_flag=True, help="Print it as an Authorization of Green Button instead.")
@looking
def show(desk: Desk, consent_id: str, espi: bool) -> None:
    """Show a consent: what it says, all its versions, and what was delivered under it."""
    with consents(desk) as consenting:
        versions, now = consenting.versions(consent_id), consenting.keeping.now()
        latest = versions[-1]
        if espi:
            click.echo(authorization(latest, at=now))
            for each in sorted(unsaid(latest)):
                tell(f"Green Button has no word for {each}, so the Authorization leaves it out.")
            return
        delivered = consenting.delivered(latest)
    if desk.as_json:
        document = {
            "versions": [as_dict(each) for each in versions],
            "delivered": [delivered_as_dict(each) for each in delivered],
        }
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(shown_lines(versions, delivered, now=now)))


@click.command("text")
@consent_argument
@click.option("--version", type=click.IntRange(1), help="Not the newest version, but this.")
@looking
def text(desk: Desk, consent_id: str, version: int | None) -> None:
    """Print what the customer agreed to, byte for byte, checked by its fingerprint."""
    with consents(desk) as consenting:
        content = consenting.text(consent_id, version=version)
    if desk.as_json:
        click.echo(json.dumps({"id": consent_id, "text": content.decode()}, ensure_ascii=False))
        return
    click.echo(content, nl=False)
