"""What part of a pool's cost ends with each receiver, when pools serve each other too."""

from collections.abc import Mapping
from fractions import Fraction

Row = Mapping[str, Fraction]


class ClosedLoopError(Exception):
    """Pools that pass their cost to each other for ever."""

    def __init__(self, loop: tuple[str, ...]) -> None:
        self.loop = loop
        way = " -> ".join((*loop, loop[0]))
        super().__init__(
            f"The cost of {way} goes round for ever and reaches no receiver. "
            "Let a driver of one of these pools have a reading for a legal entity."
        )


def effective_shares(given: Mapping[str, Row]) -> dict[str, dict[str, Fraction]]:
    """Return the part of each pool that ends with each receiver, in exact fractions.

        E = (I - S)^-1 O    and each row of E sums to exactly 1

    with a row for each pool: S is what pools give to pools, O what they give to receivers. In
    columns, as textbooks write it, that is E = O (I - S)^-1. One pool after the other is taken
    out by sending what others give it to where it gives its own: Gauss and Jordan's elimination.

    Direct and step-down allocation are the same with fewer entries in S: none, or only those of
    pools later in the order.

    Args:
        given: What each pool gives to each other pool and receiver; each row sums to 1.

    Raises:
        ClosedLoopError: The cost of some pools reaches no receiver, so that I - S is singular.

    Example:
        >>> half = Fraction(1, 2)
        >>> effective_shares({"IT": {"HR": half, "GAS": half}, "HR": {"IT": half, "AES": half}})
        {'IT': {'GAS': Fraction(2, 3), 'AES': Fraction(1, 3)}, 'HR': {'AES': Fraction(2, 3), \
'GAS': Fraction(1, 3)}}
    """
    _refuse_closed_loops(given)
    return _taken_out({pool: dict(row) for pool, row in given.items()})


def passing_shares(given: Mapping[str, Row]) -> dict[str, dict[str, Fraction]]:
    """Return how much of each pool's cost passes through each pool, itself among them.

        N = (I - S)^-1

    What a pool costs together with what others charge it, its reciprocated cost, is the sum over
    all pools of their cost times what of it passes through.

    Args:
        given: What each pool gives to each other pool and receiver; each row sums to 1.

    Raises:
        ClosedLoopError: The cost of some pools reaches no receiver, so that I - S is singular.
    """
    _refuse_closed_loops(given)
    # A column for each pool that is never taken out, and so gathers what comes by.
    marks = {f"through {pool}": pool for pool in given}
    rows = {
        pool: {to: share for to, share in row.items() if to in given}
        | {f"through {pool}": Fraction(1)}
        for pool, row in given.items()
    }
    return {
        pool: {marks[to]: share for to, share in row.items()}
        for pool, row in _taken_out(rows).items()
    }


def _taken_out(rows: dict[str, dict[str, Fraction]]) -> dict[str, dict[str, Fraction]]:
    """Take one pool after the other out of all rows, until only other columns are left."""
    for pool in tuple(rows):
        row = rows[pool]
        itself = row.pop(pool, Fraction(0))
        row = rows[pool] = {to: share / (1 - itself) for to, share in row.items() if share}
        for other in rows.values():
            passed = other.pop(pool, Fraction(0))
            for to, share in row.items() if passed else ():
                other[to] = other.get(to, Fraction(0)) + passed * share
    return rows


def _refuse_closed_loops(given: Mapping[str, Row]) -> None:
    if loop := _closed_loop(given):
        raise ClosedLoopError(loop)


def _closed_loop(given: Mapping[str, Row]) -> tuple[str, ...]:
    """Return pools that give to each other and to nobody else, in the order of a round."""
    open_pools: set[str] = set()
    grown = True
    while grown:
        more = {
            pool
            for pool, row in given.items()
            if any(share and (to not in given or to in open_pools) for to, share in row.items())
        }
        grown, open_pools = more != open_pools, more
    closed = sorted(set(given) - open_pools)
    return _round(given, closed[0]) if closed else ()


def _round(given: Mapping[str, Row], start: str) -> tuple[str, ...]:
    way = [start]
    while True:
        # Every pool that a closed one gives to is closed as well.
        following = min(to for to, share in given[way[-1]].items() if share)
        if following in way:
            return tuple(way[way.index(following) :])
        way.append(following)
