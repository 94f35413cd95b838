"""`penstock service-level`: what units promise each other, and whether it is kept."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from penstock.app import clock
from penstock.app.cases.opening import opened
from penstock.app.loading import load, reference_company
from penstock.app.pdf import NoTypesetterError
from penstock.app.service_levels import tables
from penstock.app.service_levels.from_cases import requests_of_cases
from penstock.app.service_levels.judging import Judgement, judged, reported, sides_of
from penstock.app.service_levels.periods import NoPeriodError, month_before, period_of
from penstock.app.service_levels.posting import journal_of
from penstock.app.service_levels.printing import as_pdf
from penstock.app.service_levels.reading import (
    AGREEMENTS,
    FOLDER,
    REQUESTS,
    ServiceLevels,
    read_service_levels,
)
from penstock.app.service_levels.request_files import read_requests
from penstock.app.tabular import UnfitFileError
from penstock.cli.arguments import FINDINGS, not_found
from penstock.cli.cases.desk import REFUSED, refused
from penstock.governance.fairness.comparing import Comparison
from penstock.governance.service_levels.calendars import CalendarError
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.governance.service_levels.reporting import Period, Report
from penstock.governance.service_levels.requests import Request
from penstock.kernel.counting import counted

_MISUSES = (UnfitFileError, NoPeriodError, CalendarError, BeyondCalendarError)
_FILES = (".xlsx", ".pdf")
_Command = Callable[..., None]


@click.group("service-level")
def command() -> None:
    """Measure what units promise each other: who was served in time, and whether alike.

    Agreements stand in service-levels/agreements.toml beside the documents. Exit codes: 0 when it
    is done and nothing was found, 1 with findings, 2 when the command is used wrongly or a file
    cannot be followed, 3 when something that it names does not exist.
    """


def _sources(function: _Command) -> _Command:
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON document."),
        click.option(
            "--database", metavar="URL", help="Count the cases of this database as requests, too."
        ),
        click.option(
            "--requests",
            "file",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            metavar="FILE",
            show_default="service-levels/requests.csv",
            help="The requests, as CSV.",
        ),
        click.option(
            "--in",
            "folder",
            type=click.Path(path_type=Path),
            show_default="this folder, or else the reference company",
            help="The folder of documents.",
        ),
    ):
        function = option(function)
    return function


@command.command("report")
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
@_sources
def report(
    name: str | None,
    output: Path | None,
    journal: Path | None,
    as_json: bool,
    **sources: Any,
) -> None:
    """Tell what a period brought under each agreement, and what is owed for it."""
    if output and output.suffix not in _FILES:
        raise click.UsageError(f"Nothing is written as {output}. End the name in .xlsx or .pdf.")
    with _usage():
        levels, requests = _read(**sources)
        period = _period(name, levels)
        found = reported(levels, requests, period)
        sides = sides_of(levels, found)
        if journal:
            journal.write_bytes(journal_of(found, _folder(sources["folder"])))
            click.echo(f"Wrote {journal}.", err=True)
    if output:
        output.write_bytes(_content(output, found, sides))
        click.echo(f"Wrote {output}.", err=True)
    elif as_json:
        click.echo(json.dumps(tables.as_json(found, sides), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_report_lines(found, sides)))


def _content(output: Path, found: Report, sides: Sequence[Comparison]) -> bytes:
    if output.suffix == ".xlsx":
        return tables.workbook(found, sides)
    try:
        return as_pdf(found, sides)
    except NoTypesetterError as error:
        click.echo(f"penstock: {error}", err=True)
        sys.exit(REFUSED)


@command.command("check")
@_sources
def check(as_json: bool, **sources: Any) -> None:
    """Tell what is wrong: other terms or slower service for one side, or a rewritten period."""
    with _usage():
        levels, requests = _read(**sources)
        found = judged(levels, requests, until=clock.now())
    if as_json:
        said = {
            "findings": list(found.findings),
            "notes": list(found.notes),
            "sides": tables.comparisons_json(found.comparisons),
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_check_lines(found, levels, requests)))
    if found.findings:
        sys.exit(FINDINGS)


def _read(
    *, folder: Path | None, file: Path | None, database: str | None
) -> tuple[ServiceLevels, Sequence[Request]]:
    """Return what is promised and asked, from files and from a database that somebody names."""
    where = _folder(folder)
    architecture = load(where).architecture
    levels = read_service_levels(where, architecture)
    requests = list(_of_file(where, file, levels))
    if database:
        with opened(database, folder=where) as cases:
            of_cases = requests_of_cases(cases.store, levels.agreements.values(), architecture)
            requests.extend(of_cases)
    return levels, requests


def _folder(named: Path | None) -> Path:
    here = Path() if (Path() / FOLDER / AGREEMENTS).exists() else reference_company()
    return named or here


def _of_file(folder: Path, file: Path | None, levels: ServiceLevels) -> Sequence[Request]:
    usual = folder / FOLDER / REQUESTS
    if file is None and not usual.exists():
        return ()
    return read_requests(file or usual, agreements=levels.agreements)


def _period(name: str | None, levels: ServiceLevels) -> Period:
    return period_of(name, levels.zone) if name else month_before(clock.now(), levels.zone)


def _report_lines(found: Report, sides: Sequence[Comparison]) -> Iterator[str]:
    period = found.period
    yield f"Service levels {period.name}: {period.start:%Y-%m-%d} to before {period.end:%Y-%m-%d}"
    yield ""
    yield from tables.text_lines(
        tables.agreement_sheet(found), without=("Consumer", "Calendar", "Charge", "Tier")
    )
    yield ""
    yield from _credit_lines(found)
    if sides:
        yield ""
        yield from tables.comparison_lines(sides)
    yield ""
    yield f"Report {found.fingerprint}"


def _credit_lines(found: Report) -> Iterator[str]:
    for each in found.credits:
        yield (
            f"{each.provider} owes {each.consumer} a credit of {tables.money(each.cents)} "
            f"for {each.agreement_id}."
        )
    if not found.credits:
        yield "No credit is owed."


def _check_lines(
    found: Judgement, levels: ServiceLevels, requests: Sequence[Request]
) -> Iterator[str]:
    promises = counted(len(levels.agreements), "agreement")
    among = f"{promises} and {counted(len(requests), 'request')}"
    number = counted(len(found.findings), "finding") if found.findings else "No findings"
    yield f"{number} in {among}."
    yield from (f"error    {each}" for each in found.findings)
    yield from (f"note     {each}" for each in found.notes)
    if found.comparisons:
        yield ""
        yield from tables.comparison_lines(found.comparisons)


@contextmanager
def _usage() -> Iterator[None]:
    with not_found(), refused():
        try:
            yield
        except _MISUSES as error:
            raise click.UsageError(str(error)) from error
