"""What becomes of a consent that is to say less, or more."""

from dataclasses import dataclass, replace
from datetime import datetime

from penstock.app.consenting.wishes import UnfitWishError, require_known
from penstock.app.guarding.classes import DataClasses
from penstock.governance.consent.bundling import require_separate
from penstock.governance.consent.changing import Act, agreed_anew, narrowed
from penstock.governance.consent.consent import Consent, ConsentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a consent is to say from now on; None where it stays.

    Args:
        data_classes: What may be known.
        purposes: What it may be known for.
        end: The first moment at which it holds no more.
    """

    data_classes: frozenset[str] | None = None
    purposes: frozenset[str] | None = None
    end: datetime | None = None


def with_less(consent: Consent, *, less: Terms) -> Consent:
    """Return a consent that says less.

    Raises:
        WideningError: Something would be more than it was.
        UnfitWishError: Nothing would be left of it.
    """
    after = narrowed(consent, data_classes=less.data_classes, purposes=less.purposes, end=less.end)
    if not (after.data_classes and after.purposes):
        because = "Nothing would be left of it"
        raise UnfitWishError(f"{because}. Take it back: penstock consent revoke {after.id}")
    return after


def with_more(consent: Consent, *, wish: Terms, act: Act, classes: DataClasses) -> Consent:
    """Return a consent as a new act of the customer words it.

    Raises:
        UnfitWishError: It was taken back or has ended, or cannot be kept so.
        WideningError: The act is not a new one.
        BundledError: It would stand for several consents.
    """
    if consent.status is not ConsentStatus.ACTIVE:
        raise UnfitWishError(
            f"Consent {consent.id} is {consent.status}, and does not come back. Let the "
            "customer give a new one: penstock consent give"
        )
    wider = agreed_anew(consent, act=act, wish=_said_anew(consent, wish))
    require_known(wider, classes)
    require_separate(wider)
    return wider


def _said_anew(consent: Consent, wish: Terms) -> Consent:
    return replace(
        consent,
        data_classes=wish.data_classes or frozenset(),
        purposes=wish.purposes or frozenset(),
        end=wish.end or consent.end,
    )
