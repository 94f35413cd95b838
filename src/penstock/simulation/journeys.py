"""The way of one case through its stages: what is done, when, and what goes wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.delivery import commands as do
from penstock.delivery.models import StageModel
from penstock.simulation.chances import log_normal
from penstock.simulation.plans import Mishap, StagePlan
from penstock.simulation.steps import Step
from penstock.simulation.walking import Walk, World

EVIDENCE = "seen in the play"
# What is worked again takes so much of the time that it took.
AGAIN = 0.4
# When, of a stage's time, its outputs begin to be recorded, and when its work is done.
_OUTPUTS, _DONE = 0.9, 0.94


def journey(world: World, case_id: str, *, customer: str, opened: datetime) -> tuple[Step, ...]:
    """Return all that is done in one case, in order, however far into the future it leads.

    Args:
        world: What it has in common with others.
        case_id: The case.
        customer: Whom it is for.
        opened: When it comes.

    Raises:
        BeyondCalendarError: The company's calendar does not reach that far.
    """
    walk = Walk(world=world, case_id=case_id, customer=customer, at=opened)
    first, *_ = stages = world.model.stages
    walk.role = first.responsible[0] if first.responsible else ""
    product = walk.chance.choice(world.model.products) if world.model.products else ""
    walk.begin(_opening(case_id, product, customer))
    visited: set[str] = set()
    here: StageModel | None = stages[0]
    while here is not None:
        following = _visited(_visit(walk, here, is_first=here.id not in visited))
        if following is None:
            return tuple(walk.steps)
        visited.add(here.id)
        here = world.model.stage(following) if following else None
    for criterion in world.model.exit_criteria:
        walk.act(do.Attest(criterion=criterion, evidence=EVIDENCE), walk.at)
    return tuple(walk.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A visit of a stage: how long it is to take, and whether it is the case's first."""

    walk: Walk
    stage: StageModel
    plan: StagePlan
    span: timedelta
    is_first: bool

    def part(self, share: float) -> datetime:
        """Return the moment at which a share of its time is over."""
        return self.walk.entered + self.span * share

    def happens(self, mishap: Mishap | None) -> Mishap | None:
        """Return what goes wrong; of what is worked again nothing does."""
        if mishap is None or not self.is_first:
            return None
        return mishap if self.walk.chance.random() < mishap.chance else None

    def reason(self, mishap: Mishap) -> str:
        """Return why it went wrong."""
        return self.walk.chance.choice(mishap.reasons)


def _opening(case_id: str, product: str, customer: str) -> do.Open:
    """Return how a case begins; consents are given about a premise and an account."""
    number = case_id.rpartition("-")[2]
    return do.Open(
        case_id=case_id,
        product=product,
        customer=customer,
        premise=f"{int(number)} Synthetic Street",
        account=f"SYN-{number}",
    )


def _visit(walk: Walk, stage: StageModel, *, is_first: bool) -> _Visit:
    plan = walk.world.plan.stages[stage.id]
    mean = plan.days * walk.world.improvement.factor(walk.at) * (1 if is_first else AGAIN)
    span = timedelta(days=log_normal(walk.chance, mean, plan.spread))
    walk.come_to(stage)
    return _Visit(walk=walk, stage=stage, plan=plan, span=span, is_first=is_first)


def _visited(visit: _Visit) -> str | None:
    """Work a stage; return the next one's id, nothing behind the last, None where it ended."""
    walk, plan = visit.walk, visit.plan
    _prepare(visit)
    walk.claim(visit.part(plan.waiting))
    if drop_out := visit.happens(plan.drop_out):
        share = walk.chance.uniform(plan.waiting, _OUTPUTS)
        walk.act(do.Cancel(reason=visit.reason(drop_out)), visit.part(share))
        return None
    _record_early(visit)
    if hold := visit.happens(plan.hold):
        _hold(visit, hold)
    _give_out(visit)
    walk.complete(visit.part(_DONE))
    return _judged(visit)


def _prepare(visit: _Visit) -> None:
    """Answer for the entry criteria, and record what comes from outside."""
    walk, stage, model = visit.walk, visit.stage, visit.walk.world.model
    is_begin = visit.is_first and stage.id == model.stages[0].id
    criteria = model.entry_criteria if is_begin else ()
    missing = [each for each in stage.inputs if each not in walk.held]
    shares = (walk.chance.uniform(0, visit.plan.waiting) for _ in (*criteria, *missing))
    moments = iter(sorted(shares))
    for criterion in criteria:
        attest = do.Attest(criterion=criterion, evidence=EVIDENCE)
        walk.act(attest, visit.part(next(moments)))
    for item in missing:
        walk.record(item, visit.part(next(moments)), is_early=True)


def _record_early(visit: _Visit) -> None:
    """Record the papers of which there is an earlier version."""
    templates = visit.walk.world.plan.templates
    for paper in _papers(visit):
        if paper in templates and templates[paper].earlier:
            visit.walk.record(paper, visit.part(visit.plan.waiting + 0.02), is_early=True)


def _papers(visit: _Visit) -> tuple[str, ...]:
    return visit.walk.world.plan.papers.get(visit.stage.id, ())


def _hold(visit: _Visit, hold: Mishap) -> None:
    begin = visit.plan.waiting + 0.04
    end = min(_OUTPUTS - 0.02, begin + hold.share)
    visit.walk.act(do.Hold(reason=visit.reason(hold)), visit.part(begin))
    visit.walk.act(do.Resume(reason="It has come."), visit.part(end))


def _give_out(visit: _Visit) -> None:
    items = list(_last_items(visit))
    for number, item in enumerate(items):
        share = _OUTPUTS + (_DONE - _OUTPUTS) * number / (len(items) + 1)
        visit.walk.record(item, visit.part(share))


def _last_items(visit: _Visit) -> Iterator[str]:
    """Yield what is recorded at the end: later versions, papers, and what the stage gives out."""
    walk, stage = visit.walk, visit.stage
    yield from (each for each in stage.inputs if each in walk.replaceable)
    for paper in _papers(visit):
        if paper in walk.replaceable or not _is_recorded_early(visit, paper):
            yield paper
    yield from stage.outputs


def _is_recorded_early(visit: _Visit, paper: str) -> bool:
    template = visit.walk.world.plan.templates.get(paper)
    return bool(template and template.earlier)


def _judged(visit: _Visit) -> str | None:
    """Pass the gate, perhaps after something was found wrong; return what comes next."""
    walk, stage = visit.walk, visit.stage
    role, gate = stage.accountable or walk.role, visit.part(1)
    if rework := visit.happens(visit.plan.rework):
        reason = visit.reason(rework)
        if rework.back_to:
            return _reopened(walk, rework.back_to, reason, role, gate)
        walk.decide(do.SendBack(role=role, reason=reason), role, gate)
        walk.claim(walk.at + visit.span * (AGAIN / 2))
        walk.complete(walk.at + visit.span * (AGAIN / 2))
        gate = walk.at
    walk.decide(do.Pass(role=role, evidence=EVIDENCE), role, gate)
    following = walk.world.model.after(stage.id)
    return following.id if following else ""


def _reopened(walk: Walk, back_to: str, reason: str, role: str, at: datetime) -> str:
    walk.decide(do.Reopen(stage_id=back_to, reason=reason), role, at)
    model = walk.world.model
    for stage in model.stages[model.position(back_to) :]:
        walk.held.difference_update(stage.outputs)
    return back_to
