"""Verifying a log: every change, gap, exchange, insertion and cut is found, with its position."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise

from penstock.governance.audit.chain import START, Row, are_linked, hash_of
from penstock.governance.audit.findings import Fault, Finding, joined
from penstock.governance.audit.heads import Head

_AT_ONCE = 1000
# Positions, the hash that the entry there had, and where that was said; empty for the log itself.
Signed = tuple[int, str, str]


def verify(
    rows: Iterable[Row],
    heads: Sequence[Head],
    *,
    public_key: str,
    outside: Mapping[str, Head] | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with a log.

    Args:
        rows: All its entries, in the order in which they are kept; plain tuples will do.
        heads: All heads that are kept beside them, in that order.
        public_key: The key that heads are signed with.
        outside: Heads that had left the machine, by where they come from.
    """
    wrong = list(_of_heads(heads, public_key))
    for where, head in (outside or {}).items():
        wrong += _of_head(head, public_key, where)
    yield from wrong
    said = [(head, "") for head in heads]
    said += [(head, where) for where, head in (outside or {}).items()]
    doubtful = {
        (each.first, each.outside) for each in wrong if each.fault is not Fault.HEAD_MISSING
    }
    walk = _Walk(
        (head.position, head.hash, where)
        for head, where in said
        if (head.position, where) not in doubtful
    )
    yield from joined(walk.along(rows))
    yield from walk.at_the_end(signed_to=max((each.position for each in heads), default=0))


def _of_heads(heads: Sequence[Head], public_key: str) -> Iterator[Finding]:
    """Yield what is wrong with the log's own heads.

    Each names the hash of the one before it, so that the last signature covers them all; only
    where something is wrong, each is looked at alone.
    """
    if not heads or (_are_chained(heads, public_key) and heads[-1].is_genuine):
        return
    previous = START
    for head in heads:
        wrong = list(_of_head(head, public_key))
        yield from wrong
        if not wrong and head.previous != previous:
            yield _at(Fault.HEAD_MISSING, head)
        previous = head.digest


def _are_chained(heads: Sequence[Head], public_key: str) -> bool:
    if heads[0].previous != START or any(head.public_key != public_key for head in heads):
        return False
    return all(later.previous == earlier.digest for earlier, later in pairwise(heads))


def _of_head(head: Head, public_key: str, where: str = "") -> Iterator[Finding]:
    if head.public_key != public_key:
        yield _at(Fault.FOREIGN_HEAD, head, where)
    elif not head.is_genuine:
        yield _at(Fault.HEAD_CHANGED, head, where)


def _at(fault: Fault, head: Head, where: str = "") -> Finding:
    return Finding(fault=fault, first=head.position, last=head.position, outside=where)


class _Walk:
    """A walk along the chain, held against what was signed."""

    def __init__(self, signed: Iterable[Signed]) -> None:
        self._signed: dict[int, list[tuple[str, str]]] = {}
        self._ends: dict[str, int] = {}
        for position, digest, where in signed:
            self._signed.setdefault(position, []).append((digest, where))
            self._ends[where] = max(position, self._ends.get(where, 0))
        self._position, self._hash = 0, START
        # What the last row's hash should have been, where it is another.
        self._instead = ""
        self._broken: dict[str, list[int]] = {}

    def along(self, rows: Iterable[Row]) -> Iterator[Finding]:
        """Yield where the chain is broken, in the order of positions."""
        remaining = iter(rows)
        while some := list(islice(remaining, _AT_ONCE)):
            if not self._instead and are_linked(some, after=self._hash, position=self._position):
                self._go_to(Row._make(some[-1]))
            else:
                yield from chain.from_iterable(map(self._step, map(Row._make, some)))
            self._hold_against_heads(some)

    def at_the_end(self, *, signed_to: int) -> Iterator[Finding]:
        """Yield what the heads tell of the entries."""
        for where, broken in self._broken.items():
            yield _range(Fault.REWRITTEN, min(broken), max(broken), where)
        for where, end in self._ends.items():
            if end > self._position:
                yield _range(Fault.TRUNCATED, self._position + 1, end, where)
        if self._position > signed_to:
            yield _range(Fault.UNSIGNED, signed_to + 1, self._position)

    def _step(self, row: Row) -> Iterator[Finding]:
        """Go to a row, and yield what is wrong with it where it stands."""
        if row.position <= self._position:
            yield _range(Fault.MISPLACED, row.position, row.position)
        elif row.position > self._position + 1:
            # What the row should stand behind is gone, so nothing can be said of the row.
            yield _range(Fault.MISSING, self._position + 1, row.position - 1)
            self._go_to(row)
        elif self._follows(row):
            self._go_to(row)
        else:
            yield _range(Fault.CHANGED, row.position, row.position)
            self._go_to(row, instead=hash_of(row, before=self._hash))

    def _follows(self, row: Row) -> bool:
        """Tell whether a row stands behind the last one, or behind what that should have been."""
        before = [self._hash, self._instead] if self._instead else [self._hash]
        return any(row.hash == hash_of(row, before=each) for each in before)

    def _go_to(self, row: Row, *, instead: str = "") -> None:
        self._position, self._hash, self._instead = row.position, row.hash, instead

    def _hold_against_heads(self, rows: Sequence[Row]) -> None:
        signed = self._signed
        for position, _, found in [row for row in rows if row[0] in signed]:
            for digest, where in signed[position]:
                if digest != found:
                    self._broken.setdefault(where, []).append(position)


def _range(fault: Fault, first: int, last: int, where: str = "") -> Finding:
    return Finding(fault=fault, first=first, last=last, outside=where)
