"""Writing a group of entries behind the end of the log, under one signed head."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from penstock.governance.audit.chain import START, linked
from penstock.governance.audit.heads import Head, head_text
from penstock.governance.audit.people import Person
from penstock.governance.audit.ports import (
    ClockWentBackError,
    LogWentBackError,
    NoSuchPersonError,
    OtherSecretError,
)
from penstock.governance.audit.secret import Secret
from penstock.store.audit.batches import Batch
from penstock.store.audit.pages import Writing
from penstock.store.audit.people import People, Settled

_LONG_AGO = datetime(2, 1, 1, tzinfo=UTC)
# What a log that was never begun goes on from; it is never kept.
_BEGINNING = Head(
    position=0,
    hash=START,
    at=head_text(_LONG_AGO),
    people=0,
    erasures=0,
    previous=START,
    public_key="",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a transaction has written, which somebody has still to commit."""

    head: Head | None
    settled: Settled | None = None


class Scribe:
    """Writes groups of batches, one after the other, as the lock of the log lets them in.

    A transaction that holds the lock may end before it is said that it was committed: the next one
    may be at work by then, and what is remembered here is right for both.

    Args:
        secret: Wraps people's keys and signs heads.
    """

    def __init__(self, secret: Secret) -> None:
        self.people = People(secret)
        # The newest head that this program has seen kept.
        self.last: Head | None = None
        self._secret = secret

    def write(self, batches: Sequence[Batch], writing: Writing) -> Written:
        """Write batches, all but those whose clock went back.

        Whoever commits it says so with `committed`; who does not, with `undone`.
        """
        before = self._checked(writing.head())
        for batch in batches:
            self._require_person(batch, writing)
        kept, newest = _in_time(batches, before)
        if not kept:
            return Written(before)
        return self._added(kept, writing, before or _BEGINNING, newest)

    def committed(self, written: Written) -> None:
        """Go on from what is kept, and rely on the people who are."""
        head = written.head
        if head and (self.last is None or head.position > self.last.position):
            self.last = head
        if written.settled:
            self.people.kept(written.settled)

    def undone(self) -> None:
        """Forget whom nobody kept."""
        self.people.forget()

    def _added(
        self, batches: Sequence[Batch], writing: Writing, before: Head, newest: datetime
    ) -> Written:
        names = frozenset(name for batch in batches for name in batch.names)
        settled = self.people.settled(names, writing, before.erasures)
        contents = _contents(batches, before.erasures, settled.people)
        rows = list(linked(contents, after=before.hash, position=before.position))
        _number(batches, after=before.position)
        head = Head(
            position=rows[-1].position,
            hash=rows[-1].hash,
            at=head_text(newest),
            people=before.people + len(settled.new),
            erasures=before.erasures + self._destroyed(batches, writing),
            previous=before.digest if before.position else START,
            public_key=self._secret.public_key,
        ).signed(self._secret)
        writing.add(rows, head)
        return Written(head, settled)

    def _destroyed(self, batches: Sequence[Batch], writing: Writing) -> int:
        """Destroy the keys that batches are to destroy, and return how many they are."""
        lookups = [self._secret.lookup(each.erased) for each in batches if each.erased]
        for card in writing.cards(lookups).values() if lookups else ():
            writing.destroy(card.pseudonym)
        return len(lookups)

    def _checked(self, head: Head | None) -> Head | None:
        """Return the newest head, which has to go on from what this program knows of the log.

        Raises:
            OtherSecretError: The log belongs to another secret.
            LogWentBackError: It is shorter than it was.
        """
        here, last = self._secret.public_key, self.last
        if head and head.public_key != here:
            raise OtherSecretError(found=head.public_key, here=here)
        found = head.position if head else 0
        if last and (found < last.position or (found == last.position and head != last)):
            raise LogWentBackError(found=found, written=last.position)
        return head

    def _require_person(self, batch: Batch, writing: Writing) -> None:
        if batch.erased and not writing.cards([self._secret.lookup(batch.erased)]):
            raise NoSuchPersonError(batch.erased)


def _in_time(batches: Sequence[Batch], before: Head | None) -> tuple[list[Batch], datetime]:
    """Return the batches whose clocks did not go back, and the newest moment of theirs."""
    newest, kept = before.newest if before else _LONG_AGO, []
    for batch in batches:
        try:
            newest = batch.newest(newest)
        except ClockWentBackError as error:
            batch.fail(error)
        else:
            kept.append(batch)
    return kept, newest


def _contents(
    batches: Sequence[Batch], erasures: int, people: Mapping[str, Person]
) -> Iterator[str]:
    """Yield the contents of batches, written anew where a key was destroyed meanwhile."""
    for batch in batches:
        if not batch.is_written(erasures):
            batch.write(erasures, people)
        yield from batch.contents


def _number(batches: Sequence[Batch], *, after: int) -> None:
    for batch in batches:
        end = after + len(batch.contents)
        batch.positions = tuple(range(after + 1, end + 1))
        after = end
