"""Interconnection requests to try the queue with."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from penstock.governance.interconnection.procedure import Procedure, Step, Track
from penstock.governance.interconnection.requests import (
    Customer,
    Entry,
    InterconnectionRequest,
    Milestone,
    Project,
)
from penstock.governance.service_levels.levels import ServiceLevel

START = datetime(2026, 1, 5, 16, tzinfo=UTC)
NOW = START + timedelta(days=200)
AES = Customer(name="AES", is_affiliate=True)
RIVERA = Customer(name="Rivera Solar", is_affiliate=False)
_WITHIN = {
    Milestone.COMPLETE: (Milestone.RECEIVED, "10 business days"),
    Milestone.STUDIED: (Milestone.COMPLETE, "30 business days"),
    Milestone.AGREEMENT_TENDERED: (Milestone.STUDIED, "5 business days"),
}
STEPS = tuple(
    Step(after=after, milestone=milestone, within=ServiceLevel.parse(within))
    for milestone, (after, within) in _WITHIN.items()
)
PROCEDURE = Procedure(
    tracks=(
        Track(
            name="10 kW inverter process",
            up_to_kw=Decimal(10),
            only_certified=True,
            checks=("15 % of the line section's peak",),
            steps=STEPS[:1],
        ),
        Track(name="study process", checks=("load flow",), steps=STEPS),
    )
)
_ORDER = (Milestone.RECEIVED, *_WITHIN, Milestone.PERMITTED)


def request(
    name: str, *days: float, kw: str | None = "5", withdrawn: float | None = None
) -> InterconnectionRequest:
    """Return a request that reached one milestone after the other on these days."""
    return InterconnectionRequest(
        id=name,
        project=Project(
            capacity_kw=Decimal(kw) if kw else None,
            is_certified=True,
            point_of_interconnection="F-1",
        ),
        reached={
            milestone: START + timedelta(days=day)
            for milestone, day in zip(_ORDER, days, strict=False)
        },
        withdrawn=None if withdrawn is None else START + timedelta(days=withdrawn),
    )


@st.composite
def _entry(draw: st.DrawFn, name: str) -> Entry:
    days = sorted(draw(st.lists(st.integers(0, 180), min_size=1, max_size=5)))
    asked = request(
        name,
        *days,
        kw=draw(st.sampled_from(["3", "10", "11", "900", None])),
        withdrawn=draw(st.none() | st.integers(days[-1], 250)),
    )
    return Entry(request=asked, customer=draw(st.sampled_from([AES, RIVERA])))


ENTRIES = st.integers(1, 8).flatmap(
    lambda number: st.tuples(*[_entry(f"Q-{n}") for n in range(number)])
)
