"""A catalogue that cannot be followed is refused with every reason."""

import pytest

from penstock.streams.ncv_01_smart_home.designing.reading import (
    HomeCatalogueError,
    read_home_catalogue,
)
from tests.unit.streams.ncv_01_smart_home.homes import CATALOGUE, catalogue

TEXT = CATALOGUE.read_text(encoding="utf-8")


def test_the_catalogue_that_ships_can_be_followed() -> None:
    assert catalogue().title == "Smart home catalogue 2026-11"
    assert {each.id for each in catalogue().tiers} == {"basic", "premium"}


@pytest.mark.parametrize(
    ("old", "new", "because"),
    [
        ('percent = "6.75"', 'percent = "much"', "it is no number"),
        ("price_cents = 16900", "price_cents = -1", "expected int"),
        ('fit = "fits with adapter"', 'fit = "perhaps"', "'perhaps' is not a valid Fit"),
        ('adapter = "QE-CWIRE-1"', 'adapter = "QE-NONE"', "which is no article"),
        ('adapter = "QE-CWIRE-1"\n', "", "says that one is needed, and not both"),
        ('device = "hub"\nwhen', 'device = "toaster"\nwhen', "which is no device"),
        ('id = "QE-HUB-10"', 'id = "QE-TH-200"', "“QE-TH-200” stands twice"),
        ('what = "Hub"\n', "", "does not say what"),
        ('what = "Hub"', 'what = "Hub"\ncolour = "white"', "“colour”, which nobody knows"),
        ("[labor]", "[labor", "it is no TOML"),
        ("[tax]", "[taxes]", "it has no table tax"),
        ('when = { has_internet = ["no"] }', 'when = { has_internet = "no" }', "lists of texts"),
    ],
)
def test_a_fault_is_told_with_what_was_expected(old: str, new: str, because: str) -> None:
    assert old in TEXT

    with pytest.raises(HomeCatalogueError, match=because):
        read_home_catalogue(TEXT.replace(old, new, 1), file="catalogue.toml")
