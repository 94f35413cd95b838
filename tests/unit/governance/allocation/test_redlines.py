from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.allocation.manual import read_manual
from penstock.governance.allocation.redlines import Mark, Redline, redlines
from tests.small_manual import PERIOD, small_manual

METHOD = read_manual(small_manual(), PERIOD).methods.versions[0]


def test_f5_a_version_has_no_redline_against_itself() -> None:
    assert redlines(METHOD, METHOD) == ()


def test_f5_a_change_is_told_with_what_was_and_what_is() -> None:
    it = replace(METHOD.pools["IT"], weights={"users": Fraction(2, 3), "heads": Fraction(1, 3)})
    later = replace(METHOD, effective=date(2026, 9, 1), pools={**METHOD.pools, "IT": it})

    assert redlines(METHOD, later) == (
        Redline("effective from", "2026-01-01", "2026-09-01"),
        Redline(
            "pool IT",
            "Technology: shared by users 100 % (cost causation).",
            "Technology: shared by users 2/3, heads 1/3 (cost causation).",
        ),
    )


def test_f5_what_is_new_and_what_is_gone_are_told() -> None:
    pools = {key: pool for key, pool in METHOD.pools.items() if key != "HR"}
    later = replace(METHOD, pools={**pools, "LAW": replace(METHOD.pools["HR"], id="LAW")})

    found = {each.subject: each for each in redlines(METHOD, later)}

    assert (found["pool HR"].after, found["pool LAW"].before) == ("", "")
    assert found["pool LAW"].after


def test_words_that_stay_are_not_marked() -> None:
    found = Redline("pool IT", "shared by users 100 %", "shared by heads 60 %, users 40 %")

    assert [f"{part.mark}: {part.words}" for part in found.parts] == [
        "kept: shared by",
        "new: heads 60 %,",
        "kept: users",
        "gone: 100",
        "new: 40",
        "kept: %",
    ]


@given(st.text(), st.text())
def test_marks_lead_from_the_old_words_to_the_new(before: str, after: str) -> None:
    parts = Redline("reason", before, after).parts

    for mark, text in ((Mark.NEW, before), (Mark.GONE, after)):
        kept = [part.words for part in parts if part.mark is not mark]
        assert " ".join(kept).split() == text.split()
