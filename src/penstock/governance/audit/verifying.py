"""Verifying a log: every change, gap, exchange, insertion and cut is found, with its position."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from penstock.governance.audit.chain import START, Row, are_linked, hash_of
from penstock.governance.audit.findings import Fault, Finding, joined
from penstock.governance.audit.heads import Head
from penstock.governance.audit.walking_heads import Held, OwnHeads, faults_of

_AT_ONCE = 1000


def verify(
    rows: Iterable[Row],
    heads: Iterable[Head],
    *,
    public_key: str,
    outside: Mapping[str, Head] | None = None,
) -> Iterator[Finding]:
    """Yield what is wrong with a log, of which little is in memory at a time.

    Args:
        rows: All its entries, in the order in which they are kept; plain tuples will do.
        heads: All heads that are kept beside them, in that order; they are walked a second time
            where something is wrong with them.
        public_key: The key that heads are signed with.
        outside: Heads that had left the machine, by where they come from.
    """
    trusted = {}
    for where, head in (outside or {}).items():
        wrong = list(faults_of(head, public_key, where))
        yield from wrong
        if not wrong:
            trusted[where] = head
    own = OwnHeads(heads, public_key)
    walk = _Walk(own, trusted)
    yield from joined(walk.along(rows))
    yield from own.faults()
    yield from walk.at_the_end()


class _Walk:
    """A walk along the chain, held against what was signed.

    Args:
        own: The log's own heads.
        outside: Genuine heads from outside, by where they come from.
    """

    def __init__(self, own: OwnHeads, outside: Mapping[str, Head]) -> None:
        self._own = own
        self._outside = outside
        self._held = {where: Held() for where in ("", *outside)}
        self._position, self._hash = 0, START
        # What the last row's hash should have been, where it is another.
        self._instead = ""

    def along(self, rows: Iterable[Row]) -> Iterator[Finding]:
        """Yield where the chain is broken, in the order of positions."""
        remaining = iter(rows)
        while some := list(islice(remaining, _AT_ONCE)):
            if not self._instead and are_linked(some, after=self._hash, position=self._position):
                self._go_to(Row._make(some[-1]))
            else:
                yield from chain.from_iterable(map(self._step, map(Row._make, some)))
            self._hold_against_heads(some)

    def at_the_end(self) -> Iterator[Finding]:
        """Yield what the heads tell of the entries."""
        for where, held in self._held.items():
            if broken := held.broken():
                yield _range(Fault.REWRITTEN, *broken, where)
        ends = {"": self._own.end} | {where: head.position for where, head in self._outside.items()}
        for where, end in ends.items():
            if end > self._position:
                yield _range(Fault.TRUNCATED, self._position + 1, end, where)
        if self._position > self._own.covered:
            yield _range(Fault.UNSIGNED, self._own.covered + 1, self._position)

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
        """Hold rows against the heads that say what their hashes were."""
        end = max(rows[-1][0], self._position)
        own = [("", head) for head in self._own.up_to(end)]
        first = rows[0][0]
        others = [
            (where, head) for where, head in self._outside.items() if first <= head.position <= end
        ]
        if own or others:
            hashes = {position: digest for position, _, digest in rows}
            for where, head in own + others:
                if hashes.get(head.position, head.hash) != head.hash:
                    self._held[where].add(head)


def _range(fault: Fault, first: int, last: int, where: str = "") -> Finding:
    return Finding(fault=fault, first=first, last=last, outside=where)
