"""Policies are held against their schema when they are read, and whatever fails denies."""

import json
from contextlib import suppress
from dataclasses import replace
from itertools import product

import cedarpy
import pytest

from penstock.governance.boundary.asking import Action, Object, Question
from penstock.governance.boundary.deciding import Boundary
from penstock.governance.boundary.policies import Policies, PolicyError
from penstock.governance.boundary.requests import in_cedar, kind_of
from penstock.governance.boundary.statements import PolicyFile
from penstock.governance.consent.consent import Consent
from tests.oracles.boundary.crossings import crossings
from tests.unit.governance.boundary.asked import CONSENT, QUESTION, USAGE, company_data

SCHEMA = PolicyFile(
    name="schema.cedarschema",
    text="""
entity Person = { side: String };
entity Thing = { side: String };
// A comment; with a semicolon.
action read appliesTo { principal: [Person], resource: [Thing], context: { hat: String } };
""",
)
OWN = """// Rules; of a sort.
@id("own")
@reason("It is theirs; \\"theirs\\" alone.")
permit (principal, action == Action::"read", resource)
when { context.hat == resource.side };
"""


def _read(*texts: str, schema: PolicyFile = SCHEMA) -> Policies:
    files = [PolicyFile(name=f"{n}.cedar", text=text) for n, text in enumerate(texts, start=1)]
    return Policies.read(files, schema=schema)


def test_policies_are_read_in_the_order_of_files_and_lines() -> None:
    second = OWN.replace('"own"', '"second"')

    read = _read(OWN + second, OWN.replace('"own"', '"third"'))

    assert [each.id for each in read.in_order] == ["own", "second", "third"]
    assert [each.statement.line for each in read.in_order] == [2, 7, 2]
    assert read.in_order[0].reason == 'It is theirs; "theirs" alone.'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (OWN.replace("when", "wenn"), "1.cedar:2: this is no policy: "),
        (OWN.replace("};", "}"), "1.cedar:2: this is no policy: "),
        (OWN.replace('@id("own")\n', ""), "1.cedar:2: there is no @id"),
        (OWN.replace("@reason", "@because"), "1.cedar:2: there is no @reason"),
        (OWN + "\n" + OWN, "1.cedar:8: the id own is taken by 1.cedar:2"),
        (OWN.replace("hat", "hats"), "1.cedar:2: own does not keep to the schema: "),
        (OWN.replace('"read"', '"reads"'), "1.cedar:2: own does not keep to the schema: "),
        (OWN.replace("principal,", "principal == ?principal,"), "1.cedar:2: this is a template"),
    ],
    ids=["word", "semicolon", "id", "reason", "twice", "attribute", "action", "template"],
)
def test_a_policy_that_cannot_be_used_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(PolicyError) as refused:
        _read(text)

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("hat: String", "hat: Text", 5), ("entity Thing", "entity entity Thing", 3)],
)
def test_a_schema_that_cannot_be_read_is_refused_with_its_line(
    old: str, new: str, line: int
) -> None:
    broken = replace(SCHEMA, text=SCHEMA.text.replace(old, new))

    with pytest.raises(PolicyError, match=f"schema.cedarschema:{line}: the schema cannot be read"):
        _read(OWN, schema=broken)


def test_the_fingerprint_changes_with_a_word_and_not_with_a_line_ending() -> None:
    assert _read(OWN).sha256 == _read(OWN.replace("\n", "\r\n")).sha256
    assert _read(OWN).sha256 != _read(OWN.replace("Rules", "Laws")).sha256


def _with_a_rule_that_fails(policies: Policies, effect: str) -> Policies:
    """Return the policies with one more, which multiplies beyond what Cedar can count."""
    big = 2**62
    text = f"""@id("fails") @reason("It fails.") {effect} (principal, action, resource)
    when {{ context.at * {big} > 0 }};"""
    parsed = json.loads(cedarpy.policies_to_json_str(text))["staticPolicies"]["policy0"]
    failing = replace(policies.in_order[0], id="fails", parsed=parsed)
    return replace(policies, in_order=(*policies.in_order, failing))


@pytest.mark.parametrize("effect", ["forbid", "permit"])
def test_a_policy_that_fails_denies_and_raises_an_alarm(policies: Policies, effect: str) -> None:
    failing = Boundary(_with_a_rule_that_fails(policies, effect))

    decision = failing.decide(QUESTION)

    assert Boundary(policies).decide(QUESTION).allowed
    assert (decision.allowed, decision.rule, decision.is_alarm) == (False, "policy-error", True)
    assert "overflow" in decision.reason


def test_an_entity_that_is_missing_denies_and_raises_an_alarm(
    boundary: Boundary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_entities(asked: list[Question]) -> tuple[list[dict[str, object]], str]:
        return in_cedar(asked)[0], "[]"

    monkeypatch.setattr("penstock.governance.boundary.deciding.in_cedar", without_entities)

    decision = boundary.decide(QUESTION)

    assert (decision.allowed, decision.rule, decision.is_alarm) == (False, "policy-error", True)


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        (Action.RELEASE, USAGE),
        (Action.INSPECT, company_data("case")),
        (Action.REFER, company_data("case")),
    ],
)
def test_what_the_schema_does_not_know_denies(
    boundary: Boundary, action: Action, thing: Object
) -> None:
    decision = boundary.decide(replace(QUESTION, action=action, object=thing))

    assert (decision.allowed, decision.rule) == (False, "policy-error")


def test_one_question_that_cannot_be_put_does_not_deny_the_others(boundary: Boundary) -> None:
    without_zone = replace(QUESTION, at=QUESTION.at.replace(tzinfo=None))

    decisions = boundary.decide_all([QUESTION, without_zone, QUESTION])

    assert [each.rule for each in decisions] == ["with-consent", "policy-error", "with-consent"]


def test_questions_are_put_in_the_words_of_the_schema(policies: Policies) -> None:
    known = _known(policies)
    asked = [replace(each, consent=None) for each in crossings(2_000, seed=5)]
    asked = [each for each in asked if (each.action, kind_of(each.object)) in known]
    requests, entities = in_cedar(asked)
    everything = "\n".join(each.statement.text for each in policies.in_order)

    # Decisions are taken without the schema, for speed; here each word is held against it.
    answers = cedarpy.is_authorized_batch(requests, everything, entities, schema=policies.words)

    assert [each.diagnostics.errors for each in answers if each.diagnostics.errors] == []
    # And by those policies alone whose heads fit, which must not change a verdict.
    decided = Boundary(policies).decide_all(asked)
    assert [each.allowed for each in decided] == [each.allowed for each in answers]


@pytest.mark.parametrize("consent", [CONSENT, replace(CONSENT, ended_at=CONSENT.end)])
def test_a_consent_is_put_in_the_words_of_the_schema(policies: Policies, consent: Consent) -> None:
    requests, entities = in_cedar([replace(QUESTION, consent=consent)])
    engine = policies.engine(QUESTION.action, kind_of(USAGE))

    (answer,) = cedarpy.is_authorized_batch(requests, engine, entities, schema=policies.words)

    assert (answer.allowed, answer.diagnostics.errors) == (True, [])


def _known(policies: Policies) -> set[tuple[Action, str]]:
    """Return which actions the schema knows on which kinds of thing."""
    known = set()
    for action, kind in product(Action, ("CompanyData", "PersonalData", "Aggregate")):
        with suppress(ValueError):
            policies.engine(action, kind)
            known.add((action, kind))
    return known
