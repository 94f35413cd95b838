from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.checks.fingerprints import Baseline, BaselineError, fingerprints
from penstock.kernel.findings import Finding, Severity
from penstock.kernel.places import Place


def _finding(message: str = "Gone.", line: int = 3, rule: str = "LNK-001") -> Finding:
    return Finding(rule=rule, severity=Severity.ERROR, place=Place("a.md", line), message=message)


def _marks(*findings: Finding) -> list[str]:
    return [mark for _, mark in fingerprints(findings)]


@given(st.lists(st.sampled_from(["Gone.", "Lost.", "Late."])), st.integers(1, 1000))
def test_findings_are_recognised_after_all_lines_have_moved(words: list[str], by: int) -> None:
    findings = [_finding(word, line) for line, word in enumerate(words, 1)]
    moved = [replace(each, place=Place("a.md", each.place.line + by)) for each in findings]

    assert _marks(*moved) == _marks(*findings)


def test_every_finding_has_a_fingerprint_of_its_own() -> None:
    findings = [_finding(), _finding(line=9), _finding("Lost."), _finding(rule="LNK-002")]

    assert len(set(_marks(*findings))) == 4


def test_places_within_a_message_may_move_too() -> None:
    assert _marks(_finding("See b.md:12:4, line 7.")) == _marks(_finding("See b.md:13:1, line 9."))


def test_a_baseline_parts_the_new_from_the_known() -> None:
    baseline = Baseline.parse(str(Baseline.of([_finding()])))
    findings = [_finding(line=7), _finding("Lost."), _finding(line=9)]

    new, known = baseline.part(findings)

    assert new == findings[1:]
    assert known == findings[:1]


def test_a_baseline_says_what_it_knows_in_an_order_that_does_not_change() -> None:
    one, other = _finding("A"), _finding("B")

    assert str(Baseline.of([one, other])) == str(Baseline.of([other, one]))
    assert '"message": "A"' in str(Baseline.of([one]))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("{", "is no JSON"),
        ("[]", "has no 'version': 1"),
        ('{"version": 2}', "has no 'version': 1"),
        ('{"version": 1}', "has no 'findings' by fingerprint"),
        ('{"version": 1, "findings": {"a": 1}}', "has no 'findings' by fingerprint"),
    ],
)
def test_what_is_no_baseline_is_told_in_a_sentence(text: str, because: str) -> None:
    with pytest.raises(BaselineError, match=because):
        Baseline.parse(text)
