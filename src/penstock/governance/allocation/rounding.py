"""Sharing whole cents so that every line is exact and nobody is ever off by a cent."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import lcm


def apportion(amounts: Iterable[int], shares: Sequence[Fraction]) -> Iterator[tuple[int, ...]]:
    """Yield the cents of each receiver for one amount after the other.

    For every amount `a` and the sum `A` of all amounts so far, with shares `p`:

        sum of its cents over all receivers   =  a
        |cents of receiver r so far - p_r A|  <  1

    What a receiver is owed beyond whole cents is carried to the next amount. While amounts have
    one sign, no receiver gets a cent of the other: missing cents go to whom their next cent is due
    soonest, as M. Balinski and H. P. Young share seats, "The quota method of apportionment", The
    American Mathematical Monthly 82 (1975), pages 701-730. Where credits stand between costs, the
    two laws above hold, and a single cent may go the other way.

    Args:
        amounts: Cents, one number for each line.
        shares: One for each receiver; their sum is exactly 1.

    Example:
        >>> list(apportion([100, 1, 1], [Fraction(1, 3)] * 3))
        [(34, 33, 33), (0, 1, 0), (0, 0, 1)]
    """
    assert sum(shares) == 1, "shares of a pool make a whole"
    scale = lcm(*(share.denominator for share in shares))
    weights = [share.numerator * (scale // share.denominator) for share in shares]
    common = lcm(*filter(None, weights))
    # Multiplied by this, waits of receivers can be compared without a division.
    paces = [common // weight if weight else 0 for weight in weights]
    against_the_sign = 2 * common * scale
    owed = [0] * len(weights)
    ahead = [0] * len(weights)
    receivers = range(len(weights))
    # One function with plain loops: it runs six million times for a million lines.
    for amount in amounts:
        cents, waits, left = [], [], amount
        for receiver in receivers:
            whole, rest = divmod(owed[receiver] + weights[receiver] * amount, scale)
            owed[receiver] = rest
            whole -= ahead[receiver]
            left -= whole
            cents.append(whole)
            if rest:
                wait = (scale - rest if amount > 0 else -rest) * paces[receiver]
                waits.append((wait + (against_the_sign if whole >= 0 else 0), receiver))
        ahead = [0] * len(weights)
        if left:
            waits.sort()
            for _, receiver in waits[:left]:
                cents[receiver] += 1
                ahead[receiver] = 1
        yield tuple(cents)
