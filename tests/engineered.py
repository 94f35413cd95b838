"""An office whose cases hold results: a home that was designed twice, and a request studied."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from penstock.streams.ncv_03_solar_storage.items import (
    CustomerProposal,
    FinancialProjections,
    SystemDesign,
)
from tests.applications import COMPLETE
from tests.houses import Office, office
from tests.interconnection_walk import InterconnectionWalk
from tests.sales_walk import Walk

HOME, REQUEST = "SOL-20", "IC-20"


@dataclass
class Engineered:
    """The office, and what was recorded in it.

    Args:
        office: The office.
        design: The newest design of the home.
        proposal: The newest proposal for it.
        money: Its projections.
    """

    office: Office
    design: SystemDesign
    proposal: CustomerProposal
    money: FinancialProjections


@contextmanager
def engineered() -> Iterator[Engineered]:
    """Yield an office where sciences were at work, in cases that real acts were done in."""
    with office() as town:
        # Whoever closes stages here has no role; who may is tried elsewhere.
        cases = replace(town.cases, bound=frozenset(), answering=None)
        home = Walk(cases, HOME).to_proposal(cases.now())
        home.do("design", modules=16)
        home.do("propose", because="The customer wants fewer modules.", days=30)
        InterconnectionWalk(cases, REQUEST).apply(COMPLETE, cases.now()).through("look", "screen")
        yield Engineered(
            office=town,
            design=home.value(SystemDesign),
            proposal=home.value(CustomerProposal),
            money=home.value(FinancialProjections),
        )
