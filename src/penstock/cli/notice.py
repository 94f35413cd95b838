"""`penstock notice`: what the roles of a person are told of cases."""

import json
from collections.abc import Sequence

import click

from penstock.cli.cases.desk import Desk, inbox
from penstock.cli.cases.telling import columns
from penstock.delivery.noticing import Notice
from penstock.measurement.alerts.alert import Alert


@click.group("notice")
def command() -> None:
    """Show what your roles are told of cases.

    Who is consulted hears when a stage begins, who is informed when it is closed or sent back, and
    who has to fill a vacancy when a stage cannot be closed for want of its accountable role. Open
    alerts of your roles follow, until they are over.

    Exit codes: 0 when it is done, 1 when the database refuses it, 2 when the command is used
    wrongly, 3 when something that it names does not exist.
    """


_LIMIT = click.option(
    "--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="So many at most."
)


@command.command("list")
@_LIMIT
@inbox
def list_(desk: Desk, limit: int) -> None:
    """List what you have not read yet, the oldest first."""
    _print(desk, *_unread(desk, limit=limit))


@command.command("read")
@_LIMIT
@inbox
def read(desk: Desk, limit: int) -> None:
    """List what you have not read yet, and mark it as read."""
    _print(desk, *_unread(desk, limit=limit, mark=True))


def _unread(
    desk: Desk, *, limit: int, mark: bool = False
) -> tuple[Sequence[Notice], Sequence[Alert]]:
    """Return what somebody has not read, and the open alerts of their roles."""
    with desk.cases() as cases:
        noticing = cases.noticing
        assert noticing is not None, "a database that was opened knows its people"
        found = noticing.unread(desk.person, limit=limit)
        if mark:
            noticing.notices.mark_read(found, person=desk.person, at=cases.now())
        alerts = cases.alerts.of_person(desk.person)
        is_known = cases.roster.register().knows(desk.person)
    if not is_known:
        raise click.UsageError(
            f"{desk.person} is not in the register of people, so no role is theirs. "
            "See 'penstock people appoint'."
        )
    return found, alerts


def _print(desk: Desk, found: Sequence[Notice], alerts: Sequence[Alert]) -> None:
    if desk.as_json:
        rows = [
            {**{name: getattr(each, name) for name in Notice.__slots__}, "at": each.at.isoformat()}
            for each in found
        ]
        rows += map(_as_notice, alerts)
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    told = [(each.at, str(each.kind), each.sentence) for each in found]
    told += [(each.raised_at, each.id, each.sentence) for each in alerts]
    rows_of_text = ((f"{at:%Y-%m-%d %H:%M}", kind, sentence) for at, kind, sentence in told)
    click.echo("\n".join(columns(rows_of_text)) or "There is nothing new for you.")


def _as_notice(alert: Alert) -> dict[str, object]:
    return {
        "alert": alert.id,
        "role": alert.role,
        "kind": "alert",
        "stage_id": alert.stage_id,
        "at": alert.raised_at.isoformat(),
        "sentence": alert.sentence,
    }
