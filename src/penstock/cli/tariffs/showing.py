"""`penstock tariff list`, `show` and `check`: what tariffs say."""

import json
import sys
from pathlib import Path

import click

from penstock.app.energy.tariffs import UnfitTariffError, find_tariff, known_tariffs
from penstock.app.energy.tariffs import read_tariff_file as read
from penstock.app.energy.tariffs_as_json import list_as_json
from penstock.app.energy.tariffs_words import list_lines, tariff_lines
from penstock.cli.arguments import FINDINGS
from penstock.cli.tariffs.asking import folder_option, json_option, usage
from penstock.engineering.tariffs.reading import write_urdb


@click.command("list")
@folder_option
@json_option
def listed(folder: Path | None, as_json: bool) -> None:
    """List the tariffs that have a short name."""
    with usage():
        known = known_tariffs(folder)
    if as_json:
        click.echo(json.dumps(list_as_json(known), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(list_lines(known)))


@click.command("show")
@click.argument("words", metavar="TARIFF")
@folder_option
@json_option
def show(words: str, folder: Path | None, as_json: bool) -> None:
    """Show what a tariff charges, when, and which of its values nobody published."""
    with usage():
        found = find_tariff(words, folder)
    if as_json:
        click.echo(json.dumps(write_urdb(found.tariff), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(tariff_lines(found.tariff)))


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
def check(files: tuple[Path, ...]) -> None:
    """Tell whether files are tariffs that can be billed, and what is not billed of them."""
    unfit = 0
    for file in files:
        try:
            tariff = read(file).tariff
        except UnfitTariffError as error:
            unfit += 1
            click.echo(str(error))
            continue
        click.echo(f"{file}: {tariff.name or 'a tariff without a name'} can be billed.")
        for note in tariff.notes:
            click.echo(f"  Note: {note}")
    sys.exit(FINDINGS if unfit else 0)
