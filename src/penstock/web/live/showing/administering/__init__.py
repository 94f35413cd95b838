"""`/admin`, `/stand-ins`: people, how they sign in, and who stands in for whom."""

from penstock.web.live.pages import Page
from penstock.web.live.showing.administering import access, people, person, roles, stand_ins


def pages() -> tuple[Page, ...]:
    """Return the pages about people; who may see and do what is decided at the boundary."""
    return tuple(
        page for module in (people, roles, access, person, stand_ins) for page in module.pages()
    )
