"""Many questions at once are answered as each would be alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import cedarpy
import pytest

from penstock.app.boundary.reading import read_boundary
from penstock.governance.boundary import deciding
from penstock.governance.boundary.asking import Action, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.policies import Policies
from penstock.governance.boundary.statements import PolicyFile
from penstock.kernel.sides import Side
from tests.oracles.boundary.crossings import crossings
from tests.unit.governance.boundary.asked import OPERATOR, QUESTION

SUBJECTS = ("C-1", "non-regulated", "regulated", "Zo\u00eb", "")


def _others(question: Question) -> list[Question]:
    """Return the same question about others, at another time, with and without a consent."""
    told = [
        replace(question, object=replace(question.object, subject=each, premise=f"of {each}"))
        for each in SUBJECTS
    ]
    later = [replace(each, at=each.at + timedelta(days=400)) for each in told]
    return [*told, *later, *(replace(each, consent=None, emergency=None) for each in told)]


@pytest.mark.parametrize("seed", range(4))
def test_many_questions_at_once_are_answered_as_each_would_be_alone(
    boundary: Boundary, seed: int
) -> None:
    asked = [other for each in crossings(60, seed=seed) for other in _others(each)]

    assert list(boundary.decide_all(asked)) == [boundary.decide(each) for each in asked]


def test_what_was_asked_before_changes_no_answer(boundary: Boundary) -> None:
    asked = [other for each in crossings(60, seed=7) for other in _others(each)]
    asked_anew = Boundary(boundary.policies).decide_all(asked)
    used = Boundary(boundary.policies)
    for each in reversed(asked):
        used.decide(each)

    assert used.decide_all(asked) == asked_anew


@pytest.mark.parametrize(("room", "asked"), [(9, 3), (3, 3), (2, 4)])
def test_cedar_is_asked_again_for_what_there_is_no_room_to_remember(
    boundary: Boundary, monkeypatch: pytest.MonkeyPatch, room: int, asked: int
) -> None:
    calls: list[Any] = []
    ask = cedarpy.is_authorized_batch

    def heard(requests: Any, *others: Any) -> Any:
        calls.append(requests)
        return ask(requests, *others)

    monkeypatch.setattr(cedarpy, "is_authorized_batch", heard)
    monkeypatch.setattr(deciding, "MOST_REMEMBERED", room)
    used = Boundary(boundary.policies)

    for purpose in ("solar_design", "billing", "support", "solar_design"):
        used.decide(replace(QUESTION, consent=None, purpose=purpose))

    assert len(calls) == asked


def _with(reference_company: Path, statement: str) -> Boundary:
    """Return a boundary with one more policy."""
    folder = reference_company / "policy"
    files = [
        PolicyFile(name=each.name, text=each.read_text(encoding="utf-8"))
        for each in folder.glob("*.cedar")
    ]
    more = PolicyFile(name="0.cedar", text=f'@id("more")\n@reason("It is a test.")\n{statement}')
    return Boundary(Policies.read([*files, more], schema=read_boundary(folder).policies.schema))


@pytest.mark.parametrize(
    "condition",
    [
        'resource.subject == "C-2"',
        'resource.account like "*2"',
        'resource has premise && resource.premise == "2"',
        'principal.hat == principal.hat && resource.subject == "C-2"',
        'context.purpose == "x" || resource.subject == "C-2"',
        'if resource.subject == "C-2" then true else false',
        'resource.data_class == resource.data_class && resource.subject == "C-2"',
        "context.at > 9000000000000000",
        '[resource.subject].contains("C-2")',
        '{"Value": resource.subject}["Value"] == "C-2"',
    ],
)
def test_a_policy_that_looks_at_whom_it_is_about_gets_each_question(
    reference_company: Path, condition: str
) -> None:
    more = "forbid (principal, action, resource is PersonalData) when {" + condition + "};"
    boundary = _with(reference_company, more)
    own = replace(QUESTION, acting_for=Side.REGULATED, action=Action.WRITE, consent=None)
    own = replace(own, actor=OPERATOR)
    second = replace(own.object, subject="C-2", premise="2", account="A-2")
    far = replace(own, object=second, at=own.at + timedelta(days=365 * 300))

    answers = [each.allowed for each in boundary.decide_all([own, far, own])]

    assert answers == [True, False, True]
