"""The boundary against plain Python: no leak, no wrong denial, each denial with its reason."""

import random
from dataclasses import replace

from penstock.governance.boundary.asking import Action
from penstock.governance.boundary.deciding import Boundary
from tests.oracles.boundary.crossings import BREAKS, crossings, near_misses
from tests.oracles.boundary.verdict import verdict


def test_random_crossings_are_decided_as_the_rules_say(boundary: Boundary) -> None:
    asked = list(crossings(4_000, seed=random.randrange(10**6)))

    decisions = boundary.decide_all(asked)

    wrong = [
        (decision.rule, verdict(question), question)
        for question, decision in zip(asked, decisions, strict=True)
        if verdict(question) != (decision.allowed, decision.rule)
    ]
    assert wrong == []


def test_d3_a_near_miss_is_denied_with_the_term_that_is_off(boundary: Boundary) -> None:
    missed = list(near_misses(2_000, seed=random.randrange(10**6)))

    decisions = boundary.decide_all([question for question, _ in missed])
    live = boundary.decide_all([replace(near, consent=None) for near, _ in missed])

    assert [each.rule for each in decisions] == [rule for _, rule in missed]
    assert {each.allowed for each in (*decisions, *live)} == {False}


def test_near_misses_would_be_allowed_but_for_their_one_term(boundary: Boundary) -> None:
    lived = list(near_misses(500, seed=7, whole=True))

    assert {each.rule for each in boundary.decide_all([near for near, _ in lived])} == {
        "with-consent"
    }
    assert {rule for _, rule in near_misses(500, seed=7)} == set(BREAKS)
    assert {near.action for near, _ in lived} == {Action.READ, Action.REFER}
