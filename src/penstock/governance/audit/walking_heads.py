"""Walking along the heads of a log, and what they say that entries were."""

from collections.abc import Iterable, Iterator
from sys import maxsize

from penstock.governance.audit.chain import START
from penstock.governance.audit.findings import Fault, Finding
from penstock.governance.audit.heads import Head


class OwnHeads:
    """A log's own heads, in their order.

    Each names the hash of the one before it, so that the last signature covers them all; only
    where something is wrong, each is looked at alone.

    Args:
        heads: The heads; they can be walked again.
        public_key: The key that they are signed with.
    """

    def __init__(self, heads: Iterable[Head], public_key: str) -> None:
        self._heads = heads
        self._public_key = public_key
        self._ahead = iter(heads)
        self._next = next(self._ahead, None)
        self._last: Head | None = None
        self._digest, self._is_chained = START, True
        # How far heads go, and how far those go that can be trusted.
        self.covered, self.end = 0, 0

    def up_to(self, position: int) -> Iterator[Head]:
        """Yield the next heads that are over no entry behind a position, all but foreign ones."""
        while self._next is not None and self._next.position <= position:
            head, self._next = self._next, next(self._ahead, None)
            self._pass(head)
            if head.public_key == self._public_key:
                yield head

    def faults(self) -> Iterator[Finding]:
        """Yield what is wrong with the heads, at the end of the walk."""
        for _ in self.up_to(maxsize):
            pass
        if self._is_chained and (self._last is None or self._last.is_genuine):
            self.end = self.covered
        else:
            yield from self._faults_of_each()

    def _pass(self, head: Head) -> None:
        is_next = head.previous == self._digest and head.public_key == self._public_key
        self._is_chained = self._is_chained and is_next
        self._digest, self._last = head.digest, head
        self.covered = max(self.covered, head.position)

    def _faults_of_each(self) -> Iterator[Finding]:
        previous = START
        for head in self._heads:
            wrong = list(faults_of(head, self._public_key))
            yield from wrong
            if not wrong:
                self.end = max(self.end, head.position)
                if head.previous != previous:
                    yield _at(Fault.HEAD_MISSING, head)
            previous = head.digest


class Held:
    """Heads over entries that are not those that were signed: the first, and the last of them."""

    def __init__(self) -> None:
        self._first: Head | None = None
        self._last: Head | None = None

    def add(self, head: Head) -> None:
        """Take note of a head; one that is not genuine says nothing."""
        # Verifying one takes longer than passing a hundred entries, so the first and last will do.
        if self._first is None and head.is_genuine:
            self._first = head
        self._last = head

    def broken(self) -> tuple[int, int] | None:
        """Return the first and the last position; None where entries are those that were signed."""
        if self._first is None or self._last is None:
            return None
        last = self._last if self._last.is_genuine else self._first
        return self._first.position, last.position


def faults_of(head: Head, public_key: str, where: str = "") -> Iterator[Finding]:
    """Yield what is wrong with a head alone."""
    if head.public_key != public_key:
        yield _at(Fault.FOREIGN_HEAD, head, where)
    elif not head.is_genuine:
        yield _at(Fault.HEAD_CHANGED, head, where)


def _at(fault: Fault, head: Head, where: str = "") -> Finding:
    return Finding(fault=fault, first=head.position, last=head.position, outside=where)
