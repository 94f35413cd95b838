import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.sides import Side

SIDES = st.sampled_from(Side)


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("Reg", Side.REGULATED),
        ("Regulated", Side.REGULATED),
        (" NonReg ", Side.NON_REGULATED),
        ("Non-Regulated", Side.NON_REGULATED),
        ("Ent", Side.ENTERPRISE),
        ("shared", Side.ENTERPRISE),
    ],
)
def test_a_side_is_read_from_the_words_of_documents(word: str, side: Side) -> None:
    assert Side.read(word) is side


def test_another_word_is_no_side() -> None:
    assert Side.read("blue") is None


@given(SIDES, SIDES)
def test_exclusion_is_mutual(one: Side, other: Side) -> None:
    assert one.excludes(other) == other.excludes(one)


@given(SIDES)
def test_the_enterprise_is_closed_to_nobody(side: Side) -> None:
    assert not Side.ENTERPRISE.excludes(side)


def test_the_two_businesses_are_closed_to_each_other() -> None:
    assert Side.REGULATED.excludes(Side.NON_REGULATED)
