"""`penstock campaign`: what campaigns cost and brought, and whom they may write to."""

import json
from dataclasses import asdict

import click

from penstock.cli.cases.desk import Desk, looking
from penstock.cli.cases.refusing import REFUSED, tell
from penstock.kernel.counting import counted

_AES_ITEMS = ("Inquiries", "Customer inquiry")


@click.group("campaign")
def command() -> None:
    """Look after campaigns: what they cost and brought, and whom they may write to.

    Exit codes: 0 when it is told, 1 when it is refused or a file cannot be followed, 2 when the
    command is used wrongly, 3 when something that it names does not exist, 4 when the boundary
    denies it.
    """


@command.command("list")
@looking
def list_(desk: Desk) -> None:
    """List the campaigns with budget, spending, leads, contracts and return."""
    from penstock.app.marketing.returns import campaigns_of, returns_of
    from penstock.streams.ncv_01_smart_home.selling_ports import UnusableOfferingError

    with desk.cases() as cases:
        try:
            campaigns, today = campaigns_of(cases, folder=desk.folder)
            found = returns_of(cases, campaigns, on=today)
        except UnusableOfferingError as error:
            tell(str(error))
            raise click.exceptions.Exit(REFUSED) from error
    if desk.as_json:
        told = [asdict(each) | {"return_percent": _text(each.return_percent)} for each in found]
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for each in found:
        percent = "unknown" if each.return_percent is None else f"{each.return_percent} %"
        click.echo(
            f"{each.campaign}  {each.name}: {_dollars(each.spent_cents)} of "
            f"{_dollars(each.budget_cents)} spent, {_dollars(each.left_cents)} left; "
            f"{counted(each.inquiries, 'inquiry', 'inquiries')}, {counted(each.leads, 'lead')}, "
            f"{counted(each.contracts, 'contract')} with a margin of "
            f"{_dollars(each.margin_cents)}, a return of {percent}"
        )


@command.command("audience")
@click.option(
    "--by",
    "items",
    multiple=True,
    metavar="ITEM",
    default=_AES_ITEMS,
    show_default=True,
    help="An information item by which somebody belongs to it; several may be named.",
)
@looking
def audience(desk: Desk, items: tuple[str, ...]) -> None:
    """Tell whom AES may write to, for marketing, by what cases hold.

    The boundary is asked for each case. What AES has of its own counts, unless devices told it;
    what the utility has counts under a live consent for marketing alone.
    """
    from penstock.app.marketing.audience import NobodyAsksError, audience_of

    with desk.cases() as cases:
        try:
            found = audience_of(cases, items)
        except NobodyAsksError as error:
            tell(str(error))
            raise click.exceptions.Exit(REFUSED) from error
    if desk.as_json:
        click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
        return
    for each in found.members:
        click.echo(f"{each.customer}  {each.premise}  by “{each.item}” of {each.case_id}")
    click.echo(f"{len(found.members)} may be written to.")
    if found.left_out:
        click.echo(f"{found.left_out} of AES's own cases were left out: no consent for marketing.")


def _dollars(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}${abs(cents) / 100:,.2f}"


def _text(percent: object) -> str | None:
    return None if percent is None else str(percent)
