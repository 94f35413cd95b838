import re
from pathlib import Path

import pytest

from penstock.architecture.checks import RULES, Rule
from penstock.architecture.checks.choosing import UnknownRuleError, choose
from penstock.architecture.checks.families import FAMILIES
from penstock.architecture.checks.pages import explanation, law

TESTS = Path(__file__).parent


@pytest.fixture(params=RULES, ids=lambda rule: rule.code)
def rule(request: pytest.FixtureRequest) -> type[Rule]:
    chosen: type[Rule] = request.param
    return chosen


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]

    assert sorted(set(codes)) == sorted(codes)


def test_a_code_names_its_family(rule: type[Rule]) -> None:
    assert re.fullmatch(rf"(?:{'|'.join(FAMILIES)})-\d{{3}}", rule.code)


def test_a_rule_states_its_law_in_a_sentence(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z].+\.", law(rule))


def test_a_rule_explains_itself_with_an_example_and_its_mending(rule: type[Rule]) -> None:
    paragraphs = explanation(rule).split("\n\n")

    assert len(paragraphs) >= 3
    assert any(part.startswith("    ") or "What breaks it" in part for part in paragraphs)


def test_a_rule_has_tests_that_it_fires_and_that_it_stays_silent(rule: type[Rule]) -> None:
    name = f"test_{rule.code.lower().replace('-', '_')}.py"
    files = list(TESTS.rglob(name))

    assert len(files) == 1, f"write the tests of {rule.code} in one file called {name}"
    text = files[0].read_text(encoding="utf-8")
    assert rule.__name__ in text
    assert text.count("def test_") >= 2
    assert "== []" in text or "assert not" in text, "no test shows that it stays silent"


def test_rules_are_chosen_by_code_and_family() -> None:
    chosen = choose(RULES, select=["lnk", "DOC-001"], ignore=["LNK-002", "LNK-003"])

    assert [rule.code for rule in chosen] == ["LNK-001", "DOC-001"]


def test_without_a_choice_all_rules_run() -> None:
    assert choose(RULES) == RULES


@pytest.mark.parametrize(("code", "near"), [("LNK-01", "LNK-001"), ("LINK", "LNK")])
def test_an_unknown_code_is_answered_with_the_nearest(code: str, near: str) -> None:
    with pytest.raises(UnknownRuleError, match=f"Did you mean '{near}'"):
        choose(RULES, select=[code])
