"""`/field/…`: the day of who works on site, with a shell of its own that works without signal."""

from penstock.web.live.pages import Page
from penstock.web.live.showing.field import files, held, job, sending, today


def pages() -> tuple[Page, ...]:
    """Return the pages of the field, and the files by which a phone keeps them."""
    return (
        *today.pages(),
        *job.pages(),
        *sending.pages(),
        *held.pages(),
        *files.pages(),
    )
