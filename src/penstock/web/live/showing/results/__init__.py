"""`/results…`: what engineering found, designed and proposed, as cases hold it."""

from penstock.web.live.pages import Page
from penstock.web.live.showing.results import listing, looking


def pages() -> tuple[Page, ...]:
    """Return the pages of results, for everybody who is signed in."""
    return (*listing.pages(), *looking.pages())
