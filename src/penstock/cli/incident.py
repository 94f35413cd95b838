"""`penstock incident`: information that has reached somebody who must not have it."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from penstock.app.cases import By, Cases, new_key
from penstock.app.conduct.incidents import Found
from penstock.app.council.reading import incident_stream
from penstock.cli.cases.desk import Desk, entering, looking, said, tell
from penstock.cli.cases.telling import columns
from penstock.cli.moments import moment
from penstock.cli.posting import told
from penstock.delivery.refusals import RefusedError
from penstock.governance.conduct.incidents import Incident


@click.group("incident")
def command() -> None:
    """Keep wrongful disclosures, and what follows from them.

    An incident opens what has to be posted at the same moment, and a case to work it in where the
    council's file names a value stream for that.

    Exit codes: 0 when it is done, 1 when it is refused, 2 when the command is used wrongly, 3 when
    something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("open")
@click.option("--what", required=True, callback=said, help="What it was; not what it says.")
@click.option("--to", "recipient", required=True, callback=said, help="Whom it reached.")
@click.option("--found-by", required=True, metavar="NAME", callback=said, help="Who found it.")
@click.option(
    "--found-at", callback=moment, metavar="WHEN", show_default="now", help="When they did."
)
@click.option("--customer", default="", metavar="NAME", help="Whom it is about.")
@click.option("--waiver", default="", metavar="RULE", help="The rule that was waived for it.")
@entering
def open_(desk: Desk, **found: str) -> None:
    """Open an incident, with what has to be posted of it."""
    with desk.cases(create=True) as cases:
        facts = Found(**found)  # type: ignore[arg-type]
        incident, postings = cases.incidents.open(facts, by=desk.person)
        click.echo(f"{incident.id}: {incident.what}, disclosed to {incident.recipient}.")
        for posting in postings:
            click.echo(told(posting))
        _work(cases, incident, folder=desk.folder, by=desk.person)


def _work(cases: Cases, incident: Incident, *, folder: Path | None, by: str) -> None:
    """Open a case for an incident, which is there whether or not that can be."""
    stream = incident_stream(folder, cases.models.architecture)
    if not stream:
        click.echo("The council's file names no stream to work it in, so no case was opened.")
        return
    try:
        worked = cases.incidents.work_in_case(
            incident.id,
            stream,
            lambda case_id: cases.open(stream, By(actor=by, key=new_key()), case_id=case_id),
            by=by,
        )
    except RefusedError as error:
        tell(f"No case was opened for {incident.id}: {error}")
        return
    click.echo(f"The case {worked.case_id} is open.")


@command.command("close")
@click.argument("incident_id", metavar="ID")
@click.option("--outcome", required=True, callback=said, help="What came of it.")
@entering
def close(desk: Desk, incident_id: str, outcome: str) -> None:
    """Close an incident, once all of it is posted."""
    with desk.cases() as cases:
        incident = cases.incidents.close(incident_id, by=desk.person, outcome=outcome)
    click.echo(f"{incident.id} is closed: {incident.outcome}")


@command.command("list")
@looking
def list_(desk: Desk) -> None:
    """List incidents, by their numbers."""
    with desk.cases() as cases:
        incidents = cases.incidents.shown()
    if desk.as_json:
        rows = [_document(each) for each in incidents]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False, default=datetime.isoformat))
        return
    click.echo("\n".join(columns(map(_row, incidents))) or "There is no incident.")


def _document(incident: Incident) -> dict[str, object]:
    """Return an incident for programs; whoever lists incidents is told of no customer."""
    told = {"id": incident.id, **asdict(incident)}
    del told["customer"]
    return told


def _row(incident: Incident) -> tuple[str, ...]:
    case = f"case {incident.case_id}" if incident.case_id else "no case"
    found = f"{incident.found_at:%Y-%m-%d %H:%M}"
    state = "closed" if incident.closed_by else "open"
    return incident.id, found, state, case, f"{incident.what}, disclosed to {incident.recipient}"
