"""`penstock audit verify` and `head`: whether the log is as it was written."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from penstock.app.cases.opening import database_of
from penstock.cli.arguments import FINDINGS
from penstock.cli.auditing.desk import database_option, json_option, opened, refused
from penstock.kernel.counting import counted

if TYPE_CHECKING:
    from penstock.app.auditing import Verified


@click.command("verify")
@click.option(
    "--head",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Hold the log against a head that had left the machine.",
)
@json_option
@database_option
def verify(files: tuple[Path, ...], as_json: bool, database: str | None) -> None:
    """Tell whether the log is as it was written and signed.

    Changed, removed, exchanged, added and cut off entries are found. Whoever has the database and
    the key file could write another log and sign it; a head that was kept elsewhere finds that,
    too. Verifying shows no entry, and is not recorded.
    """
    from penstock.app.auditing.verifying import read_head, verify_log
    from penstock.governance.audit.heads import NoHeadError

    with refused():
        try:
            outside = {str(file): read_head(file) for file in files}
        except NoHeadError as error:
            raise click.UsageError(str(error)) from error
        found = verify_log(database_of(database), outside=outside)
    click.echo(_as_json(found) if as_json else "\n".join(_lines(found)))
    if found.head and found.trusted == "log" and not as_json:
        click.echo(_UNTRUSTED, err=True)
    if found.findings:
        sys.exit(FINDINGS)


@click.command("head")
@database_option
def head(database: str | None) -> None:
    """Print the newest signed head, to be kept elsewhere."""
    with opened(database) as log:
        newest = log.head()
    if newest is None:
        raise click.ClickException("The audit log is empty: there is no head yet.")
    click.echo(newest.to_json())


_UNTRUSTED = (
    "penstock: the key file is not here, so the signatures were held against the key that the log "
    "itself names. Bring the key file, or a head with --head, to know whose they are."
)


def _lines(found: "Verified") -> Iterator[str]:
    newest = found.head
    entries = counted(newest.position, "entry", "entries") if newest else "0 entries"
    yield from (finding.sentence for finding in found.findings)
    if found.findings:
        yield f"{counted(len(found.findings), 'finding')} in an audit log of {entries}."
        return
    if newest is None:
        yield "The audit log is empty."
        return
    yield f"{entries} to {newest.newest:%Y-%m-%d %H:%M:%S}Z, each as it was written and signed."
    for where, each in found.outside.items():
        yield f"{where}: entry {each.position:,} and all before it are as they were then."


def _as_json(found: "Verified") -> str:
    document: dict[str, Any] = {
        "entries": found.head.position if found.head else 0,
        "head": asdict(found.head) if found.head else None,
        "key_from": found.trusted,
        "held_against": list(found.outside),
        "findings": [
            {**asdict(finding), "sentence": finding.sentence} for finding in found.findings
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)
