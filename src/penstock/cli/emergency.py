"""`penstock emergency`: two people open what is closed, for a while; a third looks back at it."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

import click

from penstock.cli.cases.desk import Desk, entering, looking, reason_option, said
from penstock.cli.cases.telling import columns
from penstock.governance.conduct.emergencies import Declared


@click.group("emergency")
def command() -> None:
    """Open for a while what is closed otherwise, by two people, and review what was read.

    Whoever has to keep the grid up may have to see what they never see: 'penstock case read …
    --emergency ID'. Each reading is on record, and the first one opens a review.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("declare")
@reason_option
@click.option(
    "--hours",
    type=click.FloatRange(0, 24, min_open=True),
    default=24,
    show_default=True,
    help="How long it holds, from now on.",
)
@click.option(
    "--confirmed-by",
    "second",
    metavar="NAME",
    default="",
    help="The second person, where both are here.",
)
@entering
def declare(desk: Desk, reason: str, hours: float, second: str) -> None:
    """Declare an emergency; it opens nothing until a second person confirms it."""
    with desk.cases() as cases:
        emergency = cases.emergencies.declare(
            reason, by=desk.person, lasts=timedelta(hours=hours), second=second
        )
    click.echo(_told(emergency))


@command.command("confirm")
@click.argument("emergency_id", metavar="ID")
@entering
def confirm(desk: Desk, emergency_id: str) -> None:
    """Confirm an emergency that somebody else declared."""
    with desk.cases() as cases:
        emergency = cases.emergencies.confirm(emergency_id, by=desk.person)
    click.echo(_told(emergency))


@command.command("review")
@click.argument("emergency_id", metavar="ID")
@click.option("--finding", required=True, callback=said, help="What you found.")
@entering
def review(desk: Desk, emergency_id: str, finding: str) -> None:
    """Keep what you found in what was read; the emergency is over with that."""
    with desk.cases() as cases:
        emergency = cases.emergencies.review(emergency_id, by=desk.person, finding=finding)
    click.echo(f"{emergency.id} is over, and reviewed by {emergency.reviewed_by}.")


@command.command("list")
@looking
def list_(desk: Desk) -> None:
    """List emergencies, by their numbers."""
    with desk.cases() as cases:
        found, now = cases.emergencies.shown(), cases.now()
    if desk.as_json:
        rows = [{"id": each.id, **asdict(each), "holds": each.holds(now)} for each in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False, default=datetime.isoformat))
        return
    rows_of_text = (_row(each, now) for each in found)
    click.echo("\n".join(columns(rows_of_text)) or "There was no emergency.")


def _told(emergency: Declared) -> str:
    until = f"{emergency.end:%Y-%m-%d %H:%M} UTC"
    if emergency.confirmed_by:
        return f"{emergency.id} holds until {until}."
    return (
        f"{emergency.id} opens nothing yet: somebody else confirms it with 'penstock emergency "
        f"confirm {emergency.id}'. It would hold until {until}."
    )


def _row(emergency: Declared, now: datetime) -> tuple[str, ...]:
    people = " and ".join(filter(None, (emergency.declared_by, emergency.confirmed_by)))
    used = f"read by {', '.join(emergency.used_by)}" if emergency.used_by else "nothing was read"
    return emergency.id, _state(emergency, now), people, f"{emergency.reason}; {used}"


def _state(emergency: Declared, now: datetime) -> str:
    if emergency.reviewed_by:
        return f"reviewed by {emergency.reviewed_by}"
    until = f"{emergency.end:%Y-%m-%d %H:%M}"
    if now >= emergency.end:
        return f"over since {until}{', to be reviewed' if emergency.used_by else ''}"
    return f"{'holds' if emergency.confirmed_by else 'not confirmed,'} until {until}"
