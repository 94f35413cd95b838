import pytest

from penstock.architecture.checks.ignores import IgnoreWithoutReason
from tests.rules import found


@pytest.mark.parametrize(
    "comment",
    [
        "penstock: ignore LNK-001",
        "penstock: ignore LNK-001 because",
        "penstock: ignore because it is so",
        "penstock: ignores LNK-001 because it is so",
        "penstock: ignore links because they come later",
    ],
)
def test_a_comment_without_rule_or_reason_is_reported(comment: str) -> None:
    [finding] = found(IgnoreWithoutReason, f"# T\n\nText <!-- {comment} -->\n")

    assert str(finding.place) == "a.md:3:6"
    assert comment in finding.message


@pytest.mark.parametrize(
    "comment",
    [
        "penstock: ignore LNK-001 because the page comes later",
        "penstock: ignore-file LNK-001, DOC-003 because the page comes later",
        "Penstock: ignore lnk-001 because\n  the page comes later",
        "a penstock leads water to the turbine",
    ],
)
def test_a_comment_with_rule_and_reason_and_any_other_comment_is_fine(comment: str) -> None:
    assert found(IgnoreWithoutReason, f"<!-- {comment} -->\n") == []
