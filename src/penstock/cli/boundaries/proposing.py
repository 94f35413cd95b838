"""`penstock boundary propose`, `approve`, `proposals`: people change policies, and two approve."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.app.council.reading import charter_of
from penstock.app.guarding.opening import council_beside
from penstock.cli.boundaries.desk import council
from penstock.cli.cases.desk import Desk, entering, inbox, reason_option, said
from penstock.cli.cases.telling import columns
from penstock.governance.council.proposals import Impact, Proposal

if TYPE_CHECKING:
    from penstock.app.council.proposing import Proposals


@click.command("propose")
@click.argument("changed", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--owner", required=True, metavar="NAME", callback=said, help="Who answers for it.")
@reason_option
@click.option("--source", required=True, callback=said, help="The rule, order or decision behind.")
@click.option(
    "--effective",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The first day, in UTC.",
)
@click.option(
    "--questions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Recorded questions, to be looked at beside the scenarios.",
)
@entering
def propose(
    desk: Desk, changed: Path, effective: datetime, questions: Path | None, **said: str
) -> None:
    """Propose the policies of FOLDER, with all that they decide otherwise than those here."""
    from penstock.app.council.proposing import Wanted

    wanted = Wanted(folder=changed, effective=effective.date(), questions=questions, **said)
    with _proposals(desk) as proposals:
        proposal, impact = proposals.propose(wanted, by=desk.person)
    click.echo("\n".join(_whole(proposal, impact)))


@click.command("approve")
@click.argument("proposal_id", metavar="ID")
@entering
def approve(desk: Desk, proposal_id: str) -> None:
    """Approve a proposal, as a member of the council."""
    with _proposals(desk) as proposals:
        proposal = proposals.approve(proposal_id, by=desk.person)
    click.echo(_state(proposal))
    if proposal.is_approved:
        click.echo("Put the files there for that day, with this line in policy/changes.csv:")
        click.echo(_adopting(proposal))


@click.command("proposals")
@click.argument("proposal_id", metavar="[ID]", default="")
@inbox
def proposals(desk: Desk, proposal_id: str) -> None:
    """List proposals, or show one with all that it decides otherwise."""
    with _proposals(desk) as found:
        listed = found.all()
        whole = found.named(proposal_id) if proposal_id else None
    if desk.as_json:
        rows = [{"id": each.id, **asdict(each)} for each in ([whole[0]] if whole else listed)]
        if whole:
            rows[0]["decided_otherwise"] = whole[1].lines
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False, default=datetime.isoformat))
    elif whole:
        click.echo("\n".join(_whole(*whole)))
    else:
        click.echo("\n".join(columns(map(_row, listed))) or "Nothing was proposed.")


@contextmanager
def _proposals(desk: Desk) -> Iterator["Proposals"]:
    from penstock.app.council.proposing import Proposals

    with council(desk.folder), desk.cases(create=True) as cases:
        yield Proposals(
            book=cases.book,
            register=cases.store.people.register,
            council=council_beside(desk.folder),
            charter=lambda: charter_of(desk.folder, cases.models.architecture),
        )


def _row(proposal: Proposal) -> tuple[str, ...]:
    approved = f"{len(proposal.approvals)} of {proposal.needed} approvals"
    return proposal.id, f"from {_day(proposal.effective)}", approved, proposal.reason


def _state(proposal: Proposal) -> str:
    people = " and ".join(f"{each.person} ({each.role})" for each in proposal.approvals)
    if proposal.is_approved:
        since = _day(proposal.holds_from)
        return f"{proposal.id} is approved by {people}, and holds from {since} on."
    missing = proposal.needed - len(proposal.approvals)
    so_far = f", approved by {people}" if people else ""
    return f"{proposal.id} waits for {missing} of {proposal.needed} approvals{so_far}."


def _whole(proposal: Proposal, impact: Impact) -> Iterator[str]:
    yield _state(proposal)
    yield f"  owner      {proposal.owner} ({proposal.owner_role})"
    yield f"  reason     {proposal.reason}"
    yield f"  source     {proposal.source}"
    yield f"  effective  {_day(proposal.effective)}"
    yield f"  policies   {proposal.sha256}"
    yield f"  in place of {proposal.before_sha256[:16]}"
    for file in proposal.files:
        yield f"  file       {file.name}  {file.sha256[:16] or 'removed'}"
    yield f"\n{proposal.impact}"
    yield from (f"  {line}" for line in impact.lines)


def _adopting(proposal: Proposal) -> str:
    """Return the line of the table of changes that says the same."""
    line = io.StringIO()
    roles = "; ".join(each.role for each in proposal.approvals)
    csv.writer(line, lineterminator="").writerow(
        [
            proposal.sha256,
            _day(proposal.holds_from),
            proposal.owner_role,
            proposal.reason,
            proposal.source,
            proposal.impact,
            roles,
        ]
    )
    return line.getvalue()


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
