"""`/consents`, `/boundary` and `/audit`: who may know what, why, and who read it."""

from penstock.web.live.pages import Page
from penstock.web.live.showing.governing import audit, boundary, consent, consents, decision


def pages() -> tuple[Page, ...]:
    """Return the pages about data and consent; what each shows is decided at the boundary."""
    return tuple(
        page for module in (consents, consent, boundary, decision, audit) for page in module.pages()
    )
