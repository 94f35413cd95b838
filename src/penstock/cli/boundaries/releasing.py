"""`penstock boundary release` and `releases`: totals over many customers, and what made them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

from penstock.cli.arguments import DENIED
from penstock.cli.boundaries.desk import council
from penstock.cli.cases.desk import Desk, looking, said, tell
from penstock.cli.cases.telling import columns
from penstock.kernel.counting import counted

if TYPE_CHECKING:
    from penstock.app.releasing import Releases, Shown


@click.command("release")
@click.argument("stream")
@click.argument("item")
@click.option(
    "--value", required=True, metavar="NAME", callback=said, help="The number in the item's JSON."
)
@looking
def release(desk: Desk, stream: str, item: str, value: str) -> None:
    """Give out the total of a number that an ITEM holds, over all cases of a STREAM.

    It is given out when nobody can be recognised in it, alone or together with earlier totals.
    """
    from penstock.app.releasing import NotReleasedError

    with _releases(desk) as releases:
        try:
            shown = releases.release(stream, item, value)
        except NotReleasedError as error:
            tell(str(error))
            click.get_current_context().exit(DENIED)
    click.echo(_as_json([shown]) if desk.as_json else "\n".join(_whole(shown)))


@click.command("releases")
@click.argument("release_id", metavar="[ID]", default="")
@looking
def releases(desk: Desk, release_id: str) -> None:
    """List totals that were given out, or show one with what it was made of."""
    with _releases(desk) as found:
        listed = [found.named(release_id)] if release_id else list(found.all())
    if desk.as_json:
        click.echo(_as_json(listed))
    elif release_id:
        click.echo("\n".join(_whole(listed[0])))
    else:
        click.echo("\n".join(columns(map(_row, listed))) or "No total was given out.")


@contextmanager
def _releases(desk: Desk) -> Iterator["Releases"]:
    from penstock.app.releasing import Releases

    with council(desk.folder), desk.cases() as cases:
        if cases.door is None:
            raise click.UsageError("A total is given out from a database that is kept.")
        yield Releases(cases=cases, door=cases.door)


def _row(shown: "Shown") -> tuple[str, ...]:
    each = shown.released
    over = counted(each.customers, "customer")
    return each.id, f"{each.released_at:%Y-%m-%d %H:%M}", f"to {each.to}", each.measure, over


def _whole(shown: "Shown") -> Iterator[str]:
    each = shown.released
    over = counted(each.customers, "customer")
    yield f"{each.id}: {each.measure} is {each.total}, over {over}."
    when = f"{each.released_at:%Y-%m-%d %H:%M} UTC"
    yield f"  given to   {each.to}, by {each.released_by}, {when}"
    yield f"  allowed by {each.rule}, policies {each.policy_sha256[:16]}"
    if not shown.is_whole:
        yield "  made of    what is not shown to you"
    for part in each.parts:
        yield f"  made of    {part.case_id}: {part.item} version {part.version}  {part.sha256[:16]}"


def _as_json(listed: list["Shown"]) -> str:
    rows = []
    for shown in listed:
        facts = asdict(shown.released)
        for part in facts["parts"]:
            del part["unit"]
        if not shown.is_whole:
            del facts["parts"]
        rows.append({"id": shown.released.id, **facts})
    return json.dumps(rows, indent=2, ensure_ascii=False, default=datetime.isoformat)
