"""The register of consents, as enrolment in programs looks at it."""

from penstock.app.streams.ports import World
from penstock.casework.enrolment.ports import CustomersConsents


def customers_consents(world: World) -> CustomersConsents:
    """Return what customers agree to, as it stands in the store of the cases."""
    return world.store.consents
