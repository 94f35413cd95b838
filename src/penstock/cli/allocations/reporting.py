"""`penstock allocation report`: what everybody pays, and what changed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import click

from penstock.app.allocation.printing import as_pdf
from penstock.app.allocation.reporting import Report, report
from penstock.app.allocation.values import as_json
from penstock.app.pdf import NoTypesetterError
from penstock.cli.allocations.desk import desk, runs_option
from penstock.cli.allocations.telling import rate_case_lines, report_lines


class _Form(StrEnum):
    """What a report can be written as."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"
    PDF = "pdf"


_ENDINGS = {".txt": _Form.TEXT, ".json": _Form.JSON, ".xlsx": _Form.XLSX, ".pdf": _Form.PDF}
_FILES = (_Form.XLSX, _Form.PDF)


@click.command("report")
@click.argument("name", metavar="RUN")
@click.option("--against", metavar="RUN", help="Default: the run of the month before, if kept.")
@click.option("--alone", is_flag=True, help="Compare with no other run.")
@click.option("--rate-case", is_flag=True, help="Only what may be put before a commission.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*map(str, _Form)]),
    help="Default: by the file's ending, or text.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file.",
)
@runs_option
def report_(
    name: str,
    against: str | None,
    alone: bool,
    rate_case: bool,
    form: str | None,
    output: Path | None,
    folder: Path,
) -> None:
    """Report who pays what, and what changed.

    The change against the month before is marked, and so is every word that changed in the
    manual since its last version.

    \b
    text   the statement, what changed in the manual, and sales
    json   the same for programs, amounts in cents
    xlsx   a sheet for each: statement, shares, manual, sales, journal, rate case, lines
    pdf    for people who sign: statement, manual with its changes, shares, sales, hashes
    """  # noqa: D301
    chosen = _Form(form) if form else _by_ending(output)
    if against and alone:
        raise click.UsageError("Name a run with --against, or leave all others out with --alone.")
    if chosen in _FILES and output is None:
        raise click.UsageError(f"{chosen.upper()} cannot go to the terminal. Name a file with -o.")
    if chosen in _FILES and rate_case:
        raise click.UsageError("A rate case is text or JSON; the workbook has a sheet of it.")
    with desk(folder) as runs, _typeset():
        found = report(runs, name, against=against, alone=alone)
        data = _written(found, chosen, rate_case=rate_case)
        if output is None:
            click.echo(data.decode(), nl=False)
        else:
            output.write_bytes(data)


def _by_ending(output: Path | None) -> _Form:
    if output is None:
        return _Form.TEXT
    ending = output.suffix.casefold()
    if ending not in _ENDINGS:
        raise click.UsageError(
            f"The ending of '{output.name}' tells no format. Choose one with --format."
        )
    return _ENDINGS[ending]


def _written(found: Report, form: _Form, *, rate_case: bool) -> bytes:
    match form:
        case _Form.TEXT:
            lines = rate_case_lines(found.rate_case) if rate_case else report_lines(found)
            return "".join(f"{line}\n" for line in lines).encode()
        case _Form.JSON:
            said = as_json(found, rate_case=rate_case)
            return (json.dumps(said, indent=2, ensure_ascii=False) + "\n").encode()
        case _Form.XLSX:
            from penstock.app.allocation.sheets import as_workbook  # slow to import

            return as_workbook(found)
        case _Form.PDF:
            return as_pdf(found)


@contextmanager
def _typeset() -> Iterator[None]:
    """Turn a typesetter that is not there into a sentence."""
    try:
        yield
    except NoTypesetterError as error:
        raise click.ClickException(str(error)) from error
