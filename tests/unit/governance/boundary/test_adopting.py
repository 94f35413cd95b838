"""How a council adopts policies."""

from dataclasses import replace
from datetime import date

import pytest

from penstock.governance.boundary.adopting import (
    Change,
    ChangeTableError,
    faults,
    read_changes,
    unadopted,
)
from penstock.governance.boundary.statements import PolicyFile

ROLES = {"CIO", "Counsel", "Privacy Officer"}
CHANGE = Change(
    place="changes.csv:2",
    sha256="aa" * 32,
    effective=date(2026, 3, 1),
    owner="CIO",
    reason="First edition.",
    source="Operating model 4.1",
    impact="None before it.",
    approved_by=("Counsel", "Privacy Officer"),
)
NEXT = replace(CHANGE, place="changes.csv:3", sha256="bb" * 32, effective=date(2026, 6, 1))


def _table(row: str) -> PolicyFile:
    head = "sha256,effective,owner,reason,source,impact,approved_by"
    return PolicyFile(name="changes.csv", text=f"{head}\n{row}\n")


def test_a_line_says_all_that_a_change_takes() -> None:
    row = f"{CHANGE.sha256},2026-03-01,CIO,First edition.,Operating model 4.1,None before it.,"

    assert read_changes(_table(f"{row}Counsel; Privacy Officer")) == (CHANGE,)
    assert list(faults(CHANGE, roles=ROLES)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": " "}, "changes.csv:2: reason is empty."),
        ({"owner": "Bob"}, "changes.csv:2: there is no role Bob."),
        (
            {"approved_by": ("Counsel", "CIO")},
            "changes.csv:2: Counsel approved it. It takes two, and neither is the owner.",
        ),
        (
            {"approved_by": ("Counsel", "Counsel")},
            "changes.csv:2: Counsel approved it. It takes two, and neither is the owner.",
        ),
        (
            {"approved_by": ()},
            "changes.csv:2: nobody approved it. It takes two, and neither is the owner.",
        ),
    ],
)
def test_a_change_that_lacks_something_is_told(change: dict[str, object], sentence: str) -> None:
    assert list(faults(replace(CHANGE, **change), roles=ROLES)) == [sentence]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "sha256", "why"),
    [
        (date(2026, 3, 1), CHANGE.sha256, []),
        (date(2026, 5, 31), CHANGE.sha256, []),
        (date(2026, 6, 1), NEXT.sha256, []),
        (date(2026, 2, 28), CHANGE.sha256, ["the policies hold from 2026-03-01 on"]),
        (date(2026, 5, 31), NEXT.sha256, ["the policies hold from 2026-06-01 on"]),
        (date(2026, 6, 1), CHANGE.sha256, ["others were adopted since, from 2026-06-01 on"]),
        (date(2026, 6, 1), "cc" * 32, ["The policies cccccccccccccccc were never adopted"]),
    ],
)
def test_policies_hold_from_their_day_until_others_do(
    day: date, sha256: str, why: list[str]
) -> None:
    found = list(unadopted([CHANGE, NEXT], sha256=sha256, on=day))

    assert len(found) == len(why)
    assert all(words in sentence for words, sentence in zip(why, found, strict=True))


def test_of_two_adopted_for_one_day_the_later_line_holds() -> None:
    same_day = replace(NEXT, effective=CHANGE.effective)

    assert list(unadopted([CHANGE, same_day], sha256=NEXT.sha256, on=CHANGE.effective)) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sha256,owner\n", "changes.csv:1: the columns are sha256, owner."),
        (_table("aa,soon,CIO,r,s,i,a").text, "changes.csv:2: “soon” is no day."),
        (_table("aa,2026-03-01").text, "changes.csv:2: there are 2 cells, not 7."),
    ],
)
def test_a_table_that_cannot_be_read_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ChangeTableError) as refused:
        read_changes(PolicyFile(name="changes.csv", text=text))

    assert str(refused.value).startswith(sentence)
