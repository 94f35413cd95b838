"""`penstock case migrate`: let open cases go on by the documents as they are now."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import click

from penstock.app.cases import Cases
from penstock.app.cases.migrating import Outcome, carried_out
from penstock.app.cases.opening import person_of
from penstock.app.cases.planning import BATCH, Digest, Plan, planned, require_plan
from penstock.cli.cases.desk import REFUSED, Desk, moving
from penstock.cli.cases.telling import columns
from penstock.delivery.migrating import Blocked, Move, Way


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
    with desk.whole("migration") as cases:
        plans = planned(cases, stream=stream, stages=stages, items=items)
        only = require_plan(seen, plans) if seen else None
        doing = _Doing(
            cases=cases,
            actor=person_of(desk.actor) if apply else "",
            only=only,
            digest=Digest() if desk.as_json or not apply else None,
        )
        # Line after line: of very many cases nothing is held together but where a program reads it.
        for line in _json(plans, doing) if desk.as_json else _lines(plans, doing):
            click.echo(line)
    if doing.blocked or doing.unmoved:
        sys.exit(REFUSED)


@dataclass(kw_only=True)
class _Doing:
    """What becomes of cases, counted as it is told.

    Args:
        cases: The cases.
        actor: Who lets them go on; empty where they are only looked at.
        only: The moves that somebody has seen; None for all.
        digest: What the plans say, where somebody is told their name.
    """

    cases: Cases
    actor: str
    only: Digest | None
    digest: Digest | None
    moves: int = 0
    blocked: int = 0
    unmoved: int = 0

    @property
    def name(self) -> str:
        """Return the name of what was told."""
        return self.digest.name if self.digest else ""

    def outcomes(self, plan: Plan) -> Iterator[Outcome]:
        """Yield what becomes of the cases of a plan, each when it is known."""
        for number, outcome in enumerate(self._outcomes(plan), 1):
            self._count(outcome)
            yield outcome
            if self.actor and number % BATCH == 0:
                click.echo(f"penstock: {number} cases of {plan.new.stream_id} are done", err=True)

    def _outcomes(self, plan: Plan) -> Iterator[Outcome]:
        if self.actor:
            yield from carried_out(self.cases, plan, actor=self.actor, seen=self.only)
            return
        for page in plan.pages():
            yield from (Outcome(planned=each) for each in page)

    def _count(self, outcome: Outcome) -> None:
        if isinstance(outcome.planned, Blocked):
            self.blocked += 1
        else:
            self.moves += 1
            self.unmoved += not outcome.is_moved
        if self.digest:
            self.digest.add(outcome.planned)


def _lines(plans: Iterable[Plan], doing: _Doing) -> Iterator[str]:
    if not plans:
        yield "No open case of the streams in these documents runs on older ones."
        return
    for plan in plans:
        yield f"{plan.new.stream_id} {plan.new.name}, model {plan.new.fingerprint[:12]}"
        for way in plan.ways:
            yield from _way_lines(way)
        for outcome in doing.outcomes(plan):
            yield from _case_lines(outcome, is_done=bool(doing.actor))
    yield _summary(doing)


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


def _case_lines(outcome: Outcome, *, is_done: bool) -> Iterator[str]:
    planned = outcome.planned
    if isinstance(planned, Blocked):
        yield f"  {planned.case_id} is blocked in {planned.stage_id}"
        yield from (f"    {because}" for because in planned.because)
    elif outcome.error:
        yield f"  {planned.case_id} was not moved: {outcome.error}"
    else:
        verb = "goes" if is_done else "would go"
        where = f"from {planned.stage_id} to {planned.to_stage_id}"
        same = planned.stage_id == planned.to_stage_id
        yield f"  {planned.case_id} {verb} on {f'in {planned.stage_id}' if same else where}"
        yield from (f"    {remark}" for remark in planned.remarks)


def _summary(doing: _Doing) -> str:
    if not doing.actor:
        apply = f"; --apply --plan {doing.name} does this and nothing else" if doing.moves else ""
        return f"{doing.moves} can be moved, {doing.blocked} blocked. Nothing was changed{apply}."
    moved = doing.moves - doing.unmoved
    return f"{moved} moved, {doing.blocked} blocked, {doing.unmoved} changed meanwhile."


def _json(plans: Iterable[Plan], doing: _Doing) -> Iterator[str]:
    documents = [_document(plan, doing) for plan in plans]
    said = [{"plan": doing.name, **document} for document in documents]
    yield json.dumps(said, indent=2, ensure_ascii=False)


def _document(plan: Plan, doing: _Doing) -> dict[str, Any]:
    outcomes = list(doing.outcomes(plan))
    return {
        "stream_id": plan.new.stream_id,
        "fingerprint": plan.new.fingerprint,
        "applied": bool(doing.actor),
        "from": [_way_document(way) for way in plan.ways],
        "moves": [
            _move_document(each.planned, each, is_done=bool(doing.actor))
            for each in outcomes
            if isinstance(each.planned, Move)
        ],
        "blocked": [asdict(each.planned) for each in outcomes if isinstance(each.planned, Blocked)],
    }


def _way_document(way: Way) -> dict[str, Any]:
    return {
        "fingerprint": way.old.fingerprint,
        "stages": dict(way.stages),
        "items": dict(way.command.items),
        "unknown_items": way.unknown_items,
    }


def _move_document(move: Move, outcome: Outcome, *, is_done: bool) -> Mapping[str, Any]:
    said = {name: value for name, value in asdict(move).items() if name != "command"}
    return said | ({"moved": outcome.is_moved, "error": outcome.error} if is_done else {})
