"""What has to be posted, by when, and that it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from penstock.app.conduct.book import Book
from penstock.governance.accountability.crossing import Crossing
from penstock.governance.conduct.postings import Duty, Posting, PostingKind, done, opened, transfer
from penstock.governance.conduct.records import named


@dataclass(frozen=True, kw_only=True)
class Postings:
    """The postings of a company."""

    book: Book

    def all(self) -> tuple[Posting, ...]:
        """Return all postings, what is due first first, and then what was done."""
        found = self.book.records.latest(Posting)
        return tuple(sorted(found, key=lambda each: (each.done_at is not None, each.due_at)))

    def add(self, kind: PostingKind, about: str, *, by: str) -> Posting:
        """Open a posting by hand."""

        def made() -> Sequence[Posting]:
            return self._opened([Duty(kind=kind, about=about, since=self.book.now(), by=by)])

        (posting,) = self.book.write(made, by=by)
        return posting

    def done(self, name: str, *, by: str, where: str) -> Posting:
        """Keep that something was posted, and where.

        Raises:
            NoSuchRecordError: There is no such posting.
            PostingError: It was done already.
        """

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

        duties = [
            Duty(
                kind=PostingKind.TRANSFER,
                about=transfer(each.person, old=each.old, new=each.new),
                since=each.at,
                by=by,
            )
            for each in crossings
        ]
        return self.book.write(lambda: self._opened(duties), by=by, keep=keep)

    def _opened(self, duties: Sequence[Duty]) -> Sequence[Posting]:
        first, calendar = self.book.records.next_number(Posting), self.book.calendar()
        return [
            opened(duty, number=number, calendar=calendar)
            for number, duty in enumerate(duties, start=first)
        ]
