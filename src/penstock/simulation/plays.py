"""A whole play: the steps of all cases of a company between two days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from penstock.delivery.models import StreamModel
from penstock.simulation.arrivals import DAYS_PER_MONTH, arrivals
from penstock.simulation.improving import Improvement
from penstock.simulation.journeys import journey
from penstock.simulation.people import staff
from penstock.simulation.plans import CompanyPlan
from penstock.simulation.steps import Step
from penstock.simulation.walking import World


def all_steps(
    company: CompanyPlan, models: Sequence[StreamModel], *, begin: date, end: date, seed: int
) -> list[Step]:
    """Return all that is done between two days, in order.

    Args:
        company: How the company is played.
        models: The streams that are.
        begin: The first day.
        end: The first day no more; what would be done later is left out, and its case stays open.
        seed: Of the play.

    Raises:
        BeyondCalendarError: The company's calendar does not reach far enough.
    """
    ends = _midnight(end, company)
    found = (
        step
        for world in _worlds(company, models, begin=begin, end=end, seed=seed)
        for case in _cases(world, begin=begin, end=end)
        for step in case
        if step.at < ends
    )
    return sorted(found, key=attrgetter("at", "case_id", "number"))


def _midnight(day: date, company: CompanyPlan) -> datetime:
    zone = ZoneInfo(company.calendar.zone)
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _worlds(
    company: CompanyPlan, models: Sequence[StreamModel], *, begin: date, end: date, seed: int
) -> Iterator[World]:
    roles = {role for model in models for role in _roles(model)}
    people = staff(roles, company, begin=begin, end=end, seed=seed)
    last = _midnight(end, company)
    since = last - timedelta(days=company.better_months * DAYS_PER_MONTH)
    for model in models:
        plan = company.streams[model.stream_id]
        better = Improvement(begins=since, ends=last, to=plan.better_to)
        yield World(
            model=model, plan=plan, company=company, people=people, improvement=better, seed=seed
        )


def _roles(model: StreamModel) -> Iterator[str]:
    yield ""
    for stage in model.stages:
        yield from stage.responsible
        yield stage.accountable


def _cases(world: World, *, begin: date, end: date) -> Iterator[tuple[Step, ...]]:
    stream_id = world.model.stream_id
    moments = arrivals(stream_id, world.plan, world.company, begin=begin, end=end, seed=world.seed)
    for number, opened in enumerate(moments, start=1):
        case_id = f"{stream_id}-SYN-{number:05}"
        customer = f"Synthetic customer {number} of {stream_id}"
        yield journey(world, case_id, customer=customer, opened=opened)


def resized(company: CompanyPlan, size: float) -> CompanyPlan:
    """Return a company to which so many times as many cases come."""
    streams = {
        name: replace(plan, cases_per_month=plan.cases_per_month * size)
        for name, plan in company.streams.items()
    }
    return replace(company, streams=streams)
