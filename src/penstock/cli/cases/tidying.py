"""`penstock case tidy`: clear what no case needs any more."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta

import click

from penstock.app.cases.tidying import Leftovers, cleared, leftovers
from penstock.cli.cases.desk import Desk, tending

_KEPT_DAYS = 30


@click.command("tidy")
@click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=_KEPT_DAYS,
    show_default=True,
    help="Leave what is younger.",
)
@click.option("--apply", is_flag=True, help="Clear it.")
@tending
def tidy(desk: Desk, days: int, apply: bool) -> None:
    """Tell what no case needs any more, and clear it with --apply.

    That is timers that fired or were cancelled, and contents that were handed in but never
    recorded. The log is not touched, nor anything that it refers to.
    """
    with desk.whole("clearing of leftovers") as cases:
        before = cases.now() - timedelta(days=days)
        found = (cleared if apply else leftovers)(cases, before=before)
    if desk.as_json:
        document = {"before": before.isoformat(), "applied": apply, **asdict(found)}
        click.echo(json.dumps(document, indent=2))
        return
    click.echo("\n".join(_lines(found, days=days, is_done=apply)))


def _lines(found: Leftovers, *, days: int, is_done: bool) -> Iterator[str]:
    age = f"{days} days" if days > 1 else "a day"
    yield f"Timers that fired or were cancelled, older than {age}: {found.timers}"
    if found.are_shared:
        yield "Contents: left, as other databases may keep theirs in the same folder"
    else:
        size = f"{found.size_bytes / 1024:,.0f} KiB"
        yield f"Contents that no log refers to, older than {age}: {found.contents}, {size}"
    if not (found.timers or found.contents):
        yield "There is nothing to clear."
    elif is_done:
        yield "They were cleared."
    else:
        yield "Nothing was changed; --apply clears them."
