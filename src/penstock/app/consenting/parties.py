"""Whose consents are: a consent is shown to whoever gets the data, and to whoever gives them."""

from penstock.app.guarding.classes import DataClasses
from penstock.governance.boundary.asking import Object
from penstock.governance.consent.consent import Consent
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

_OTHER = {Side.REGULATED: Side.NON_REGULATED, Side.NON_REGULATED: Side.REGULATED}


def parties(consent: Consent, classes: DataClasses) -> tuple[Side, ...]:
    """Return the sides that may see a consent: first those whose data it opens."""
    grantee = Side.read(consent.grantee)
    found = [origin(each, consent, classes) for each in sorted(consent.data_classes)]
    return tuple(dict.fromkeys([*found, *filter(None, [grantee])]))


def origin(data_class: str, consent: Consent, classes: DataClasses) -> Side:
    """Return the side that data of a class come from, as a consent opens them."""
    sides = {each.side for each in classes.by_item.values() if each.name == data_class}
    if len(sides) == 1 and (side := sides.pop()):
        return side
    grantee = Side.read(consent.grantee)
    return _OTHER.get(grantee, Side.REGULATED) if grantee else Side.REGULATED


def as_object(consent: Consent, classes: DataClasses, *, hat: Side | None) -> Object:
    """Return a consent as the boundary takes it: of the side that asks, where it is a party.

    Args:
        consent: The consent.
        classes: What information items are about.
        hat: The side that asks; None for those who serve both.
    """
    sides = parties(consent, classes)
    return Object(
        id=consent.id,
        kind="consent",
        side=hat if hat in sides else sides[0],
        sensitivity=Sensitivity.PERSONAL,
        subject=consent.customer,
        premise=consent.premise,
        account=consent.account,
        data_class="consent",
    )


def of_somebody(customer: str, *, side: Side) -> Object:
    """Return the consents of somebody, of whom there may be none, as the boundary takes them."""
    return Object(
        id="consents",
        kind="consents",
        side=side,
        sensitivity=Sensitivity.PERSONAL,
        subject=customer,
        data_class="consent",
    )


def unknown(consent_id: str, *, side: Side) -> Object:
    """Return a consent that does not exist, as the boundary takes it."""
    return Object(
        id=consent_id,
        kind="consent",
        side=side,
        sensitivity=Sensitivity.INTERNAL,
        subject="",
        data_class="consent",
    )
