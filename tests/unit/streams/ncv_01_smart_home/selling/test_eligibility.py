"""BR-03 as data: who may have the premium tier."""

import pytest

from penstock.streams.ncv_01_smart_home.items.contract import TierEligibility
from penstock.streams.ncv_01_smart_home.selling.eligibility import (
    EligibilityRulesError,
    judged,
    read_rules,
)
from penstock.streams.ncv_01_smart_home.selling.saying import Shown
from tests.unit.streams.ncv_01_smart_home.homes import NOW, RULES

TEXT = RULES.read_text(encoding="utf-8")
FILE = "0" * 64


def looked(tier: str, sha256: str = FILE, **shown: object) -> TierEligibility:
    rules = read_rules(TEXT, file="eligibility.toml")
    return judged(tier, rules, Shown(**shown), sha256=sha256, by="Sam", now=NOW)  # type: ignore[arg-type]


def test_nothing_is_asked_of_the_basic_tier() -> None:
    found = looked("basic", sha256="")

    assert found.is_eligible
    assert found.because == "Nothing is asked of the basic tier."


@pytest.mark.parametrize("kind", ["electric account", "proof of residency"])
def test_either_proof_opens_the_premium_tier(kind: str) -> None:
    found = looked("premium", kind=kind, detail="seen", dated_days_ago=60)

    assert found.is_eligible
    assert (found.rule, found.shown_sha256) == ("BR-03", FILE)


@pytest.mark.parametrize(
    ("shown", "sha256", "because"),
    [
        ({}, FILE, "Nothing was shown; BR-03 asks for a bill"),
        ({"kind": "word of honour"}, FILE, "“word of honour” is none of it"),
        ({"kind": "electric account"}, "", "named and not shown; attach it"),
        ({"kind": "electric account", "dated_days_ago": 61}, FILE, "61 days old"),
    ],
)
def test_anything_else_does_not_and_says_what_would(
    shown: dict[str, object], sha256: str, because: str
) -> None:
    found = looked("premium", sha256=sha256, **shown)

    assert not found.is_eligible
    assert because in found.because


@pytest.mark.parametrize(("old", "new"), [("one_of", "any_of"), ("days = 60", 'days = "x"')])
def test_rules_that_cannot_be_followed_are_refused(old: str, new: str) -> None:
    with pytest.raises(EligibilityRulesError, match="cannot be followed"):
        read_rules(TEXT.replace(old, new), file="eligibility.toml")
