"""`penstock people`: who has which role, who stands in for whom, and what is vacant."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from penstock.app.people import Entered, VacantRole
from penstock.cli.cases.desk import Desk, entering, looking, reason_option, said
from penstock.cli.cases.telling import columns
from penstock.cli.moments import moment
from penstock.governance.accountability.register import Delegation, Holding, Register

if TYPE_CHECKING:
    from penstock.app.founding import Founders


@click.group("people")
def command() -> None:
    """Keep who has which role, and who stands in for whom.

    Roles come from the documents. The register begins with 'penstock people found'. From then on
    cases hold whoever acts against it: a stage is worked by who has a responsible role, and closed
    by who has the accountable one.

    Exit codes: 0 when it is done, 1 when the register refuses it, 2 when the command is used
    wrongly, 3 when something that it names does not exist, 4 when the boundary denies it.
    """


@command.command("list")
@click.option("--role", default="", help="Only who has this role.")
@click.option("--person", default="", help="Only this person.")
@click.option("--all", "past", is_flag=True, help="Also what has ended.")
@looking
def list_(desk: Desk, role: str, person: str, past: bool) -> None:
    """List people with their roles, and who stands in for whom."""
    with desk.cases(create=True) as cases:
        role = cases.roster.role_named(role) if role else ""
        register, now = cases.roster.shown(), cases.now()
    held = [
        each
        for each in register.holdings
        if (past or each.is_held(now)) and role in {"", each.role} and person in {"", each.person}
    ]
    given = [
        each
        for each in register.delegations
        if (past or now < each.end)
        and role in {"", each.role}
        and person in {"", each.giver, each.taker}
    ]
    if desk.as_json:
        click.echo(_as_json(held, given))
        return
    lines = [*columns(map(_held, held)), *columns(map(_given, given))]
    click.echo("\n".join(lines) or _nobody(register))


@command.command("found")
@click.argument("person", callback=said)
@click.argument("role", callback=said)
@reason_option
@entering
def found(desk: Desk, person: str, role: str, reason: str) -> None:
    """Begin the register with PERSON, whose ROLE enters people and does nothing else.

    It happens once. Whoever is entered so enters everybody else.
    """
    with _founders(desk) as founders:
        _tell(founders.found(person, role, by=desk.person, reason=reason))


@command.command("seat")
@click.argument("person", callback=said)
@click.argument("role", callback=said)
@reason_option
@entering
def seat(desk: Desk, person: str, role: str, reason: str) -> None:
    """Agree, as a member of the council, that PERSON enters people in a ROLE that does.

    It takes as many members as a change of policies, and is there for when those who could enter
    people have left.
    """
    with _founders(desk) as founders:
        seat, entered = founders.agree(person, role, by=desk.person, reason=reason)
    agreed = " and ".join(f"{each.person} ({each.role})" for each in seat.approvals)
    click.echo(f"{seat.id}: {len(seat.approvals)} of {seat.needed} have agreed: {agreed}.")
    if entered:
        _tell(entered)


@command.command("appoint")
@click.argument("person", callback=said)
@click.argument("role", callback=said)
@reason_option
@entering
def appoint(desk: Desk, person: str, role: str, reason: str) -> None:
    """Give PERSON a ROLE of the documents, from now on."""
    with desk.cases(create=True) as cases:
        _tell(cases.roster.appoint(person, role, by=desk.person, reason=reason))


@command.command("move")
@click.argument("person", callback=said)
@click.argument("role", callback=said)
@reason_option
@entering
def move(desk: Desk, person: str, role: str, reason: str) -> None:
    """End all that PERSON has and give them a ROLE, at the same moment.

    Whoever moves to the other side of the company loses the access of the old one with it.
    """
    with desk.cases() as cases:
        _tell(cases.roster.move(person, role, by=desk.person, reason=reason))


@command.command("end")
@click.argument("person", callback=said)
@click.argument("role", default="")
@reason_option
@entering
def end(desk: Desk, person: str, role: str, reason: str) -> None:
    """End a ROLE of PERSON, or all they have."""
    with desk.cases() as cases:
        _tell(cases.roster.end(person, role, by=desk.person, reason=reason))


@command.command("delegate")
@click.argument("role", callback=said)
@click.option("--from", "giver", required=True, metavar="NAME", callback=said, help="Who has it.")
@click.option("--to", "taker", required=True, metavar="NAME", callback=said, help="Who does it.")
@click.option(
    "--start", callback=moment, metavar="WHEN", show_default="now", help="The first moment."
)
@click.option(
    "--until", "end", required=True, callback=moment, metavar="WHEN", help="The end: 2026-12-01."
)
@reason_option
@entering
def delegate(
    desk: Desk,
    role: str,
    giver: str,
    taker: str,
    start: datetime | None,
    end: datetime,
    reason: str,
) -> None:
    """Let somebody act in a ROLE for whoever has it; who has it still answers for it."""
    with desk.cases() as cases:
        since = start or cases.now()
        delegation = Delegation(
            role=role, giver=giver, taker=taker, start=since, end=end, reason=reason
        )
        _tell(cases.roster.delegate(delegation, by=desk.person))


@command.command("recall")
@click.argument("role", callback=said)
@click.option("--from", "giver", required=True, metavar="NAME", callback=said, help="Who has it.")
@click.option("--to", "taker", required=True, metavar="NAME", callback=said, help="Who does it.")
@reason_option
@entering
def recall(desk: Desk, role: str, giver: str, taker: str, reason: str) -> None:
    """Let somebody act in a ROLE for whoever has it no more, before the time is over."""
    with desk.cases() as cases:
        roster = cases.roster
        given = roster.delegation(roster.role_named(role), giver=giver, taker=taker)
        _tell(roster.recall(given, by=desk.person, reason=reason))


@command.command("vacant")
@looking
def vacant(desk: Desk) -> None:
    """List the roles that stages need and nobody has, those that block most first."""
    with desk.cases(create=True) as cases:
        found = cases.roster.vacant()
    if desk.as_json:
        rows = [{name: getattr(each, name) for name in each.__slots__} for each in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    click.echo("\n".join(_vacant(found)) or "Every role that a stage needs is filled.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@reason_option
@entering
def import_(desk: Desk, file: Path, reason: str) -> None:
    """Appoint everybody of a CSV FILE with the columns person and role, or nobody."""
    with desk.cases(create=True) as cases:
        entered = cases.roster.enter_list(file, by=desk.person, reason=reason)
    click.echo(f"{len(entered.change.begun)} roles were given.")


@contextmanager
def _founders(desk: Desk) -> Iterator["Founders"]:
    from penstock.app.council.reading import charter_of
    from penstock.app.founding import Founders
    from penstock.app.guarding.opening import council_beside
    from penstock.governance.boundary.people import PERSONNEL

    with desk.cases(create=True) as cases:
        yield Founders(
            roster=cases.roster,
            entering=lambda: council_beside(desk.folder).roles.alone_in(PERSONNEL),
            charter=lambda: charter_of(desk.folder, cases.models.architecture),
        )


def _tell(entered: Entered) -> None:
    change = entered.change
    for ended in change.ended:
        click.echo(f"{ended.person} no longer has the role {ended.role}.")
    for begun in change.begun:
        click.echo(f"{begun.person} has the role {begun.role}.")
    for stopped in change.stopped:
        click.echo(f"{stopped.taker} acts as {stopped.role} for {stopped.giver} no longer.")
    for given in change.given:
        span = f"from {given.start:%Y-%m-%d %H:%M} until {given.end:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{given.taker} acts as {given.role} for {given.giver}, {span}.")
    for crossing in entered.crossings:
        click.echo(
            f"{crossing.person} crosses the boundary: all access to the {crossing.old} side has "
            "ended."
        )
    for posting in entered.postings:
        click.echo(f"{posting.id}: post the transfer by {posting.due_at:%Y-%m-%d %H:%M} UTC.")


def _held(each: Holding) -> tuple[str, str, str]:
    until = f" until {each.until:%Y-%m-%d %H:%M}" if each.until else ""
    return each.person, each.role, f"since {each.since:%Y-%m-%d %H:%M}{until}"


def _given(each: Delegation) -> tuple[str, str, str]:
    span = f"{each.start:%Y-%m-%d %H:%M} to {each.end:%Y-%m-%d %H:%M}: {each.reason}"
    return each.taker, f"{each.role} for {each.giver}", span


def _nobody(register: Register) -> str:
    if register.is_empty:
        return (
            "Nobody is entered yet, so whoever works cases is taken at their word. Begin with "
            "'penstock people found'."
        )
    return "There is nobody like that."


def _vacant(found: Iterable[VacantRole]) -> Iterator[str]:
    for each in found:
        blocks = f"; blocks {', '.join(each.accountable)}" if each.accountable else ""
        works = f"; works {', '.join(each.responsible)}" if each.responsible else ""
        told = f"; {each.superior} fills it" if each.superior else ""
        yield f"{each.role}{blocks}{works}{told}"


def _as_json(held: Iterable[Holding], given: Iterable[Delegation]) -> str:
    document = {
        "holdings": [
            {
                "person": each.person,
                "role": each.role,
                "since": each.since.isoformat(),
                "until": each.until.isoformat() if each.until else None,
            }
            for each in held
        ],
        "delegations": [
            {
                "role": each.role,
                "giver": each.giver,
                "taker": each.taker,
                "start": each.start.isoformat(),
                "end": each.end.isoformat(),
                "reason": each.reason,
            }
            for each in given
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)
