"""A small company with one stream of three stages, to be played."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from penstock.delivery.models import StageModel, StreamModel
from penstock.governance.service_levels.calendars import Calendar, Hours
from penstock.simulation.improving import Improvement
from penstock.simulation.people import staff
from penstock.simulation.plans import CompanyPlan, Mishap, StagePlan, StreamPlan
from penstock.simulation.walking import World

DAY = (Hours(opens=8 * 60, closes=17 * 60),)
BEGIN, END = date(2025, 3, 3), date(2025, 6, 3)
CALENDAR = Calendar(
    id="played",
    version=1,
    zone="America/Los_Angeles",
    week=(DAY, DAY, DAY, DAY, DAY, (), ()),
    holidays=frozenset({date(2025, 5, 26)}),
    first_year=2024,
    last_year=2028,
)
MODEL = StreamModel(
    stream_id="TST-01",
    name="Trial",
    entry_criteria=("Somebody asks",),
    exit_criteria=("They have it",),
    products=("P-1", "P-2"),
    stages=(
        StageModel(
            id="TST-01.1",
            name="Ask",
            inputs=("Inquiry",),
            outputs=("Offer",),
            responsible=("Seller", "Helper"),
            accountable="Manager",
        ),
        StageModel(
            id="TST-01.2",
            name="Build",
            inputs=("Offer", "Inspection"),
            outputs=("Thing", "Log"),
            responsible=("Builder",),
            accountable="Manager",
        ),
        StageModel(id="TST-01.3", name="Hand over", inputs=("Thing",), outputs=("Thanks",)),
    ),
)


def stream(**changed: Any) -> StreamPlan:
    """Return how the stream is played, without anything that goes wrong but what is given."""
    days = {"TST-01.1": 4.0, "TST-01.2": 20.0, "TST-01.3": 3.0}
    stages = {name: StagePlan(days=each) for name, each in days.items()}
    return replace(StreamPlan(cases_per_month=10, stages=stages), **changed)


def company(plan: StreamPlan | None = None, **changed: Any) -> CompanyPlan:
    """Return how the company is played."""
    usual = CompanyPlan(
        streams={"TST-01": plan or stream()},
        calendar=CALENDAR,
        weekdays=(1.2, 1.1, 1.0, 1.0, 0.9, 0.3, 0.2),
        better_months=1,
        people_per_role=3,
        given_names=("Ada", "Ben", "Cara"),
        family_names=("Lind", "Moss"),
    )
    return replace(usual, **changed)


def troubled(*, chance: float = 0.4) -> StreamPlan:
    """Return a stream in which everything goes wrong now and then."""
    hold = Mishap(chance=chance, reasons=("It waits for the authority.",))
    rework = Mishap(chance=chance, reasons=("It leaks.",), back_to="TST-01.2")
    again = Mishap(chance=chance, reasons=("A field is empty.",))
    drop_out = Mishap(chance=chance / 4, reasons=("It is too dear.",))
    stages = {
        "TST-01.1": StagePlan(days=4, hold=hold, rework=again, drop_out=drop_out),
        "TST-01.2": StagePlan(days=20, hold=hold, rework=again, drop_out=drop_out),
        "TST-01.3": StagePlan(days=3, hold=hold, rework=rework, drop_out=drop_out),
    }
    return stream(stages=stages)


def world(plan: StreamPlan | None = None, *, seed: int = 1, to: float = 1.0) -> World:
    """Return what cases of the stream have in common."""
    played = company(plan)
    roles = {"", "Seller", "Helper", "Builder", "Manager"}
    ends = datetime(2025, 6, 3, tzinfo=UTC)
    return World(
        model=MODEL,
        plan=plan or stream(),
        company=played,
        people=staff(roles, played, begin=BEGIN, end=END, seed=seed),
        improvement=Improvement(begins=ends, ends=ends, to=to),
        seed=seed,
    )
