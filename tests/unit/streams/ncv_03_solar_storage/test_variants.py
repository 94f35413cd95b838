"""Variants of a design, their versions and what designers hold fast."""

from dataclasses import replace
from decimal import Decimal

import pytest

from penstock.streams.ncv_03_solar_storage.items.design import DesignLock
from penstock.streams.ncv_03_solar_storage.variants import (
    DesignWish,
    as_it_is,
    held,
    locks,
    numbered,
    wanted,
    with_variant,
)
from tests.solar_sales import system_design

DESIGN = system_design()
LOCKED = replace(DESIGN, locks=(DesignLock(what="module", by="ann"),))


def test_what_a_wish_leaves_out_stays_as_it_was() -> None:
    assert wanted(DesignWish(), DESIGN) == as_it_is(DESIGN)


def test_a_power_becomes_modules_of_the_kind_that_is_taken() -> None:
    assert wanted(DesignWish(power_kw_dc=Decimal(6)), DESIGN).modules == 15


def test_no_battery_is_something_else_than_nothing_said() -> None:
    assert wanted(DesignWish(battery_kwh=Decimal(0)), DESIGN).battery is None
    assert wanted(DesignWish(), DESIGN).battery == DESIGN.battery


def test_another_module_is_laid_out_anew() -> None:
    assert wanted(DesignWish(module="Other 450"), DESIGN).modules is None


def test_what_somebody_else_locked_is_named_with_its_value_and_its_holder() -> None:
    (sentence,) = held(DesignWish(module="Other 450"), LOCKED, "bob")

    assert "ann holds module of “first” at Example 400" in sentence
    assert "unlock=module" in sentence


@pytest.mark.parametrize(
    ("wish", "designer"),
    [
        (DesignWish(module="Other 450"), "ann"),
        (DesignWish(module="Other 450", unlock=("module",)), "bob"),
        (DesignWish(modules=12), "bob"),
        (DesignWish(module="Example 400"), "bob"),
    ],
)
def test_a_lock_holds_only_its_own_thing_against_others(wish: DesignWish, designer: str) -> None:
    assert not list(held(wish, LOCKED, designer))


def test_who_locked_first_stays_the_holder() -> None:
    found = locks(DesignWish(lock=("module", "battery")), LOCKED, "bob")

    assert {each.what: each.by for each in found} == {"module": "ann", "battery": "bob"}


def test_the_same_drawing_is_no_new_version() -> None:
    again = numbered(DESIGN, DESIGN, variant="first", designer="bob", locks=())

    assert again == DESIGN


def test_another_drawing_is_the_next_version_by_whoever_made_it() -> None:
    drawn = replace(DESIGN, modules_count=18)

    found = numbered(drawn, DESIGN, variant="first", designer="bob", locks=())

    assert (found.version, found.designer) == (2, "bob")


def test_the_first_variant_is_chosen_and_stays_so() -> None:
    first = with_variant(None, DESIGN)
    both = with_variant(first, replace(DESIGN, variant="second"))

    assert both.chosen == "first"
    assert [each.variant for each in both.variants] == ["first", "second"]


def test_a_lock_on_what_cannot_be_locked_is_refused() -> None:
    with pytest.raises(ValueError, match="colour cannot be locked; only module"):
        DesignWish(lock=("colour",))
