"""Cases that wait for each other: who waits, for whom, and whether it could ever end."""

from collections.abc import Iterator

from penstock.delivery.case import Case
from penstock.delivery.ports import Store, Wanted

_PAGE = 200


def waiting_for(case_id: str, store: Store) -> Iterator[str]:
    """Yield the cases that wait for this one."""
    after = ""
    while page := store.find(Wanted(waiting_for=case_id, after=after, limit=_PAGE)):
        yield from (case.case_id for case in page)
        after = page[-1].case_id


def waits_for(case: Case | None, goal: str, store: Store) -> bool:
    """Tell whether a case waits for another, be it through others."""
    seen: set[str] = set()
    ahead = list(case.awaited) if case else []
    while ahead:
        case_id = ahead.pop()
        if case_id == goal:
            return True
        if case_id not in seen:
            seen.add(case_id)
            with store.transaction() as transaction:
                following = transaction.case(case_id)
            ahead.extend(following.awaited if following else ())
    return False
