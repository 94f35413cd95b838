"""`penstock diff`: what changed between two architectures, in their own words."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from penstock.app.loading import load, load_version
from penstock.architecture.comparing import Change, How, compare
from penstock.cli.arguments import FINDINGS, architecture_option, not_found
from penstock.cli.places import places_below

_SIGNS = {How.ADDED: "+", How.GAINED: "+", How.REMOVED: "-", How.LOST: "-"}


@click.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="[B]", required=False)
@architecture_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--markdown", is_flag=True, help="Print a comment for a pull request.")
@click.option("--exit-code", is_flag=True, help="Leave with 1 when there are differences.")
def command(
    old: str, new: str | None, folder: Path, as_json: bool, markdown: bool, exit_code: bool
) -> None:
    """Tell the difference of A and B, each a folder or a Git revision of the folder.

    Without B, A is compared with the folder as it is now.
    """
    with not_found():
        before = load_version(old, folder=folder).architecture
        after = (load_version(new, folder=folder) if new else load(folder)).architecture
    changes = compare(before, after)
    if as_json:
        click.echo(json.dumps([_as_json(change) for change in changes], indent=2))
    elif markdown:
        click.echo("\n".join(_comment(changes)))
    else:
        earlier = places_below(Path(old) if Path(old).exists() else folder)
        later = places_below(Path(new) if new and Path(new).exists() else folder)
        for change in changes:
            where = later(change.after) if change.after else ""
            where = where or (earlier(change.before) if change.before else "")
            click.echo(f"{_SIGNS.get(change.how, '~')} {change.sentence}  {where}".rstrip())
        click.echo(_summary(changes), err=True)
    if exit_code and changes:
        sys.exit(FINDINGS)


def _summary(changes: tuple[Change, ...]) -> str:
    if not changes:
        return "The two architectures state the same."
    counts = {how: sum(change.how is how for change in changes) for how in How}
    return ", ".join(f"{count} {how}" for how, count in counts.items() if count) + "."


def _comment(changes: tuple[Change, ...]) -> Iterator[str]:
    yield f"**Architecture: {_summary(changes).rstrip('.')}**"
    yield ""
    for change in changes:
        place = change.after or change.before
        where = f" (`{place.document}:{place.line}`)" if place else ""
        yield f"- {change.sentence}{where}"


def _as_json(change: Change) -> dict[str, str | None]:
    return {
        "how": change.how,
        "kind": change.about.kind,
        "id": change.about.id,
        "sentence": change.sentence,
        "before": str(change.before) if change.before else None,
        "after": str(change.after) if change.after else None,
    }
