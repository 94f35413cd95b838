"""`penstock consent give`, `narrow`, `widen`, `revoke` and `move-out`."""

import json
from datetime import datetime
from typing import Any

import click

from penstock.app.cases.opening import database_of, is_there
from penstock.app.consenting import Consenting, Terms, Wish
from penstock.app.consenting.rehearsing import rehearse
from penstock.app.consenting.wording import sentence, standing
from penstock.cli.cases.desk import Desk, opening, said
from penstock.cli.consents.desk import (
    consent_argument,
    consents,
    key_of,
    proof_of,
    proving,
    refused,
    terms,
)
from penstock.cli.consents.telling import as_dict, follow_up
from penstock.cli.moments import moment
from penstock.governance.consent.consent import Consent


@click.command("give")
@click.argument("customer", callback=said)
@click.option("--premise", required=True, callback=said, help="The service address.")
@click.option("--account", required=True, callback=said, help="The account.")
@click.option(
    "--to",
    "grantee",
    required=True,
    callback=said,
    metavar="WHO",
    help="Who may know: regulated, non-regulated, or the id of another company.",
)
@click.option(
    "--from",
    "start",
    callback=moment,
    metavar="WHEN",
    show_default="when it was given",
    help="The first moment at which it holds.",
)
@terms(required=True)
@proving
@opening
def give(desk: Desk, **chosen: Any) -> None:
    """Keep what CUSTOMER has agreed to, with the text that they agreed to.

    Nothing is filled in for the customer: who may know what, of which premise and account, what
    for and until when is said each time.
    """
    proof, wish = proof_of(chosen), Wish(**chosen)
    if not is_there(database_of(desk.database)):
        with refused():
            rehearse(wish, proof, by=desk.person, folder=desk.folder)
    with consents(desk, create=True) as consenting:
        consent = consenting.give(wish, proof, key=key_of(desk))
    _tell(desk, consent, f"{consent.id}: {sentence(consent)}")


@click.command("narrow")
@consent_argument
@terms(required=False)
@click.option("--reason", default="", help="Why; nobody has to say anything.")
@opening
def narrow(
    desk: Desk,
    consent_id: str,
    data_classes: frozenset[str],
    purposes: frozenset[str],
    end: datetime | None,
    reason: str,
) -> None:
    """Let a consent say less, at once: what is named remains, what is not named stays as it is."""
    if not (data_classes or purposes or end):
        raise click.UsageError("Say what remains: --data, --purpose or --until.")
    less = Terms(data_classes=data_classes or None, purposes=purposes or None, end=end)
    with consents(desk) as consenting:
        consent = consenting.narrow(consent_id, less, key=key_of(desk), reason=reason)
    _stop(desk, consent)
    _tell(desk, consent, _now_says(consent))


@click.command("widen")
@consent_argument
@terms(required=True)
@proving
@opening
def widen(desk: Desk, consent_id: str, **chosen: Any) -> None:
    """Keep a new act of the customer, by which a consent says more.

    All that it covers from now on is named, as in the text that the customer has read.
    """
    proof, wish = proof_of(chosen), Terms(**chosen)
    with consents(desk) as consenting:
        consent = consenting.widen(consent_id, wish, proof, key=key_of(desk))
    _tell(desk, consent, _now_says(consent))


@click.command("revoke")
@consent_argument
@click.option("--reason", default="", help="What the customer said; nobody has to say anything.")
@opening
def revoke(desk: Desk, consent_id: str, reason: str) -> None:
    """Take a consent back; the next decision goes by it, and a reading under way stops."""
    with consents(desk) as consenting:
        consent = consenting.revoke(consent_id, key=key_of(desk), reason=reason)
        told = _ended(desk, consenting, consent)
    _stop(desk, consent)
    _tell(desk, consent, *told)


@click.command("move-out")
@click.argument("customer", callback=said)
@click.argument("premise", callback=said)
@click.option("--at", callback=moment, metavar="WHEN", show_default="now", help="When they leave.")
@opening
def move_out(desk: Desk, customer: str, premise: str, at: datetime | None) -> None:
    """End all consents of CUSTOMER about a PREMISE that they leave; whoever follows gives none."""
    with consents(desk) as consenting:
        ended = consenting.move_out(customer, premise, at=at, key=key_of(desk))
        told = [line for each in ended for line in _ended(desk, consenting, each)]
    _stop(desk, *ended)
    if desk.as_json:
        click.echo(json.dumps([as_dict(each) for each in ended], indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(told))


def _ended(desk: Desk, consenting: Consenting, consent: Consent) -> tuple[str, ...]:
    """Return how a consent ended, and what was delivered under it before."""
    if desk.as_json:
        return ()
    state = standing(consent, now=consenting.keeping.now())
    return f"{consent.id}: {state}.", follow_up(consent, consenting.delivered(consent))


def _stop(desk: Desk, *consents: Consent) -> None:
    """Put on hold what rests on consents that say less now; whose, is told to nobody here."""
    from penstock.app.interconnection.stopping import stop_unconsented  # slow to import

    with desk.cases(by_program=True) as cases:
        for customer in {each.customer for each in consents}:
            stop_unconsented(cases, customer)


def _now_says(consent: Consent) -> str:
    return f"{consent.id}, version {consent.version}: {sentence(consent)}"


def _tell(desk: Desk, consent: Consent, *lines: str) -> None:
    if desk.as_json:
        click.echo(json.dumps(as_dict(consent), indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(lines))
