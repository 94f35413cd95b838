"""`penstock case migrate`: let open cases go on by the documents as they are now."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from penstock.app.cases import Cases
from penstock.app.cases.migrating import (
    BATCH,
    Outcome,
    carried_out,
    digest,
    planned,
    require_plan,
)
from penstock.app.cases.opening import person_of
from penstock.cli.cases.desk import REFUSED, Desk, moving
from penstock.cli.cases.telling import columns
from penstock.delivery.migrating import Migration, Move, Way

Outcomes = dict[str, Outcome]


def _pairs(
    _context: click.Context, option: click.Parameter, said: tuple[str, ...]
) -> dict[str, str]:
    """Return what became of what, from `OLD=NEW`."""
    pairs: dict[str, str] = {}
    for each in said:
        old, separator, new = (part.strip() for part in each.partition("="))
        if not (old and separator) or (option.name == "stages" and not new):
            raise click.BadParameter(f"{each!r} is not OLD=NEW.", param=option)
        if pairs.setdefault(old, new) != new:
            raise click.BadParameter(f"{old!r} became two things.", param=option)
    return pairs


@click.command("migrate")
@click.argument("stream", metavar="[STREAM]", default="")
@click.option(
    "--stage", "stages", metavar="OLD=NEW", multiple=True, callback=_pairs, help="A stage's new id."
)
@click.option(
    "--item",
    "items",
    metavar="OLD=NEW",
    multiple=True,
    callback=_pairs,
    help="An item's new name; 'OLD=' lets it go.",
)
@click.option("--apply", is_flag=True, help="Do what the plan says.")
@click.option("--plan", "seen", default="", metavar="NAME", help="Only if it is this plan.")
@moving
def migrate(
    desk: Desk, stream: str, stages: dict[str, str], items: dict[str, str], apply: bool, seen: str
) -> None:
    """Let open cases go on by the documents as they are now.

    Without --apply it prints the plan and changes nothing. Cases that are blocked, or changed
    meanwhile, stay as they are; then the exit code is 1.
    """
    outcomes: Outcomes | None = None
    with desk.cases() as cases:
        plans = planned(cases, stream=stream, stages=stages, items=items)
        require_plan(seen, plans)
        if apply:
            outcomes = _carry_out(cases, plans, actor=person_of(desk.actor))
    if desk.as_json:
        document = [{"plan": digest(plans), **_document(plan, outcomes)} for plan in plans]
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(plans, outcomes)))
    if any(plan.blocked for plan in plans) or any(_unmoved(outcomes)):
        sys.exit(REFUSED)


def _carry_out(cases: Cases, plans: Iterable[Migration], *, actor: str) -> Outcomes:
    outcomes: Outcomes = {}
    for plan in plans:
        for number, outcome in enumerate(carried_out(cases, plan, actor=actor), 1):
            outcomes[outcome.case_id] = outcome
            if number % BATCH == 0:
                done = f"{number} of {len(plan.moves)} cases of {plan.new.stream_id} are done"
                click.echo(f"penstock: {done}", err=True)
    return outcomes


def _unmoved(outcomes: Outcomes | None) -> Iterator[Outcome]:
    yield from (each for each in (outcomes or {}).values() if each.error)


def _lines(plans: Sequence[Migration], outcomes: Outcomes | None) -> Iterator[str]:
    if not plans:
        yield "No open case of the streams in these documents runs on older ones."
        return
    for plan in plans:
        yield f"{plan.new.stream_id} {plan.new.name}, model {plan.new.fingerprint[:12]}"
        for way in plan.ways:
            yield from _way_lines(way)
        yield from _move_lines(plan.moves, outcomes)
        for each in plan.blocked:
            yield f"  {each.case_id} is blocked in {each.stage_id}"
            yield from (f"    {because}" for because in each.because)
    yield _summary(plans, outcomes)


def _way_lines(way: Way) -> Iterator[str]:
    yield f"  From the model {way.old.fingerprint[:12]}"
    rows = [_stage_row(way, old, ids) for old, ids in way.stages.items()]
    yield from (f"  {line}" for line in columns(rows))
    for old, new in way.command.items.items():
        yield f"    “{old}” becomes “{new}”"
    for item in way.unknown_items:
        yield f"    “{item}” is no longer named"


def _stage_row(way: Way, old: str, ids: tuple[str, ...]) -> tuple[str, str, str]:
    becomes = " or ".join(f"{each} {way.new.stage(each).name}" for each in ids)
    return f"{old} {way.old.stage(old).name}", "→", becomes or "nothing"


def _move_lines(moves: Iterable[Move], outcomes: Outcomes | None) -> Iterator[str]:
    for move in moves:
        error = outcomes[move.case_id].error if outcomes is not None else ""
        if error:
            yield f"  {move.case_id} was not moved: {error}"
            continue
        verb = "would go" if outcomes is None else "goes"
        where = f"from {move.stage_id} to {move.to_stage_id}"
        same = move.stage_id == move.to_stage_id
        yield f"  {move.case_id} {verb} on {f'in {move.stage_id}' if same else where}"
        yield from (f"    {remark}" for remark in move.remarks)


def _summary(plans: Sequence[Migration], outcomes: Outcomes | None) -> str:
    moves, blocked = (sum(len(getattr(p, name)) for p in plans) for name in ("moves", "blocked"))
    if outcomes is None:
        apply = f"; --apply --plan {digest(plans)} does this and nothing else" if moves else ""
        return f"{moves} can be moved, {blocked} blocked. Nothing was changed{apply}."
    unmoved = len(list(_unmoved(outcomes)))
    return f"{moves - unmoved} moved, {blocked} blocked, {unmoved} changed meanwhile."


def _document(plan: Migration, outcomes: Outcomes | None) -> dict[str, Any]:
    return {
        "stream_id": plan.new.stream_id,
        "fingerprint": plan.new.fingerprint,
        "applied": outcomes is not None,
        "from": [_way_document(way) for way in plan.ways],
        "moves": [_move_document(move, outcomes) for move in plan.moves],
        "blocked": [asdict(each) for each in plan.blocked],
    }


def _way_document(way: Way) -> dict[str, Any]:
    return {
        "fingerprint": way.old.fingerprint,
        "stages": dict(way.stages),
        "items": dict(way.command.items),
        "unknown_items": way.unknown_items,
    }


def _move_document(move: Move, outcomes: Outcomes | None) -> dict[str, Any]:
    said = {name: value for name, value in asdict(move).items() if name != "command"}
    if outcomes is None:
        return said
    error = outcomes[move.case_id].error
    return said | {"moved": not error, "error": error}
