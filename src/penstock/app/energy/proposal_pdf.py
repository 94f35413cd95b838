"""A proposal as pages to hand over, and its pictures as files."""

from pathlib import Path

from penstock.app.pdf import as_pdf
from penstock.engineering.proposal.drawn import pictures_of
from penstock.engineering.proposal.offer import Offer
from penstock.engineering.proposal.pages import pages_of
from penstock.engineering.proposal.words import words_in

TEMPLATE = Path(__file__).parent / "proposing" / "proposal.typ"


def proposal_pdf(offer: Offer, *, language: str = "en") -> bytes:
    """Return a proposal as a tagged PDF, the same bytes for the same proposal.

    Raises:
        NoTypesetterError: What sets it is not installed.
    """
    return as_pdf(TEMPLATE, pages_of(offer, words_in(language)))


def proposal_pictures(offer: Offer, *, language: str = "en") -> dict[str, str]:
    """Return the pictures of a proposal as SVG, by the names of their files."""
    drawn = pictures_of(offer, words_in(language))
    own = {f"{name}.svg": each.svg() for name, each in drawn.items()}
    return {"roof.svg": offer.system.roof_svg, **own}
