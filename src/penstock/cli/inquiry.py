"""`penstock inquiry`: what customers ask for, taken in from a file."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import click

from penstock.app import clock
from penstock.cli.cases.desk import Desk, opening
from penstock.cli.cases.refusing import REFUSED, tell

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("inquiry")
def command() -> None:
    """Take in what customers ask for.

    Exit codes: 0 when it is a case now, 1 when something is wrong with it, 2 when the command is
    used wrongly, 3 when something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("receive")
@click.argument("file", type=_FILE)
@click.option("--bills", type=_FILE, help="A year of use: Green Button, intervals or bills.")
@opening
def receive(desk: Desk, file: Path, bills: Path | None) -> None:
    """Open a case for the inquiry in FILE, a JSON object, with all that it says.

    A smart home (NONREG-SH-001) is a case of NCV-01, solar and storage one of NCV-03. A household
    that asks for a smart home again is merged into its case while that is in its first stage.

    The same file twice is the same case, or with --key whatever has the same key.
    """
    said, use = _object(file), bills.read_bytes() if bills else None
    key = f"file/{desk.person}/{desk.key or sha256(file.read_bytes()).hexdigest()}"
    from penstock.app.energy.extra import NoEnergyPackagesError
    from penstock.app.inquiries import receiving  # slow to import
    from penstock.streams.ncv_03_solar_storage.items.lead import Source

    try:
        # Before a database is made for it.
        receiving.require_fit(said, source=Source.FILE, bills=use, now=clock.now())
        with desk.cases(create=True) as cases:
            found = receiving.receive(
                cases, said, source=Source.FILE, key=key, bills=use, actor=desk.person
            )
            standing = cases.explain(found.case_id).to_json()
    except receiving.UnfitInquiryError as error:
        _refuse(f"{file.name} is no inquiry that can be taken in: {error}.")
    except (receiving.OtherInquiryError, NoEnergyPackagesError) as error:
        _refuse(str(error))
    if found.merged:
        tell(f"Merged into {found.case_id}: {found.merged}")
    desk.tell(standing)


@command.command("import")
@click.argument("file", type=_FILE)
@click.option(
    "--refused",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows that were not taken there, with their reasons.",
)
@opening
def import_(desk: Desk, file: Path, refused: Path | None) -> None:
    """Take leads of smart homes in from FILE, a CSV table, each row by itself.

    Columns are name and premise, and any of email, phone, account_id, tier, owns_home, wishes,
    campaign and origin. The same row twice is the same lead; rows that cannot be taken keep no
    other out.
    """
    from penstock.app.inquiries.importing import import_leads, refused_table
    from penstock.app.tabular import UnfitFileError

    rows = []
    with desk.cases(create=True) as cases:
        try:
            for row in import_leads(cases, file, actor=desk.person):
                rows.append(row)
                if not desk.as_json:
                    click.echo(row.told)
            left = [each for each in rows if each.lead is None]
            if left and refused:
                refused.write_text(refused_table(file, left), encoding="utf-8")
        except UnfitFileError as error:
            _refuse(str(error))
    if desk.as_json:
        click.echo(json.dumps([asdict(each) for each in rows], indent=2, ensure_ascii=False))
    if left:
        where = f"; they are in {refused}" if refused else ""
        _refuse(f"{len(left)} of {len(rows)} rows were not taken{where}.")


def _object(file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        _refuse(f"{file.name} is no JSON: {error}.")
    if not isinstance(found, dict):
        _refuse(f"{file.name} holds no JSON object; expected one with name, premise and email.")
    return found


def _refuse(sentence: str) -> NoReturn:
    tell(sentence)
    raise click.exceptions.Exit(REFUSED)
