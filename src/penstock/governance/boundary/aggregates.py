"""Totals over many customers, and what somebody learns who compares them with earlier ones.

A total needs no consent when it is over at least 15 customers and none of them makes up more than
15 % of it (the 15/15 rule). Two such totals can still betray: 20 customers less 19 of them is one.
So a new total is held against all that were released before. What can be computed from them is
the span of their rows, one column for each customer; a row of that span in which fewer than 15
customers stand singles these out.

    F. Y. Chin, G. Özsoyoğlu, "Auditing and inference control in statistical databases",
    IEEE Transactions on Software Engineering 8 (6), 1982.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from penstock.governance.boundary.asking import Totals

FEWEST = 15
"""So many customers hide each other."""

_MOST_SMALL_GROUPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Who was in a total that was given out.

    Args:
        measure: What was added up, and over which period: only equal measures can be compared.
        customers: Who was in it; where contents of one customer are told apart, each as the
            customer, a colon, and the content.
    """

    measure: str
    customers: frozenset[str]


def totals(measure: str, amounts: Mapping[str, int], *, released: Iterable[Release] = ()) -> Totals:
    """Return what the boundary has to know of a total before it is given out.

    Args:
        measure: What is added up, and over which period.
        amounts: The amount of each customer, in the smallest unit; none below zero.
        released: All that was given out before.

    Raises:
        ValueError: There are no customers, or one has less than nothing: shares would mislead.
    """
    if not amounts or min(amounts.values()) < 0:
        raise ValueError(
            f"{measure}: a total is over customers with amounts of 0 or more. Add up what was "
            "drawn and what was fed in apart from each other."
        )
    earlier = [each.customers for each in released if each.measure == measure]
    return Totals(
        customers=len({*map(person_in, amounts)}),
        largest=max(amounts.values()),
        total=sum(amounts.values()),
        isolated=isolated(frozenset(amounts), earlier=earlier),
    )


def isolated(
    customers: frozenset[str], *, earlier: Sequence[frozenset[str]], fewest: int = FEWEST
) -> int:
    """Return the fewest customers that a total and earlier ones single out together.

    It is exact where fewer than `fewest` are singled out, and the number of customers of the total
    where none are. Where too many small groups overlap to be sure in time, it is 1: refused, not
    guessed.
    """
    rows = _linked(customers, earlier)
    groups = _groups(rows)
    everybody = len({*map(person_in, customers)})
    small = [group for group, people in groups.items() if len(people) < fewest]
    rank = _rank(rows, [*groups])
    if _rank(rows, [group for group in groups if group not in small]) == rank:
        return everybody
    if len(small) > _MOST_SMALL_GROUPS:
        return 1
    for size, hidden in sorted(_hidden(small, groups, fewest), key=lambda each: each[0]):
        if _rank(rows, [group for group in groups if group not in hidden]) < rank:
            return size
    return everybody


def person_in(unit: str) -> str:
    """Return the customer of a unit, which is all of it where contents are not told apart."""
    return unit.partition(":")[0]


_Group = frozenset[int]


def _linked(customers: frozenset[str], earlier: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return the total and the earlier ones that share customers with it, or with one that does."""
    rows, waiting, reached = [customers], list(dict.fromkeys(earlier)), customers
    while near := [each for each in waiting if each & reached]:
        rows += near
        waiting = [each for each in waiting if each not in near]
        reached = reached.union(*near)
    return rows


def _groups(rows: Sequence[frozenset[str]]) -> dict[_Group, frozenset[str]]:
    """Return the customers that stand in exactly the same rows; nothing tells these apart."""
    rows_of: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for customer in row:
            rows_of.setdefault(customer, []).append(number)
    people: dict[_Group, set[str]] = {}
    for unit, numbers in rows_of.items():
        people.setdefault(frozenset(numbers), set()).add(person_in(unit))
    return {group: frozenset(those) for group, those in people.items()}


def _hidden(
    small: Sequence[_Group], people: Mapping[_Group, frozenset[str]], fewest: int
) -> Iterator[tuple[int, frozenset[_Group]]]:
    """Yield which groups together are fewer customers than may be singled out, and how many."""
    for count in range(1, len(small) + 1):
        for some in combinations(small, count):
            size = len(frozenset[str]().union(*(people[each] for each in some)))
            if size < fewest:
                yield size, frozenset(some)


def _rank(rows: Sequence[frozenset[str]], groups: Sequence[_Group]) -> int:
    """Return how many of the rows say something of their own about groups, computed exactly."""
    left = [[Fraction(number in group) for group in groups] for number, _ in enumerate(rows)]
    rank = 0
    for column in range(len(groups)):
        found = next((n for n in range(rank, len(left)) if left[n][column]), None)
        if found is None:
            continue
        left[rank], left[found] = left[found], left[rank]
        for n in range(rank + 1, len(left)):
            factor = left[n][column] / left[rank][column]
            if factor:
                left[n] = [a - factor * b for a, b in zip(left[n], left[rank], strict=True)]
        rank += 1
    return rank
