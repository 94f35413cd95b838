"""Whether a favour is found, and how often equal service is called one."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from benchmarks.common.goals import Figure
from penstock.governance.fairness.comparing import Verdict, compared
from penstock.governance.fairness.waits import Wait

MONTHS = 1_000
FAVOUR = 0.55
_HOUR = timedelta(hours=1)


def figures(months: int = MONTHS) -> Iterator[Figure]:
    """Yield in how many months a favour is found: where there is none, and where there is one.

    Goals leave room for chance: 5 % of equal months are called a favour at the level of 5 %.
    """
    for requests in (15, 60, 120):
        name = f"{months:,} months of {requests} requests a side"
        yield Figure(
            name=f"{name}: called a favour, served alike",
            value=_favoured(months, requests, speed=1.0),
            unit="",
            at_most=0.08 * months,
        )
        yield Figure(
            name=f"  called a favour, AES served in {FAVOUR:.0%} of the time",
            value=_favoured(months, requests, speed=FAVOUR),
            unit="",
            at_least=0.95 * months if requests >= 120 else None,
        )


def _favoured(months: int, requests: int, *, speed: float) -> int:
    found = [_verdict(Random(seed), requests, speed) for seed in range(months)]
    return found.count(Verdict.FASTER)


def _verdict(chance: Random, requests: int, speed: float) -> Verdict:
    aes = [_wait(chance, speed) for _ in range(requests)]
    regulated = [_wait(chance, 1.0) for _ in range(requests)]
    return compared("a reply", first=("AES", aes), second=("Regulated", regulated)).verdict


def _wait(chance: Random, speed: float) -> Wait:
    """Return a wait; one that is longer than a day goes on, as at the end of a month."""
    hours = chance.expovariate(1 / 6) * speed
    return Wait(min(hours, 24.0) * _HOUR, goes_on=hours > 24)
