"""What the consents of a home cover at a moment, for each purpose by itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.casework.device.registry import Home
from penstock.casework.enrolment import Asked, ruled
from penstock.governance.consent.consent import Consent
from penstock.kernel.sides import Side

DATA_CLASS = "smart_home"
FUNCTIONALITY, ANALYTICS, MARKETING, DER_PROGRAM = (
    "functionality",
    "analytics",
    "marketing",
    "der_program",
)
# Who would know: the side that has installed the devices, and for the grid's programs the utility.
_GRANTEES = {
    FUNCTIONALITY: Side.NON_REGULATED,
    ANALYTICS: Side.NON_REGULATED,
    MARKETING: Side.NON_REGULATED,
    DER_PROGRAM: Side.REGULATED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covered:
    """A consent that covers a purpose from a moment until another."""

    purpose: str
    start: datetime
    end: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered in a home.

    Args:
        covered: The consents that cover something.
    """

    covered: tuple[_Covered, ...] = ()

    def at(self, moment: datetime) -> dict[str, str]:
        """Return by purpose the consent that covers a moment, as `id@version`."""
        return {each.purpose: each.name for each in self.covered if each.start <= moment < each.end}


NOTHING = Coverage()


def coverage(home: Home, consents: Sequence[Consent]) -> Coverage:
    """Return what the consents of a home's customer cover there.

    A consent that was taken back covers nothing any more, not even what was measured before.
    """
    return Coverage(tuple(_covered(home, consents)))


def coverage_of(home: Home | None, consents_of: Callable[[str], Sequence[Consent]]) -> Coverage:
    """Return what is covered in a home, by the consents as they stand now; nothing in none."""
    return coverage(home, consents_of(home.customer)) if home else NOTHING


def _covered(home: Home, consents: Sequence[Consent]) -> Iterator[_Covered]:
    for each in consents:
        for purpose in each.purposes & _GRANTEES.keys():
            is_about = DATA_CLASS in each.data_classes and each.grantee == _GRANTEES[purpose].value
            if is_about and ruled([each], _asked(home, purpose, each.start)).is_covered:
                end = min(each.end, each.ended_at) if each.ended_at else each.end
                name = f"{each.id}@{each.version}"
                yield _Covered(purpose=purpose, start=each.start, end=end, name=name)


def _asked(home: Home, purpose: str, at: datetime) -> Asked:
    return Asked(
        customer=home.customer, premise=home.premise, account=home.account, purpose=purpose, at=at
    )
