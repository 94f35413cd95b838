"""Refusing consent changes nothing in regulated service."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.conduct.same_service import (
    ServedCase,
    prices_by_consent,
    waits_by_consent,
)
from penstock.governance.fairness.comparing import Verdict
from penstock.governance.fairness.waits import Wait

HOUR = timedelta(hours=1)


def _cases(*, slower: float, dearer: str, number: int = 80) -> list[ServedCase]:
    chance = Random(5)
    cases = []
    for index in range(number):
        consents = index % 2 == 0
        length = chance.uniform(4, 40) * (1 if consents else slower)
        price = Decimal("0.14") if consents else Decimal(dearer)
        wait = Wait(length * HOUR)
        cases.append(
            ServedCase(
                id=str(index), service="move-in", has_consented=consents, price=price, wait=wait
            )
        )
    return cases


def test_d9_those_who_refuse_pay_and_wait_like_those_who_consent() -> None:
    cases = _cases(slower=1, dearer="0.14")

    assert list(prices_by_consent(cases)) == []
    assert [each.verdict for each in waits_by_consent(cases)] == [Verdict.NO_DIFFERENCE]


def test_d9_a_higher_price_for_refusing_is_found() -> None:
    (found,) = prices_by_consent(_cases(slower=1, dearer="0.15"))

    assert str(found).startswith("move-in costs those who consent 0.14 and those who refuse 0.15.")


def test_d9_slower_service_for_refusing_is_found() -> None:
    (found,) = waits_by_consent(_cases(slower=1.7, dearer="0.14"))

    assert found.verdict is Verdict.FASTER


@given(st.permutations(range(12)))
def test_d9_the_order_of_cases_does_not_matter(order: list[int]) -> None:
    alike = _cases(slower=1, dearer="1", number=12)
    cases = [replace(each, price=Decimal(number % 3)) for number, each in enumerate(alike)]

    shuffled = [cases[index] for index in order]

    assert list(prices_by_consent(shuffled)) == list(prices_by_consent(cases))
    assert [each.p_faster for each in waits_by_consent(shuffled)] == [
        each.p_faster for each in waits_by_consent(cases)
    ]
