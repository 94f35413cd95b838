"""`penstock check`: what is wrong in a folder of documents."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from penstock.app.checking import Plan, Report, check, plan
from penstock.app.gathering import root_of
from penstock.app.mending import NotWrittenError, diff, mend, write
from penstock.app.settings import SettingsError
from penstock.architecture.checks.choosing import UnknownRuleError
from penstock.architecture.checks.fingerprints import BaselineError
from penstock.cli.arguments import FINDINGS, not_found
from penstock.cli.leaving import Done
from penstock.cli.reports import as_text
from penstock.cli.reports.paths import seen_from_here
from penstock.kernel.counting import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a report is printed."""

    name: str
    shape: str
    limit: int | None
    coverage: bool


def _codes(_context: click.Context, _option: click.Parameter, words: tuple[str, ...]) -> list[str]:
    return [code for word in words for code in word.replace(",", " ").split()]


def _form(flag: str, words: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(f"--{flag}", "form", flag_value=flag, help=words)


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Only these rules.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Not these rules.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day it is, for reviews."
)
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Report only what is new."
)
@click.option(
    "--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Write down findings."
)
@click.option("--fix", is_flag=True, help="Repair what leaves no doubt.")
@click.option("--dry-run", is_flag=True, help="With --fix: print the difference, write nothing.")
@click.option("--group", "shape", flag_value="group", help="Only what is behind the findings.")
@click.option("--flat", "shape", flag_value="flat", help="Only a line for each finding.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most N lines of findings.")
@click.option("--coverage", is_flag=True, help="How much of each document is understood.")
@_form("json", "Print one JSON document.")
@_form("sarif", "Print SARIF 2.1.0.")
@_form("github", "Print annotations for GitHub.")
def command(path: Path, **chosen: Any) -> None:
    """Tell what is wrong in the documents below PATH, by default this folder.

    Exit codes: 0 when all is well or only notes were made, 1 with errors or warnings, 2 when the
    command is used wrongly, 3 when PATH does not exist or holds no documents.
    """
    form = _Form(
        name=chosen["form"] or "text",
        shape=chosen["shape"] or "both",
        limit=chosen["limit"],
        coverage=chosen["coverage"],
    )
    if chosen["dry_run"] and not chosen["fix"]:
        raise click.UsageError("--dry-run goes with --fix.")
    with not_found(), _usage():
        wanted = _plan(path, chosen)
        if chosen["fix"]:
            report, pending = _mend(path, wanted, dry_run=chosen["dry_run"])
        else:
            report, pending = check(path, wanted), False
    if not chosen["dry_run"]:
        _print(report, path, form)
    if report.gone:
        gone = counted(report.gone, "finding")
        click.echo(f"{gone} of the baseline are gone; --write-baseline forgets them.", err=True)
    if chosen["write_baseline"]:
        _write_baseline(report, chosen["write_baseline"])
    raise Done(FINDINGS if report.failed or pending else 0)


@contextmanager
def _usage() -> Iterator[None]:
    """Turn what the user can correct in the call or its files into exit code 2."""
    try:
        yield
    except (SettingsError, UnknownRuleError, BaselineError, NotWrittenError) as error:
        raise click.UsageError(str(error)) from error


def _plan(path: Path, chosen: dict[str, Any]) -> Plan:
    as_of: datetime | None = chosen["as_of"]
    return plan(
        path,
        select=chosen["select"],
        ignore=chosen["ignore"],
        as_of=as_of.date() if as_of else None,
        baseline=chosen["baseline"],
    )


def _mend(path: Path, wanted: Plan, *, dry_run: bool) -> tuple[Report, bool]:
    """Repair documents, or show how; return what is left, and whether repairs are pending."""
    mending = mend(path, wanted)
    repaired = counted(len(mending.repaired), "finding")
    done = f"{repaired} in {counted(len(mending.changes), 'document')}."
    if dry_run:
        show = seen_from_here(mending.root)
        click.echo("".join(diff(mending, show=show)), nl=False)
        click.echo(f"Would repair {done}", err=True)
    else:
        write(mending)
        click.echo(f"Repaired {done}", err=True)
    return mending.report, dry_run and bool(mending.changes)


def _print(report: Report, path: Path, form: _Form) -> None:
    show = seen_from_here(root_of(path))
    if form.name == "json":
        from penstock.cli.reports.as_json import as_json

        click.echo(as_json(report, path))
    elif form.name == "sarif":
        from penstock.cli.reports.as_sarif import as_sarif

        click.echo(as_sarif(report, show))
    elif form.name == "github":
        from penstock.cli.reports.as_github import as_github

        for line in as_github(report, show):
            click.echo(line)
    else:
        _print_text(report, path, form)


def _print_text(report: Report, path: Path, form: _Form) -> None:
    show = seen_from_here(root_of(path))
    if form.coverage:
        for line in as_text.coverage_table(report.coverage, show):
            click.echo(line)
        click.echo()
    if form.shape != "flat":
        click.echo(as_text.summary(report))
    if form.coverage or not report.findings:
        return
    if form.shape != "flat":
        width = get_terminal_size().columns if sys.stdout.isatty() else None
        for line in as_text.groups(report, show, width=width):
            click.echo(line)
    if form.shape == "both":
        click.echo("\nEach of them:\n")
    if form.shape != "group":
        for line in as_text.lines(report.findings, show, limit=form.limit):
            click.echo(line)
    first = report.groups[0].rules[0]
    click.echo(f"\n'penstock rules {first}' explains a rule and how to mend it.", err=True)


def _write_baseline(report: Report, file: Path) -> None:
    try:
        file.write_text(str(report.baseline()), encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    count = counted(len(report.findings) + len(report.known), "finding")
    click.echo(f"Wrote {count} to {file}.", err=True)
