"""One proposal is told from another by all that it states."""

from dataclasses import fields, replace

import pytest

from penstock.engineering.proposal.hashing import as_plain, content_hash
from penstock.engineering.proposal.offer import Offer
from tests.unit.engineering.proposal.offers import an_offer


def test_the_same_proposal_has_the_same_hash() -> None:
    assert content_hash(an_offer()) == content_hash(an_offer())


@pytest.mark.parametrize(
    "other",
    [
        replace(an_offer(), customer="otherwise"),
        replace(an_offer(), address="otherwise"),
        replace(an_offer(), made_by="otherwise"),
    ],
)
def test_another_word_is_another_hash(other: Offer) -> None:
    assert content_hash(other) != content_hash(an_offer())


def test_a_changed_cent_is_another_hash() -> None:
    other = replace(an_offer(), price_cents=an_offer().price_cents + 1)

    assert content_hash(other) != content_hash(an_offer())


def test_everything_that_is_stated_is_in_the_document() -> None:
    assert list(as_plain(an_offer())) == [each.name for each in fields(Offer)]
