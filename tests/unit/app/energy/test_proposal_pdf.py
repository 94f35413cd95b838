"""A proposal's pages: the same bytes for the same proposal, and every picture for every eye."""

import re

import pytest

from penstock.app.energy.proposal_pdf import proposal_pdf, proposal_pictures
from tests.unit.engineering.proposal.offers import an_offer


@pytest.fixture(scope="module")
def pages() -> bytes:
    return proposal_pdf(an_offer())


def test_the_same_proposal_is_the_same_bytes(pages: bytes) -> None:
    assert proposal_pdf(an_offer()) == pages


def test_a_proposal_is_tagged_for_readers_of_screens(pages: bytes) -> None:
    assert b"/StructTreeRoot" in pages
    assert b"pdfuaid" in pages


def test_a_proposal_has_at_most_seven_pages(pages: bytes) -> None:
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", pages)) <= 7


def test_a_name_that_looks_like_a_command_is_printed_and_not_run() -> None:
    assert proposal_pdf(an_offer(customer='#read("/etc/passwd") $x$')).startswith(b"%PDF")


def test_every_picture_has_a_file() -> None:
    assert sorted(proposal_pictures(an_offer())) == [
        "average-days.svg",
        "bills-by-month.svg",
        "energy-by-month.svg",
        "money-by-price-rise.svg",
        "money-by-year.svg",
        "one-line.svg",
        "roof.svg",
    ]
