"""An enrolment from its consent to its end: under a consent of its own, and no longer."""

from datetime import datetime
from typing import Protocol

from penstock.casework.enrolment.enrolling import Asked, ConsentRuling, ruled
from penstock.casework.enrolment.ports import CustomersConsents


class About(Protocol):
    """Whose devices, and where."""

    @property
    def customer(self) -> str:
        """Whose."""
        ...

    @property
    def premise(self) -> str:
        """Where; empty where nobody said."""
        ...

    @property
    def account(self) -> str:
        """Of which account; likewise."""
        ...


class Enrolment(Protocol):
    """What an information item says of a customer's choice to take part."""

    @property
    def holds(self) -> bool:
        """Whether the devices may be steered."""
        ...

    @property
    def consent_id(self) -> str:
        """The consent that covers it."""
        ...

    @property
    def enrolled_at(self) -> datetime:
        """Since when."""
        ...

    @property
    def ended_at(self) -> datetime | None:
        """When it ended; None while it holds."""
        ...

    @property
    def ended_because(self) -> str:
        """Why."""
        ...


def ruling(
    consents: CustomersConsents, about: About, purpose: str, *, now: datetime
) -> ConsentRuling:
    """Return whether a customer allows a purpose now, and why not.

    Args:
        consents: What customers agree to.
        about: Whose devices, and where.
        purpose: What for, in the word of consents: `der_program`.
        now: The moment it is.
    """
    asked = Asked(
        customer=about.customer,
        premise=about.premise,
        account=about.account,
        purpose=purpose,
        at=now,
    )
    return ruled(consents.of_customer(about.customer), asked)


def against_enrolling(earlier: Enrolment | None, *, what: str) -> str:
    """Return why something is not enrolled now, in a sentence; empty where it can be.

    Args:
        earlier: Its last enrolment; None where there was none.
        what: What people call it: `system`.
    """
    if earlier is None or not earlier.holds:
        return ""
    return (
        f"The {what} is enrolled since {earlier.enrolled_at:%Y-%m-%d}, under consent "
        f"{earlier.consent_id}."
    )


def against_looking(enrolment: Enrolment) -> str:
    """Return why nobody has to look after an enrolment, in a sentence; empty while it holds."""
    if enrolment.holds:
        return ""
    return f"The enrolment ended at {enrolment.ended_at:%Y-%m-%d}: {enrolment.ended_because}"
