"""`/consents`, `/boundary`, `/audit`, `/allocations`: who may know what, who is owed what."""

from penstock.web.live.pages import Page
from penstock.web.live.showing.governing import (
    allocation,
    allocations,
    audit,
    boundary,
    consent,
    consent_forms,
    consents,
    decision,
    fairness,
    service_levels,
)


def pages() -> tuple[Page, ...]:
    """Return the pages about data and consent; what each shows is decided at the boundary."""
    return tuple(
        page
        for module in (
            consents,
            consent_forms,
            consent,
            boundary,
            decision,
            allocations,
            allocation,
            audit,
            service_levels,
            fairness,
        )
        for page in module.pages()
    )
