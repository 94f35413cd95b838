"""What has to be posted, by when, and that it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from penstock.app.conduct.acts import Act, Asked, Unasked
from penstock.app.conduct.book import Book
from penstock.governance.accountability.crossing import Crossing
from penstock.governance.conduct.postings import Duty, Posting, PostingKind, done, opened, transfer
from penstock.governance.conduct.records import named


@dataclass(frozen=True, kw_only=True)
class Postings:
    """The postings of a company.

    Args:
        book: Where they are written.
        acts: Asked before somebody opens one by hand, or says that it was done.
    """

    book: Book
    acts: Asked = field(default_factory=Unasked)

    def all(self) -> tuple[Posting, ...]:
        """Return all postings, what is due first first, and then what was done."""
        found = self.book.records.latest(Posting)
        return tuple(sorted(found, key=lambda each: (each.done_at is not None, each.due_at)))

    def add(self, kind: PostingKind, about: str, *, by: str) -> Posting:
        """Open a posting by hand.

        Raises:
            DeniedActError: They may not.
        """
        self.acts.require(_posting(kind, f"open a posting of the {kind} by hand"))

        def made() -> Sequence[Posting]:
            return self._opened([Duty(kind=kind, about=about, since=self.book.now(), by=by)])

        (posting,) = self.book.write(made, by=by)
        return posting

    def done(self, name: str, *, by: str, where: str) -> Posting:
        """Keep that something was posted, and where.

        Raises:
            NoSuchRecordError: There is no such posting.
            DeniedActError: They may not say so.
            PostingError: It was done already.
        """
        kept = named(name, self.book.records.latest(Posting), kind="posting")
        self.acts.require(_posting(kept.kind, f"post {kept.id}"))

        def made() -> Sequence[Posting]:
            posting = named(name, self.book.records.latest(Posting), kind="posting")
            return [done(posting, by=by, where=where, at=self.book.now())]

        (posting,) = self.book.write(made, by=by)
        return posting

    def with_transfers(
        self, crossings: Sequence[Crossing], keep: Callable[[Sequence[Posting]], object], *, by: str
    ) -> Sequence[Posting]:
        """Open a posting for each person who goes to the other side, with what makes them go.

        Args:
            crossings: Who goes.
            keep: Keeps the postings, and lets the people go, together.
            by: Who lets them.
        """
        if not crossings:
            keep(())
            return ()
        return self.book.write(lambda: self.transfers(crossings, by=by), by=by, keep=keep)

    def transfers(self, crossings: Sequence[Crossing], *, by: str) -> Sequence[Posting]:
        """Return what has to be posted of people who go to the other side, to be kept."""
        duties = [
            Duty(
                kind=PostingKind.TRANSFER,
                about=transfer(each.person, old=each.old, new=each.new),
                since=each.at,
                by=by,
            )
            for each in crossings
        ]
        return self._opened(duties)

    def _opened(self, duties: Sequence[Duty]) -> Sequence[Posting]:
        first, calendar = self.book.records.next_number(Posting), self.book.calendar()
        return [
            opened(duty, number=number, calendar=calendar)
            for number, duty in enumerate(duties, start=first)
        ]


def _posting(kind: PostingKind, words: str) -> Act:
    return Act(kind="posting", what=kind.replace(" ", "_"), words=words)
