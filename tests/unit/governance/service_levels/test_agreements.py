import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.service_levels.agreements import (
    AgreementError,
    CreditStep,
    Measure,
)
from tests.unit.governance.service_levels.promising import REGULATED, agreement

STEPS = st.lists(
    st.tuples(st.integers(1, 90), st.integers(1, 100)), max_size=4, unique_by=lambda pair: pair[0]
)


@pytest.mark.parametrize("percent", [1, 2, 3, 11, 50, 90, 92, 100])
def test_a_measure_names_percentile_and_method_and_is_read_again(percent: int) -> None:
    measure = Measure(percent=percent)

    assert Measure.parse(str(measure)) == measure
    assert str(measure).endswith(" percentile, nearest rank")


@pytest.mark.parametrize(
    "text", ["90 %", "90th percentile", "90th percentile, linear interpolation", "average"]
)
def test_a_measure_without_a_known_method_is_refused(text: str) -> None:
    with pytest.raises(AgreementError, match="Name percentile and method"):
        Measure.parse(text)


def test_so_many_have_to_be_in_time_as_the_nearest_rank_says() -> None:
    assert [Measure(percent=90).needed(number) for number in (0, 1, 9, 10, 11)] == [0, 1, 9, 9, 10]


@given(STEPS, st.integers(0, 60), st.integers(0, 60), st.integers(0, 10**9))
def test_s8_a_credit_is_whole_cents_never_exceeds_the_charge_and_grows_with_what_is_missed(
    steps: list[tuple[int, int]], missed: int, more: int, charge_cents: int
) -> None:
    shares = sorted((below for below, _ in steps), reverse=True)
    owed = sorted({credit for _, credit in steps})
    owing = tuple(
        CreditStep(below_percent=below, credit_percent=credit)
        for below, credit in zip(shares, owed, strict=False)
    )
    promised = agreement(credits=owing)

    little, much = (
        promised.credit_cents(in_time=120 - late, requests=120, charge_cents=charge_cents)
        for late in (missed, missed + more)
    )

    assert 0 <= little <= much <= charge_cents


def test_a_credit_is_rounded_down_to_the_cent() -> None:
    owed = REGULATED.credit_cents(in_time=8, requests=10, charge_cents=1_000_019)

    assert owed == 50_000  # 5 % are 50 000.95 cents


def test_exactly_the_promised_share_earns_no_credit() -> None:
    assert REGULATED.credit_cents(in_time=9, requests=10, charge_cents=100) == 0
    assert REGULATED.credit_cents(in_time=0, requests=0, charge_cents=100) == 0


def test_all_that_is_wrong_with_an_agreement_is_said_at_once() -> None:
    steps = (
        CreditStep(below_percent=95, credit_percent=50),
        CreditStep(below_percent=80, credit_percent=20),
        CreditStep(below_percent=10, credit_percent=120),
    )
    with pytest.raises(AgreementError) as raised:
        agreement(provider=" ", warn_at_percent=100, charge_cents=-1, credits=steps)

    for part in (
        "Agreement LEGAL-REG cannot be: it does not say its provider",
        "it warns at 100 %",
        "it charges -1 cents",
        "a credit below 95 % in time, which is no share from 1 to the 90 % it promises",
        "it owes 120 % of the charge",
        "it owes less where more is missed",
    ):
        assert part in str(raised.value)
