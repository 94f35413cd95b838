"""`penstock usage`: what a customer's usage file tells."""

import sys
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.cli.arguments import FINDINGS, NOT_FOUND

_REFUSED = 2


def _zone(_context: click.Context, option: click.Parameter, said: str | None) -> str | None:
    try:
        return said if said is None else ZoneInfo(said).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(
            f"there is no time zone “{said}”; write one such as America/New_York.", param=option
        ) from error


@click.group("usage")
def command() -> None:
    """Read what a customer used: Green Button files, CSV files, bills."""


@command.command("report")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--service", type=click.Choice(["electricity", "gas"]), help="What is looked for.")
@click.option("--meter", help="A part of the usage point's name, where a file has several.")
@click.option("--zone", callback=_zone, help="The meter's time zone, such as America/New_York.")
@click.option("--unit", help="The unit, where the file does not say it: Wh, therm, ft3, m3.")
@click.option(
    "--multiplier", type=click.IntRange(-9, 9), help="The power of ten, where the file is silent."
)
@click.option(
    "--in-order",
    type=click.Choice(["newest-first", "oldest-first"]),
    help="How readings stand that all begin at one moment.",
)
@click.option("--year", type=click.IntRange(1990, 2099), help="Take it for this year.")
@click.option(
    "--minutes",
    type=click.Choice(["15", "60"]),
    default="60",
    help="The year's steps.",
    show_default=True,
)
@click.option("--peak", default="16-21", show_default=True, help="Weekday hours of high prices.")
@click.option(
    "--shape",
    type=click.Choice(["residential", "commercial"]),
    default="residential",
    show_default=True,
    help="How bills are spread over hours.",
)
@click.option("--fill-months", is_flag=True, help="Estimate months that are missing.")
@click.option(
    "--weather", type=click.Path(path_type=Path), help="A CSV file: date, temperature_c or _f."
)
@click.option("--picture", type=click.Path(path_type=Path), help="Draw average days: .svg, .png.")
@click.option("--json", "as_document", is_flag=True, help="Print one JSON document.")
def report(file: Path, as_document: bool, picture: Path | None, **said: Any) -> None:
    """Tell what FILE has: Green Button XML, CSV or JSON; plain, in a ZIP archive or gzipped.

    Says what the file holds, what was wrong with it and how that was estimated, and what the load
    is like: base load, peaks, months, seasons, times of use, and the weather's part.
    """
    try:
        require_energy("numpy", "lxml")
        _report(file, as_document=as_document, picture=picture, **said)
    except NoEnergyPackagesError as error:
        _refuse(str(error))


def _report(file: Path, *, as_document: bool, picture: Path | None, **said: Any) -> None:
    from penstock.app.energy.usage.drawing import write_picture
    from penstock.app.energy.usage.reporting import report_on
    from penstock.app.png import NoRendererError
    from penstock.cli.usages.asking import asked_for
    from penstock.cli.usages.document import as_json
    from penstock.cli.usages.progress import reading_bar
    from penstock.cli.usages.text import as_text
    from penstock.engineering.usage.errors import UsageError

    try:
        with reading_bar(file) as watch:
            made = report_on(file, *asked_for(**said), watch=watch)
        if picture is not None:
            write_picture(made, picture)
    except FileNotFoundError as error:
        _refuse(str(error), NOT_FOUND)
    except (UsageError, NoRendererError) as error:
        _refuse(str(error))
    click.echo(as_json(made) if as_document else _harmless(as_text(made)))
    sys.exit(0 if made.is_whole else FINDINGS)


def _refuse(sentence: str, code: int = _REFUSED) -> NoReturn:
    click.echo(f"penstock: {_harmless(sentence)}", err=True)
    sys.exit(code)


def _harmless(text: str) -> str:
    """Return a text without what would move a terminal's cursor or change its colours."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in text)
