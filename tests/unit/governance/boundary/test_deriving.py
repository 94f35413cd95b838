"""What is made of several things: rule D13 of the operating model."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.deriving import Derived, decide_derived, derive
from penstock.governance.consent.register import ConsentRegister
from tests.oracles.boundary.company import company_policies
from tests.oracles.boundary.crossings import crossings
from tests.unit.governance.boundary.asked import (
    AES,
    CLERK,
    CONSENT,
    OPERATOR,
    QUESTION,
    REGULATED,
    USAGE,
)

TELEMETRY = replace(USAGE, id="device-of-C-1", side=AES, data_class="smart_home")
SCORE = derive([USAGE, TELEMETRY], id="score", kind="score")


def _rule(boundary: Boundary, question: Question, thing: Derived, *consents: object) -> str:
    register = ConsentRegister(consents)  # type: ignore[arg-type]
    decision, _ = decide_derived(boundary, question, thing, candidate=register.candidate)
    return decision.rule


def test_d13_a_score_is_closed_to_whoever_may_not_see_one_of_its_origins(
    boundary: Boundary,
) -> None:
    as_aes = replace(QUESTION, actor=CLERK)
    as_utility = replace(QUESTION, actor=OPERATOR, acting_for=REGULATED, purpose="der_program")

    assert _rule(boundary, as_aes, SCORE) == "consent-none"
    assert _rule(boundary, as_aes, SCORE, CONSENT) == "own-side"
    assert _rule(boundary, as_utility, SCORE, CONSENT) == "consent-other-grantee"


def test_d13_a_computation_on_a_computation_hides_nothing(boundary: Boundary) -> None:
    segment = derive([SCORE, TELEMETRY], id="segment", kind="segment")

    assert segment.origins == SCORE.origins
    assert _rule(boundary, QUESTION, segment) == "consent-none"


def test_d13_many_readings_of_one_customer_are_one_origin() -> None:
    readings = [replace(USAGE, id=f"reading-{n}") for n in range(1_000)]

    assert derive(readings, id="forecast", kind="forecast").origins == (readings[0],)


def test_d13_what_is_made_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="made of nothing"):
        derive([], id="guess", kind="score")


ASKED = list(crossings(300, seed=13))
OBJECTS = [each.object for each in ASKED]
BOUNDARY = Boundary(company_policies())


@given(st.sampled_from(ASKED), st.lists(st.sampled_from(OBJECTS), min_size=1, max_size=4))
def test_d13_what_is_derived_is_allowed_exactly_where_all_origins_are(
    question: Question, made_of: list[object]
) -> None:
    register = ConsentRegister([question.consent] if question.consent else [])
    thing = derive(made_of, id="score", kind="score")  # type: ignore[arg-type]

    decision, asked = decide_derived(BOUNDARY, question, thing, candidate=register.candidate)

    assert decision.allowed == all(each.allowed for each in BOUNDARY.decide_all(asked))
    assert len(asked) == len(set(thing.origins))
