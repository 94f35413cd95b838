"""An inquiry becomes a case, once, with everything that is wrong told before anything is kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.cases.usecases import Cases
from penstock.app.inquiries.receiving import (
    BILLS,
    INQUIRY,
    OtherInquiryError,
    UnfitInquiryError,
    receive,
)
from penstock.app.loading import reference_company
from penstock.delivery.kept import Wanted
from penstock.streams.ncv_03_solar_storage.items.lead import Source
from tests.solar_sales import NOON

USE = Path("examples/energy/greensboro-bills.csv").read_bytes()
ADA = {"name": "Ada Roof", "email": "ada@example.com", "premise": "12 Example Lane"}


@pytest.fixture
def cases() -> Iterator[Cases]:
    with opened(IN_MEMORY, folder=reference_company(), create=True) as found:
        yield replace(found, now=lambda: NOON)


def take(cases: Cases, said: Any, *, key: str = "k-1", bills: bytes | None = None) -> str:
    return receive(cases, said, source=Source.API, key=key, bills=bills).case_id


def test_an_inquiry_opens_a_case_with_what_was_said_and_sent(cases: Cases) -> None:
    case_id = take(cases, ADA, bills=USE)

    case = cases.case(case_id)
    assert (case.customer, case.premise, case.product) == (
        "Ada Roof",
        "12 Example Lane",
        "NONREG-DG-001",
    )
    assert cases.content(case_id, BILLS) == USE
    assert b'"source":"API"' in cases.content(case_id, INQUIRY)


def test_an_inquiry_that_is_sent_twice_is_one_case(cases: Cases) -> None:
    first = take(cases, ADA, bills=USE)

    again = take(replace(cases, now=lambda: NOON.replace(hour=13)), ADA, bills=USE)

    assert again == first
    assert len(cases.find(Wanted(stream_id="NCV-03"))) == 1


def test_another_inquiry_under_the_same_key_is_refused(cases: Cases) -> None:
    take(cases, ADA)

    with pytest.raises(OtherInquiryError, match="k-1"):
        take(cases, {**ADA, "wishes": "a car"})


def test_every_problem_is_told_at_once_by_its_field_and_nothing_is_kept(cases: Cases) -> None:
    said = {"name": "", "premise": "x", "email": "ada", "product": "gas", "colour": "red"}

    with pytest.raises(UnfitInquiryError) as refused:
        take(cases, said, bills=b"hello")

    assert {each.path for each in refused.value.problems} >= {"name", "colour", "bills"}
    assert not cases.find(Wanted(stream_id="NCV-03"))


def test_what_concerns_the_whole_stands_beside_its_field(cases: Cases) -> None:
    with pytest.raises(UnfitInquiryError) as refused:
        take(cases, {**ADA, "email": "ada", "product": "gas", "site_zone": "here"})

    assert [each.path for each in refused.value.problems] == ["email", "product", "site_zone"]


def test_when_and_how_it_came_is_ours_to_say(cases: Cases) -> None:
    with pytest.raises(UnfitInquiryError, match="source is told by us"):
        take(cases, {**ADA, "source": "file"})


def test_bills_that_are_too_large_are_refused(cases: Cases) -> None:
    with pytest.raises(UnfitInquiryError, match="larger than 8 MiB"):
        take(cases, ADA, bills=b"x" * ((8 << 20) + 1))


def test_problems_are_told_in_plain_words_by_their_fields(cases: Cases) -> None:
    with pytest.raises(UnfitInquiryError) as refused:
        take(cases, {"name": "", "email": "ada@example.com", "colour": "red"})

    assert set(refused.value.told) == {
        "name is missing",
        "premise is missing",
        "colour is no field of an inquiry",
    }
