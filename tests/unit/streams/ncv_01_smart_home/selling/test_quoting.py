"""What a design costs: once and each month apart, and what is left for AES."""

from dataclasses import replace

import pytest

from penstock.streams.ncv_01_smart_home.designing.kitting import design_of, fitted
from penstock.streams.ncv_01_smart_home.items.solution import (
    CostKind,
    CustomSolutionDesign,
    PriceLine,
    Recurs,
)
from penstock.streams.ncv_01_smart_home.selling.quoting import (
    against_quoting,
    cost_cents,
    lines_of,
    terms_of,
)
from penstock.streams.ncv_01_smart_home.selling.saying import QuoteAsked
from tests.unit.streams.ncv_01_smart_home.homes import NOW, asked, catalogue


@pytest.fixture
def design() -> CustomSolutionDesign:
    home = asked()
    return design_of(fitted(home), home, version=1, by="Sam", now=NOW)


def of(lines: tuple[PriceLine, ...], kind: CostKind) -> int:
    return sum(each.cents for each in lines if each.kind is kind)


def test_devices_labor_tax_and_subscription_stand_apart(design: CustomSolutionDesign) -> None:
    lines = lines_of(design, catalogue(), QuoteAsked())

    # Hub, thermostat, plug, leak sensor; 20 + 45 + 5 + 10 minutes.
    assert of(lines, CostKind.DEVICES) == 9900 + 16900 + 2400 + 3900
    assert of(lines, CostKind.LABOR) == round(80 * 9500 / 60)
    assert of(lines, CostKind.TAX) == round(33100 * 0.0675)
    assert [each.recurs for each in lines if each.kind is CostKind.SUBSCRIPTION] == [Recurs.MONTHLY]


def test_a_discount_lowers_the_tax_too(design: CustomSolutionDesign) -> None:
    said = QuoteAsked(discount_cents=3100, discount_because="a second home on the same day")

    lines = lines_of(design, catalogue(), said)

    assert of(lines, CostKind.DISCOUNT) == -3100
    assert of(lines, CostKind.TAX) == 2025


def test_what_aes_pays_holds_a_year_of_the_platform(design: CustomSolutionDesign) -> None:
    assert cost_cents(design, catalogue()) == 5600 + 9800 + 1200 + 2100 + 6933 + 12 * 350


def test_no_visit_is_billed_shorter_than_the_least(design: CustomSolutionDesign) -> None:
    hub = replace(design, kit=design.kit[:1])

    assert of(lines_of(hub, catalogue(), QuoteAsked()), CostKind.LABOR) == 9500


def test_terms_name_the_devices_of_each_room(design: CustomSolutionDesign) -> None:
    assert ("Hall", "1 Smart thermostat, 24 V") in terms_of(design)


def test_a_discount_needs_a_reason_and_is_no_more_than_the_price(
    design: CustomSolutionDesign,
) -> None:
    told = list(against_quoting(QuoteAsked(discount_cents=10**6), design, ()))

    assert told[0].startswith("a discount is given without a reason")
    assert "more than the devices cost, $331.00" in told[1]
