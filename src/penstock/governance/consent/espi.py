"""A consent as an Authorization of Green Button Connect My Data (NAESB REQ.21, ESPI 1.1)."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from penstock.governance.consent.consent import Consent, ConsentStatus

NAMESPACE = "http://naesb.org/espi"
# Common, Connect My Data, security and privacy, authorization: what any such access stands on.
_ALWAYS = frozenset({1, 3, 13, 14})
FUNCTION_BLOCKS = {
    # Interval metering, and that of electricity.
    "interval_usage": frozenset({4, 5}),
    # Summary of a usage, and with what it costs.
    "billing": frozenset({15, 16}),
}
"""Which function blocks a data class is in the standard; classes that are not here have none."""

_LONGEST_SECONDS = 2**32 - 1


class AuthorizationStatus(IntEnum):
    """The words of the standard for where an Authorization stands."""

    REVOKED = 0
    ACTIVE = 1
    DENIED = 2


class NoFunctionBlockError(ValueError):
    """Nothing that a consent is about has a word in the standard."""

    def __init__(self, consent: Consent) -> None:
        self.consent_id = consent.id
        super().__init__(
            f"Consent {consent.id} is about {', '.join(sorted(consent.data_classes))}, and Green "
            f"Button has words for {', '.join(sorted(FUNCTION_BLOCKS))} alone. There is no "
            "Authorization that says it."
        )


def unsaid(consent: Consent) -> frozenset[str]:
    """Return the data classes of a consent for which the standard has no function block."""
    return consent.data_classes - FUNCTION_BLOCKS.keys()


def status(consent: Consent, *, at: datetime) -> AuthorizationStatus:
    """Return where a consent stands; a customer who has moved out gives nothing any more."""
    if consent.is_revoked:
        return AuthorizationStatus.REVOKED
    has_ended = consent.status is ConsentStatus.ENDED and _expiry(consent) <= at
    return AuthorizationStatus.REVOKED if has_ended else AuthorizationStatus.ACTIVE


def scope(consent: Consent) -> str:
    """Return the scope string: the function blocks of what may be known.

    Raises:
        NoFunctionBlockError: There is none.
    """
    known = [FUNCTION_BLOCKS[each] for each in consent.data_classes if each in FUNCTION_BLOCKS]
    if not known:
        raise NoFunctionBlockError(consent)
    return f"FB={_joined(_ALWAYS.union(*known))}"


def authorization(consent: Consent, *, at: datetime) -> str:
    """Return the Authorization that a consent is, as XML.

    The members stand in the order of the standard's schema. `publishedPeriod` is left out: it would
    narrow the data to those published within it, and a consent does not.

    Args:
        consent: The consent.
        at: The moment at which its status counts.

    Raises:
        NoFunctionBlockError: Nothing that it is about has a word in the standard.
    """
    root = Element("Authorization", xmlns=NAMESPACE)
    period = SubElement(root, "authorizedPeriod")
    seconds = _epoch(consent.end) - _epoch(consent.start)
    if seconds <= _LONGEST_SECONDS:
        # The schema counts in 32 bits; a longer period is one whose end nobody thinks of.
        SubElement(period, "duration").text = str(seconds)
    SubElement(period, "start").text = str(_epoch(consent.start))
    name = f"urn:penstock:consent:{consent.id}"
    for member, text in (
        ("status", str(status(consent, at=at).value)),
        ("expires_at", str(_epoch(_expiry(consent)))),
        ("scope", scope(consent)),
        ("token_type", "Bearer"),
        ("resourceURI", f"{name}:data"),
        ("authorizationURI", name),
    ):
        SubElement(root, member).text = text
    indent(root)
    return tostring(root, encoding="unicode")


def _expiry(consent: Consent) -> datetime:
    """Return the first moment at which a consent that is not taken back holds no more."""
    return min(filter(None, (consent.end, consent.ended_at)))


def _epoch(moment: datetime) -> int:
    return int(moment.timestamp())


def _joined(blocks: Iterable[int]) -> str:
    return "_".join(map(str, sorted(blocks)))
