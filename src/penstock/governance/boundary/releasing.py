"""Totals that were given out: what they came to, to whom, and what they were made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from penstock.governance.boundary.aggregates import Release, person_in, totals
from penstock.governance.boundary.asking import Object, Totals
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side

KIND = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A version of an information item that went into a total.

    Args:
        case_id: The case that holds it.
        item: The item.
        version: Which version of it.
        sha256: The hash of its content.
        unit: Whose content it is and which, as a fingerprint that names nobody.
    """

    case_id: str
    item: str
    version: int
    sha256: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What one version of an item adds to a total.

    Args:
        customer: Whose it is.
        amount: How much.
        part: Where it comes from.
    """

    customer: str
    amount: Decimal
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A total that was given out.

    Args:
        number: Which, from 1.
        version: Always 1.
        measure: What was added up: only equal measures can be compared.
        side: The side whose customers it is over.
        to: The side, or whoever outside, that has it.
        total: What it comes to, as a decimal number.
        customers: How many customers it is over.
        parts: What it was made of.
        rule: The policy that allowed it.
        policy_sha256: The fingerprint of the policies that did.
        released_by: Who asked for it.
        released_at: When.
    """

    number: int
    version: int = 1
    measure: str
    side: str
    to: str
    total: str
    customers: int
    parts: tuple[Part, ...]
    rule: str
    policy_sha256: str
    released_by: str
    released_at: datetime

    @property
    def id(self) -> str:
        """What people call it."""
        return f"REL-{self.number}"


def unit_of(customer: str, content_sha256: str) -> str:
    """Return a fingerprint of a customer and of one content of theirs.

    The customer's half comes first, so that two contents of one customer are known to be one's.
    """
    person = " ".join(customer.split()).casefold()
    return f"{sha256(person.encode()).hexdigest()}:{content_sha256}"


def totals_of(measure: str, amounts: Sequence[Amount], *, earlier: Iterable[Released]) -> Totals:
    """Return what the boundary has to know of a total before it is given out.

    A content that was corrected since an earlier release counts as another: otherwise the two
    totals would tell by how much. Amounts are compared in the smallest unit that any of them has.

    Raises:
        ValueError: An amount is below zero: shares would mislead.
    """
    if not amounts:
        return Totals(customers=0, largest=0, total=0, isolated=0)
    digits = max(0, *(-int(each.amount.as_tuple().exponent) for each in amounts))
    by_unit: dict[str, int] = {}
    for each in amounts:
        amount = int(each.amount.scaleb(digits))
        by_unit[each.part.unit] = by_unit.get(each.part.unit, 0) + amount
    released = (
        Release(measure=each.measure, customers=frozenset(part.unit for part in each.parts))
        for each in earlier
    )
    found = totals(measure, by_unit, released=released)
    shares = _by_customer(by_unit)
    return Totals(
        customers=len(shares),
        largest=max(shares.values()),
        total=found.total,
        isolated=found.isolated,
    )


def aggregate(measure: str, side: Side, data_class: str, over: Totals) -> Object:
    """Return a total as the boundary takes it."""
    return Object(
        id=measure,
        kind=KIND,
        side=side,
        sensitivity=Sensitivity.INTERNAL,
        subject="",
        data_class=data_class,
        totals=over,
    )


def _by_customer(by_unit: Mapping[str, int]) -> dict[str, int]:
    shares: dict[str, int] = {}
    for unit, amount in by_unit.items():
        person = person_in(unit)
        shares[person] = shares.get(person, 0) + amount
    return shares
