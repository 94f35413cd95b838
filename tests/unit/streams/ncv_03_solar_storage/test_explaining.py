"""A customer's bill beside ours."""

import pytest

from penstock.streams.ncv_03_solar_storage.explaining import (
    conclusion,
    kind_of,
    line_by_line,
    whole_bills,
)
from penstock.streams.ncv_03_solar_storage.items.lead import PrintedLine

OURS = {"customer charge": 1400, "energy": 10_000}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Basic customer charge", "customer charge"),
        ("Energy 1,000 kWh at $0.10", "energy"),
        ("On-peak usage", "energy"),
        ("Fuel cost adjustment", "rider"),
        ("Billed demand 12 kW", "demand"),
        ("Sales tax 7 %", ""),
        ("Balance of last bill", ""),
        ("Franchise fee on energy", ""),
    ],
)
def test_printed_words_are_recognised(words: str, kind: str) -> None:
    assert kind_of(words) == kind


def test_a_bill_that_agrees_says_so_line_by_line() -> None:
    printed = [
        PrintedLine(what="Basic customer charge", cents=1400),
        PrintedLine(what="Energy, first 500 kWh", cents=4_990),
        PrintedLine(what="Energy, next 500 kWh", cents=5_000),
    ]

    lines = line_by_line("May", printed, OURS)

    assert [each.difference_cents for each in lines] == [0, 10]
    assert all(each.reason.startswith("The same") for each in lines)
    assert conclusion(lines).startswith("Both come to $113.90")


def test_a_tax_that_no_tariff_lists_is_named_as_what_it_is() -> None:
    printed = [
        PrintedLine(what="Customer charge", cents=1400),
        PrintedLine(what="Energy", cents=10_000),
        PrintedLine(what="Sales tax", cents=798),
    ]

    (tax,) = [each for each in line_by_line("May", printed, OURS) if each.what == "Sales tax"]

    assert tax.ours_cents is None
    assert tax.difference_cents is None
    assert "tax or fee" in tax.reason


def test_a_line_that_only_we_have_is_kept() -> None:
    lines = line_by_line("May", [PrintedLine(what="Energy", cents=11_400)], OURS)

    assert [each.what for each in lines] == ["customer charge", "energy"]
    assert lines[0].theirs_cents is None
    assert "More was billed" in lines[1].reason


def test_bills_that_are_dearer_by_one_share_throughout_say_so() -> None:
    found = whole_bills([("Jan", 10_000, 10_700, False), ("Feb", 8_000, 8_560, False)])

    assert all("7.0 % above ours throughout" in each.reason for each in found)


def test_bills_that_differ_by_other_shares_each_are_not_said_to_be_alike() -> None:
    found = whole_bills([("Jan", 10_000, 13_000, False), ("Feb", 8_000, 8_560, False)])

    assert not any("throughout" in each.reason for each in found)


def test_an_estimated_bill_is_the_reason_for_its_difference() -> None:
    (found,) = whole_bills([("Jan", 10_000, 14_000, True)])

    assert "estimated the meter" in found.reason
    assert found.difference_cents == -4_000


def test_a_period_without_cost_differs_by_nothing_that_is_known() -> None:
    (found,) = whole_bills([("Jan", 10_000, None, False)])

    assert found.difference_cents is None
