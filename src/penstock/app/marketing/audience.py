"""Audiences of campaigns: whom AES may write to, decided by the boundary for each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from penstock.app.cases.door import Door
from penstock.app.cases.naming import NoSuchCaseError
from penstock.app.cases.usecases import Cases
from penstock.delivery.case import Case
from penstock.delivery.kept import Wanted
from penstock.delivery.refusals import RefusedError
from penstock.kernel.sides import Side

MARKETING = "marketing"
AES_ITEMS = ("Inquiries", "Customer inquiry")
"""By what AES knows of somebody without asking the utility."""
_PAGE = 200


class NobodyAsksError(Exception):
    """An audience is asked for in a person's name, and nobody's is known."""

    def __init__(self) -> None:
        super().__init__(
            "An audience is built in a person's name, so that the boundary can decide. Say who "
            "asks, with --as."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody whom a campaign may write to.

    Args:
        customer: Who.
        premise: Where.
        case_id: The case that knows them.
        item: What of it says so.
        side: Whose data that is.
    """

    customer: str
    premise: str
    case_id: str
    item: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a campaign may write to, each once.

    Args:
        members: They, by their names.
        left_out: How many cases hold such data that AES itself has, and may not use for this.
    """

    members: tuple[Member, ...]
    left_out: int


def audience_of(cases: Cases, items: tuple[str, ...]) -> Audience:
    """Return whom AES may write to by what items of cases say.

    Each item is asked for as AES, for marketing. What AES has of its own counts without a consent
    unless devices told it; what the utility has counts under a live consent for marketing alone.
    How many the utility knows is not told: it would say who its customers are.

    Args:
        cases: The cases, through the door of whoever asks.
        items: Which items say that somebody belongs to it: `Customer inquiry`, `Inquiries`.

    Raises:
        NobodyAsksError: There is no door.
        AuditError: It could not be put on record; nobody is told.
    """
    if cases.door is None:
        raise NobodyAsksError
    door = replace(
        cases.door, asker=replace(cases.door.asker, hat=Side.NON_REGULATED, purpose=MARKETING)
    )
    members: dict[tuple[str, str], Member] = {}
    left_out = 0
    for case, side, item in _holding(cases, items):
        if _is_allowed(door, case.case_id, item):
            key = case.customer.casefold(), case.premise.casefold()
            members.setdefault(key, _member(case, side, item))
        elif side is Side.NON_REGULATED:
            left_out += 1
    found = sorted(members.values(), key=lambda each: (each.customer, each.premise))
    return Audience(members=tuple(found), left_out=left_out)


def _holding(cases: Cases, items: tuple[str, ...]) -> Iterator[tuple[Case, Side, str]]:
    """Yield each case of a named customer that holds one of some items."""
    after = ""
    while page := cases.store.find(Wanted(after=after, limit=_PAGE)):
        for case in page:
            side = Side.read(cases.store.model(case.fingerprint).side)
            held = next((each for each in items if case.has(each)), "")
            if case.customer and side is not None and held:
                yield case, side, held
        after = page[-1].case_id


def _is_allowed(door: Door, case_id: str, item: str) -> bool:
    try:
        door.item(case_id, item)
    except (NoSuchCaseError, RefusedError):
        return False
    return True


def _member(case: Case, side: Side, item: str) -> Member:
    return Member(
        customer=case.customer,
        premise=case.premise,
        case_id=case.case_id,
        item=item,
        side=side.value,
    )
