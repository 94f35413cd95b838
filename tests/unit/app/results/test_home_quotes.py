"""A quote of a smart home on its page: what is paid once and each month, and how it stands."""

import pytest

from penstock.app.results.case_file import CaseFile
from penstock.app.results.home_quotes import quote_document, quote_report
from penstock.app.results.kinds import PROPOSALS
from penstock.app.results.reports import as_json, report_of
from tests.home_sale import HomeCase, home_on


@pytest.fixture
def home() -> HomeCase:
    return home_on().opened()


def test_a_quote_parts_what_is_paid_once_from_what_is_paid_each_month(home: HomeCase) -> None:
    quote = home.led().quoted()

    report = report_of(home.cases, PROPOSALS, home.id)

    once = sum(each["cents"] for each in quote["lines"] if each["recurs"] == "once")
    values = {each.words: each.value for each in report.figures}
    assert values["Paid once"] == f"${once / 100:,.2f}"
    assert values["Paid each month"] == "$19.00"
    assert "$20 to $61 a year" in values["May be saved"]
    assert [each.title for each in report.tables] == [
        "Paid once",
        "Paid each month",
        "Devices, room by room",
        "What fits",
    ]
    assert report.marks[0].words == "not signed yet"
    assert quote_document(CaseFile.of(home.cases, home.id)) == home.content("Quote document")


def test_a_version_that_was_replaced_says_so_and_the_new_one_what_changed(home: HomeCase) -> None:
    home.led().quoted()
    home.do("quote", because="a friend came too", discount_cents=500, discount_because="two homes")

    old, new = (quote_report(CaseFile.of(home.cases, home.id), each) for each in (1, 2))

    assert old.marks[0].words == "replaced"
    assert any("Other than before: price" in line for line in new.sections[0].lines)


def test_a_signed_quote_is_told_as_signed_and_a_void_one_as_void(home: HomeCase) -> None:
    home.sold()
    signed = report_of(home.cases, PROPOSALS, home.id)

    home.do("design")

    assert signed.marks[0].words == "signed by both"
    assert report_of(home.cases, PROPOSALS, home.id).marks[0].words == "signature void"
    assert as_json(signed)["recorded"] == signed.value
