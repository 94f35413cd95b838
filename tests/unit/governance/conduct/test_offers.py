"""What offers have to say: rule C5 of the operating model."""

from dataclasses import replace

import pytest

from penstock.governance.conduct.offers import Offer, UndisclosedOfferError, require_disclosure
from penstock.kernel.sides import Side

SAYS = "AES is not the utility, and the commission does not regulate it."
OFFER = Offer(id="Q-7", side=Side.NON_REGULATED, text="Twelve panels for 18 400 USD.")


def test_c5_an_offer_of_aes_that_does_not_say_whose_it_is_is_refused() -> None:
    with pytest.raises(UndisclosedOfferError, match="Offer Q-7 does not say what it has to"):
        require_disclosure(OFFER, disclosure=SAYS)


@pytest.mark.parametrize(
    "text",
    [
        f"{OFFER.text} {SAYS}",
        "AES is not the\n   utility, and the commission does\nnot regulate it.",
    ],
)
def test_c5_an_offer_that_says_it_passes_however_its_lines_break(text: str) -> None:
    require_disclosure(replace(OFFER, text=text), disclosure=SAYS)


def test_c5_a_sentence_that_is_cut_short_discloses_nothing() -> None:
    with pytest.raises(UndisclosedOfferError):
        require_disclosure(replace(OFFER, text=f"{OFFER.text} {SAYS[:-12]}"), disclosure=SAYS)


def test_c5_the_utility_does_not_say_that_it_is_another() -> None:
    require_disclosure(replace(OFFER, side=Side.REGULATED), disclosure=SAYS)


def test_c5_an_empty_disclosure_is_refused() -> None:
    with pytest.raises(ValueError, match="The disclosure is empty"):
        require_disclosure(OFFER, disclosure=" ")
