import pytest

from penstock.architecture.checks.model.likeness import Likeness, is_shorter_form
from penstock.architecture.names import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stategic Planning", "Strategic Planning"),
        ("Rate Design", "Rate Design & Cost Recovery"),
        ("Revenue Req.", "Revenue Requirement"),
        ("DER Aggregation", "Distributed Energy Resource (DER) Aggregation & Optimization"),
    ],
)
def test_short_abbreviated_and_misspelt_names_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Customer Relationship Management", "Supplier Relationship Management"),
        ("Regulated Product Marketing", "Non-Regulated Product Marketing"),
        ("Marketing", "Marketing Operations"),
        ("", "Marketing"),
    ],
)
def test_names_of_different_things_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_the_nearest_of_many_names_is_found_by_its_words() -> None:
    names = [f"Planning of Thing {number}" for number in range(200)] + ["Strategic Planning"]

    assert Likeness(names).nearest("Stategic Planing of Grid") is None
    assert Likeness(names).nearest("Strategic Plan") == "Strategic Planning"


def test_a_shorter_form_ends_with_the_same_word() -> None:
    assert is_shorter_form("Quote", "Detailed quote")
    assert not is_shorter_form("Meter data", "Meter data report")
    assert not is_shorter_form("Quote", "Quote")
