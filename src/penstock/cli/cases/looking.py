"""`penstock case list`, `counts`, `show`, `explain`, `read`: what is there, and what comes next."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

import click

from penstock.app.cases.counting import crowds
from penstock.app.cases.showing import as_json
from penstock.cli.cases.desk import Desk, case_argument, looking, reading_items
from penstock.cli.cases.telling import count_lines, list_lines, shown_lines
from penstock.cli.moments import moment
from penstock.delivery.case import Status
from penstock.delivery.ports import Wanted

_STATUSES = [status.value for status in Status]


@click.command("list")
@click.option("--stream", "stream_id", metavar="ID", default="", help="Only of this stream.")
@click.option("--stage", "stage_id", metavar="ID", default="", help="Only in this stage.")
@click.option("--role", default="", help="Only with a task for this role.")
@click.option("--assignee", metavar="NAME", default="", help="Only with a task this person has.")
@click.option("--status", type=click.Choice(_STATUSES), help="Only those that are so.")
@click.option("--due", "by_due", is_flag=True, help="Only those due some day, the first due first.")
@click.option("--overdue", is_flag=True, help="Only those that are overdue, the longest first.")
@click.option(
    "--due-before", callback=moment, metavar="WHEN", help="Only those due before: 2026-11-20."
)
@click.option("--after", metavar="ID", default="", help="Only behind this case: the next page.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="A page."
)
@looking
def list_(
    desk: Desk, status: str | None, overdue: bool, due_before: datetime | None, **wanted: Any
) -> None:
    """List cases, in the order of their ids, or of what is due first."""
    with desk.cases() as cases:
        if overdue:
            due_before = min(filter(None, (due_before, cases.now())))
        page = cases.find(Wanted(status=status or "", due_before=due_before, **wanted))
    if desk.as_json:
        click.echo(json.dumps([asdict(each) for each in page], indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(list_lines(page)) or "There is no such case.")
    if len(page) == wanted["limit"]:
        click.echo(f"There may be more: --after {page[-1].case_id}", err=True)


@click.command("counts")
@click.option("--stream", "stream_id", metavar="ID", default="", help="Only of this stream.")
@looking
def counts(desk: Desk, stream_id: str) -> None:
    """Tell how many cases stand where: by stream, stage and status."""
    with desk.cases() as cases:
        found = crowds(cases, stream=stream_id)
    if desk.as_json:
        click.echo(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(count_lines(found)) or "There is no such case.")


@click.command("show")
@case_argument
@looking
def show(desk: Desk, case_id: str) -> None:
    """Show a case: where it stands, what it holds, what happened."""
    with desk.cases() as cases:
        shown = cases.show(case_id)
    click.echo(as_json(shown) if desk.as_json else "\n".join(shown_lines(shown)))


@click.command("explain")
@case_argument
@looking
def explain(desk: Desk, case_id: str) -> None:
    """Tell what happens next in a case, and why it waits."""
    with desk.cases() as cases:
        standing = cases.explain(case_id)
    desk.tell(standing.to_json())


@click.command("read")
@case_argument
@click.argument("item")
@click.option("--version", type=click.IntRange(1), help="Not the newest version, but this.")
@click.option("--output", type=click.File("wb", lazy=True), default="-", help="Write to this file.")
@reading_items
def read(desk: Desk, case_id: str, item: str, version: int | None, output: BinaryIO) -> None:
    """Print what was recorded as an information item, checked by its hash."""
    with desk.cases() as cases:
        cases.content_to(case_id, item, output, version=version)
