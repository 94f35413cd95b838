"""`penstock service-level report`: what a period brought."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from penstock.app.pdf import NoTypesetterError
from penstock.app.service_levels.as_json import as_json as report_as_json
from penstock.app.service_levels.gathering import gathered
from penstock.app.service_levels.judging import reported, sides_of
from penstock.app.service_levels.posting import journal_of
from penstock.app.service_levels.printing import as_pdf
from penstock.app.service_levels.showing import comparison_lines, money, text_lines
from penstock.app.service_levels.tables import agreement_sheet, workbook
from penstock.cli.cases.desk import REFUSED
from penstock.cli.service_levels.sources import sources, usage, write
from penstock.governance.fairness.comparing import Comparison
from penstock.governance.service_levels.reporting import Report
from penstock.kernel.counting import counted

_XLSX, _PDF = ".xlsx", ".pdf"
_TOO_MUCH = ("Consumer", "Calendar", "Charge", "Tier")


@click.command("report")
@click.option(
    "--period",
    "name",
    metavar="PERIOD",
    show_default="last month",
    help="Such as 2026-10, 2026-Q4 or 2026.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a workbook with every request (.xlsx), or a document (.pdf).",
)
@click.option(
    "--journal",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the credits as journal lines (CSV).",
)
@sources
def report(
    name: str | None,
    output: Path | None,
    journal: Path | None,
    as_json: bool,
    **where: Any,
) -> None:
    """Tell what a period brought under each agreement, and what is owed for it."""
    if output and output.suffix not in {_XLSX, _PDF}:
        raise click.UsageError(f"Nothing is written as {output}. End the name in .xlsx or .pdf.")
    with usage():
        known = gathered(**where)
        found = reported(known.levels, known.requests, known.period(name))
        sides = sides_of(known.levels, found)
        if journal:
            write(journal, journal_of(found, known.folder))
    if output:
        write(output, _content(output, found, sides))
    elif as_json:
        click.echo(json.dumps(report_as_json(found, sides), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(found, sides)))


def _content(output: Path, found: Report, sides: Sequence[Comparison]) -> bytes:
    if output.suffix == _XLSX:
        return workbook(found, sides)
    try:
        return as_pdf(found, sides)
    except NoTypesetterError as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(REFUSED)


def _lines(found: Report, sides: Sequence[Comparison]) -> Iterator[str]:
    period = found.period
    yield f"Service levels {period.name}: {period.start:%Y-%m-%d} to before {period.end:%Y-%m-%d}"
    yield ""
    yield from text_lines(agreement_sheet(found), without=_TOO_MUCH)
    yield ""
    yield from _credit_lines(found)
    yield from _waiting_lines(found)
    if sides:
        yield ""
        yield from comparison_lines(sides)
    yield ""
    yield f"Report {found.fingerprint}"


def _credit_lines(found: Report) -> Iterator[str]:
    for each in found.credits:
        owed = f"a credit of {money(each.cents)} for {each.agreement_id}"
        yield f"{each.provider} owes {each.consumer} {owed}."
    if not found.credits:
        yield "No credit is owed."


def _waiting_lines(found: Report) -> Iterator[str]:
    waiting = [each for line in found.lines for each in line.waiting]
    warned = sorted(each.request.id for each in waiting if each.warned)
    if waiting:
        also = f"; warned of: {', '.join(warned)}" if warned else ""
        yield f"At the end {counted(len(waiting), 'request was', 'requests were')} open{also}."
