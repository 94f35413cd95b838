"""The pages say what the offer states, and hide nothing of it."""

from dataclasses import replace

from penstock.engineering.proposal.pages import pages_of
from penstock.engineering.proposal.words import words_in
from tests.unit.engineering.proposal.offers import LOAN, an_offer, way

WORDS = words_in("en")


def test_cash_price_fee_and_real_rate_of_a_loan_stand_apart() -> None:
    (loan,) = pages_of(an_offer(), WORDS)["loans"]

    assert loan["rows"][:6] == [
        ["Cash price", "$33,640"],
        ["Dealer fee, added to the price", "$8,410"],
        ["Paid at once", "$0"],
        ["Borrowed (principal)", "$42,050"],
        ["Rate in the note", "4.99%"],
        ["Annual percentage rate, fee counted", "7.80%"],
    ]


def test_a_system_that_loses_money_is_said_to_on_the_first_page() -> None:
    offer = an_offer(ways=(way(yearly_cents=100_000),))

    answer = pages_of(offer, WORDS)["answer"]

    assert "this is not worth it" in answer["verdict"]
    assert ["Paid back", "never", "within the years reckoned"] in answer["figures"]


def test_a_poor_year_stands_beside_the_typical_one() -> None:
    offer = an_offer()
    poor = tuple(cents + 100 for cents in offer.bills.after_cents)
    offer = replace(offer, bills=replace(offer.bills, after_p90_cents=poor))

    figures = pages_of(offer, WORDS)["answer"]["figures"]

    assert ["Saved in year 1", "$1,375", "$1,363 in a poor year"] in figures


def test_an_incentive_that_is_not_granted_is_named_with_its_rule() -> None:
    (incentive,) = pages_of(an_offer(), WORDS)["incentives"]

    assert (incentive["amount"], incentive["citation"]) == ("$0", "26 U.S.C. § 25D")


def test_the_rise_of_prices_that_it_takes_stands_on_the_first_page() -> None:
    assert "less than 1.9% a year" in pages_of(an_offer(), WORDS)["answer"]["depends"]


def test_lines_of_the_bill_add_up_to_the_year() -> None:
    bills = pages_of(an_offer(), WORDS)["bills"]

    assert bills["rows"][0][1:] == bills["total"][1:]


def test_a_loan_without_a_fee_says_so_too() -> None:
    plain = replace(LOAN, dealer_fee_cents=0, apr=LOAN.rate)
    offer = an_offer(ways=(way(), way("loan", loan=plain)))

    (loan,) = pages_of(offer, WORDS)["loans"]

    assert ["Dealer fee, added to the price", "$0"] in loan["rows"]


def test_a_way_without_a_rate_of_return_has_a_dash() -> None:
    none = replace(way(), rate_of_return=None, levelised_cents_per_kwh=None)

    measures = pages_of(an_offer(ways=(way(), none)), WORDS)["measures"]

    assert measures == [["Cash", "−$8,000", "1.0%", "18.2 ¢"], ["Cash", "−$8,000", "–", "–"]]
