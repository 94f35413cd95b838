"""Whatever is done to a consent without the customer, nothing is allowed that was not before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.boundary.asking import Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.consent.changing import moved_out, narrowed, revoked
from penstock.governance.consent.consent import Consent
from tests.oracles.boundary.company import company_policies
from tests.unit.governance.boundary.asked import CONSENT, QUESTION, START

BOUNDARY = Boundary(company_policies())
WIDE = replace(
    CONSENT,
    data_classes=frozenset({"interval_usage", "billing", "payment"}),
    purposes=frozenset({"solar_design", "advice", "marketing"}),
)
MOMENTS = st.integers(1, 100).map(lambda day: START + timedelta(days=day))
Change = Callable[[Consent], Consent]


def _some(words: frozenset[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(words)))


CHANGES = st.one_of(
    _some(WIDE.data_classes).map(
        lambda some: lambda each: narrowed(each, data_classes=each.data_classes & some)
    ),
    _some(WIDE.purposes).map(
        lambda some: lambda each: narrowed(each, purposes=each.purposes & some)
    ),
    MOMENTS.map(lambda at: lambda each: narrowed(each, end=min(each.end, at))),
    MOMENTS.map(lambda at: lambda each: moved_out(each, at=at)),
    MOMENTS.map(lambda at: lambda each: revoked(each, at=at)),
)
QUESTIONS = st.builds(
    lambda data_class, purpose, at: replace(
        QUESTION,
        object=replace(QUESTION.object, data_class=data_class),
        purpose=purpose,
        at=at,
    ),
    st.sampled_from(sorted(WIDE.data_classes)),
    st.sampled_from(sorted(WIDE.purposes)),
    MOMENTS,
)


@given(st.lists(CHANGES, max_size=5), st.lists(QUESTIONS, min_size=1, max_size=8))
def test_d8_without_a_new_act_a_consent_never_allows_more(
    changes: list[Change], questions: list[Question]
) -> None:
    allowed = _allowed(WIDE, questions)
    consent = WIDE
    for change in changes:
        after = change(consent)
        assert after is consent or after.version == consent.version + 1
        consent = after
        now_allowed = _allowed(consent, questions)
        assert now_allowed <= allowed
        allowed = now_allowed


def _allowed(consent: Consent, questions: list[Question]) -> set[int]:
    asked = [replace(each, consent=consent) for each in questions]
    return {n for n, each in enumerate(BOUNDARY.decide_all(asked)) if each.allowed}
