"""How well a lead fits, as points with reasons; the table is ours."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from penstock.streams.ncv_01_smart_home.items.marketing import (
    HomeInquiry,
    Inquiries,
    QualifiedLeads,
    ScoreReason,
)

LEAST_SCORE = 50
_BASE = ScoreReason(points=40, because="The household asked by itself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What something adds to a score.

    Args:
        points: How much.
        because: Why.
        holds: Tells whether it holds of what was asked.
    """

    points: int
    because: str
    holds: Callable[[Inquiries], bool]


def _newest(test: Callable[[HomeInquiry], bool]) -> Callable[[Inquiries], bool]:
    return lambda asked: test(asked.newest)


TABLE = (
    Points(
        points=20,
        because="Who asks owns the home and decides alone what is changed in it.",
        holds=_newest(lambda each: each.owns_home is True),
    ),
    Points(
        points=-20,
        because="Who asks rents the home; a landlord has to agree to a thermostat.",
        holds=_newest(lambda each: each.owns_home is False),
    ),
    Points(
        points=15,
        because="The premium tier is asked for.",
        holds=_newest(lambda each: each.tier == "premium"),
    ),
    Points(
        points=10,
        because="Both e-mail and telephone were given.",
        holds=_newest(lambda each: bool(each.email and each.phone)),
    ),
    Points(
        points=10,
        because="It was asked for more than once.",
        holds=lambda asked: len(asked.inquiries) > 1,
    ),
    Points(
        points=10,
        because="Home Energy Audit & Upgrade Services recommended it after a look at the home.",
        holds=_newest(lambda each: bool(each.origin)),
    ),
    Points(
        points=5,
        because="It is said what the devices shall do.",
        holds=_newest(lambda each: bool(each.wishes.strip())),
    ),
)


def scored(asked: Inquiries, *, now: datetime) -> QualifiedLeads:
    """Return the score of a household, with every reason; 0 to 100."""
    reasons = (_BASE, *_reasons(asked))
    score = min(100, max(0, sum(each.points for each in reasons)))
    return QualifiedLeads(
        score=score,
        is_qualified=score >= LEAST_SCORE,
        reasons=reasons,
        least_score=LEAST_SCORE,
        campaign=asked.newest.campaign,
        qualified_at=now,
    )


def _reasons(asked: Inquiries) -> Iterator[ScoreReason]:
    for each in TABLE:
        if each.holds(asked):
            yield ScoreReason(points=each.points, because=each.because)
