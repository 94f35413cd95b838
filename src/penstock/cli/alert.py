"""`penstock alert`: key metrics that are not as they should be, as tasks of roles."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.cli.alerts.telling import as_document, as_text, history_lines, list_lines
from penstock.cli.arguments import not_found
from penstock.cli.cases.desk import Desk, looking, refused, said

if TYPE_CHECKING:
    from penstock.app.measuring.wishes import Wish


@click.group("alert")
def command() -> None:
    """Look into key metrics that are not as they should be.

    An alert is the task of the role that owns a metric: its newest settled month missed the target,
    or left the limits of its usual variation. It clears by itself when the metric is back.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist.
    """


@command.command("list")
@click.option("--all", "past", is_flag=True, help="Also those that are over.")
@click.option("--mine", is_flag=True, help="Only those of your roles.")
@looking
def list_(desk: Desk, *, past: bool, mine: bool) -> None:
    """List alerts that are not over, the newest first."""
    with desk.cases() as cases:
        roles = cases.alerts.roles_of(desk.person) if mine else frozenset()
        found = [
            each
            for each in cases.alerts.shown()
            if (past or each.is_open) and (not mine or each.role in roles)
        ]
    if desk.as_json:
        click.echo(as_text([as_document(each) for each in found]))
    else:
        click.echo("\n".join(list_lines(found)) or "There is no alert.")


@command.command("show")
@click.argument("alert_id", metavar="ID")
@looking
def show(desk: Desk, alert_id: str) -> None:
    """Show an alert: what is wrong, whose task it is and why, and what became of it."""
    with desk.cases() as cases:
        versions = cases.alerts.history(alert_id)
        alert, register = versions[-1], cases.roster.register()
        holders = register.holders(alert.role, at=cases.now())
    if desk.as_json:
        versions_json = [as_document(each) for each in versions]
        click.echo(as_text({**as_document(alert), "holders": holders, "versions": versions_json}))
    else:
        click.echo("\n".join(history_lines(versions, holders)))


@command.command("claim")
@click.argument("alert_id", metavar="ID")
@looking
def claim(desk: Desk, alert_id: str) -> None:
    """Say that you look into an alert; who has its role may."""
    with desk.cases() as cases:
        alert = cases.alerts.claim(alert_id, by=desk.person)
    click.echo(as_text(as_document(alert)) if desk.as_json else f"{alert.id} is yours.")


@command.command("close")
@click.argument("alert_id", metavar="ID")
@click.option("--found", required=True, callback=said, help="What was found, and what was done.")
@click.option("--reason", required=True, callback=said, help="Why it is over.")
@looking
def close(desk: Desk, alert_id: str, found: str, reason: str) -> None:
    """Close an alert, with what was found and done, and why it is over."""
    with desk.cases() as cases:
        alert = cases.alerts.close(alert_id, by=desk.person, found=found, reason=reason)
    told = f"{alert.id} is closed: {alert.reason}"
    click.echo(as_text(as_document(alert)) if desk.as_json else told)


@command.command("check")
@click.argument("streams", metavar="[STREAM]...", nargs=-1)
@looking
def check(desk: Desk, streams: tuple[str, ...]) -> None:
    """Measure streams, raise alerts and clear them; all streams with key metrics by default.

    Run it as often as figures should be looked at: the same miss in the same month is one alert.
    """
    from penstock.cli.alerts.checking import all_told, check_streams
    from penstock.cli.measuring.opening import require_engine

    require_engine()
    found = check_streams(desk, _wishes(streams, desk.folder))
    if desk.as_json:
        click.echo(as_text([each.as_json() for each in found]))
    else:
        click.echo("\n".join(all_told(found)))


def _wishes(streams: tuple[str, ...], folder: Path | None) -> "list[Wish]":
    from penstock.app.measuring.wishes import every_wish, wished

    with not_found(), refused():
        if not streams:
            return list(every_wish(folder))
        return [wished(each, stage=None, folder=folder) for each in streams]
