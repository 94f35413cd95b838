import pytest

from penstock.app.finding_elements import (
    UnknownElementError,
    UnknownKindError,
    find_element,
    find_kind,
)
from penstock.architecture.model import Kind, Ref
from tests.small_company import small_company


@pytest.mark.parametrize("words", ["NCV-03.2", "ncv-03.2", " Design Array ", "design array"])
def test_an_element_is_found_by_id_and_by_name_in_any_case(words: str) -> None:
    assert find_element(small_company(), words) == Ref(Kind.STAGE, "NCV-03.2")


def test_an_unknown_element_comes_with_near_ones() -> None:
    with pytest.raises(UnknownElementError) as caught:
        find_element(small_company(), "NCV03.2")

    assert caught.value.near[0] == "NCV-03.2 Design Array"


def test_an_element_like_nothing_has_no_suggestion() -> None:
    with pytest.raises(UnknownElementError, match=r"called 'zzzzzz'\.$"):
        find_element(small_company(), "zzzzzz")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("capability", Kind.CAPABILITY),
        ("capabilities", Kind.CAPABILITY),
        ("Value Streams", Kind.VALUE_STREAM),
        ("policies", Kind.POLICY),
        ("streams", Kind.VALUE_STREAM),
        ("kpi", Kind.METRIC),
    ],
)
def test_a_kind_is_found_in_singular_and_plural(words: str, kind: Kind) -> None:
    assert find_kind(words) is kind


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(UnknownKindError, match="capability"):
        find_kind("fruit")
