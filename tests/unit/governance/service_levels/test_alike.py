"""AES is served no better than Regulated: the same clock, and no shorter waits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from penstock.governance.fairness.comparing import Verdict
from penstock.governance.service_levels.alike import served_alike, unlike_terms
from penstock.governance.service_levels.business_time import add_business_time
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.governance.service_levels.reporting import measured_until
from penstock.governance.service_levels.requests import Request
from tests.unit.governance.service_levels.promising import (
    AES,
    CALENDARS,
    JUNE,
    REGULATED,
    agreement,
)
from tests.unit.governance.service_levels.timing import OFFICE, local

HOUR = timedelta(hours=1)
START = local(OFFICE, "2026-06-01")
AGREEMENTS = {each.id: each for each in (REGULATED, AES)}
_Serve = Callable[[Random, str], timedelta]


def _alike(chance: Random, _who: str) -> timedelta:
    return chance.expovariate(1 / 6) * HOUR


def _favoured(chance: Random, who: str) -> timedelta:
    return _alike(chance, who) * (0.55 if who == AES.id else 1)


def _verdict(serve: _Serve, seed: int, number: int = 60) -> Verdict:
    chance = Random(seed)
    asked = []
    for index in range(number):
        who = (REGULATED.id, AES.id)[index % 2]
        opened = add_business_time(OFFICE, START, chance.random() * 120 * HOUR)
        closed = add_business_time(OFFICE, opened, serve(chance, who))
        asked.append(Request(id=str(index), agreement_id=who, opened=opened, closed=closed))
    known = measured_until(AGREEMENTS, asked, CALENDARS, JUNE.end)
    (found,) = served_alike(AGREEMENTS, known)
    return found.verdict


def test_s6_both_sides_have_the_same_clock_on_the_same_tier() -> None:
    assert list(unlike_terms([REGULATED, AES])) == []

    hasty = replace(AES, target=ServiceLevel.parse("4 business hours"))
    (found,) = unlike_terms([REGULATED, hasty])

    assert "target 8 business hours and 4 business hours" in str(found)
    assert list(unlike_terms([REGULATED, replace(hasty, tier="express")])) == []


def test_s6_a_planted_favour_of_aes_is_detected() -> None:
    verdicts = [_verdict(_favoured, seed, number=240) for seed in range(20)]

    assert verdicts.count(Verdict.FASTER) >= 18


def test_s6_equal_service_is_seldom_called_a_favour() -> None:
    verdicts = [_verdict(_alike, seed) for seed in range(100)]

    # At a level of 5 %, more than 12 of 100 come by chance once in 700 times.
    assert verdicts.count(Verdict.FASTER) <= 12


def test_s6_leaving_requests_of_regulated_open_hides_no_favour() -> None:
    opened = local(OFFICE, "2026-06-01T08:00")
    asked = [
        Request(
            id=f"{who}{number}",
            agreement_id=who,
            opened=opened,
            closed=opened + 2 * HOUR if who == AES.id else None,
        )
        for who in AGREEMENTS
        for number in range(10)
    ]

    (found,) = served_alike(AGREEMENTS, measured_until(AGREEMENTS, asked, CALENDARS, JUNE.end))

    assert found.verdict is Verdict.FASTER


@pytest.mark.parametrize("tier", ["standard", "express"])
def test_only_agreements_on_the_same_tier_are_compared(tier: str) -> None:
    promised = {
        each.id: each for each in (REGULATED, agreement(id="LEGAL-AES", side=AES.side, tier=tier))
    }
    asked = [
        Request(
            id=who,
            agreement_id=who,
            opened=local(OFFICE, "2026-06-01"),
            closed=local(OFFICE, "2026-06-02"),
        )
        for who in promised
    ]

    found = served_alike(promised, measured_until(promised, asked, CALENDARS, JUNE.end))

    assert len(found) == (tier == "standard")
