"""What has to be posted, by when, and that it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from penstock.app.conduct.acts import Act, Asked, Look, Unasked
from penstock.app.conduct.book import Book
from penstock.governance.accountability.crossing import Crossing
from penstock.governance.conduct.postings import Duty, Posting, PostingKind, done, opened, transfer
from penstock.governance.conduct.records import named
from penstock.kernel.sensitivity import Sensitivity

_LOOKS = {
    kind: Look(
        kind="posting",
        what=kind.replace(" ", "_"),
        words=f"postings of {kind}s",
        sensitivity=Sensitivity.CONFIDENTIAL
        if kind is PostingKind.EMERGENCY_REVIEW
        else Sensitivity.PUBLIC,
    )
    for kind in PostingKind
}


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

    def shown(self) -> tuple[tuple[Posting, ...], tuple[str, ...]]:
        """Return the postings that somebody may see, and in words what they may not, be there any.

        What 18 CFR 358.7 has posted is public; what is reviewed after an emergency is not.

        Raises:
            DeniedActError: They may see none.
        """
        found = self.acts.seen(*_LOOKS.values())
        listed = tuple(each for each in self.all() if _LOOKS[each.kind] in found)
        hidden = dict.fromkeys(look.words for look in _LOOKS.values() if look not in found)
        return listed, tuple(hidden)

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
