"""The audit log in memory: for tests, and for trying things out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import dataclass, field
from threading import Lock

from penstock.governance.audit.chain import Row
from penstock.governance.audit.heads import Head
from penstock.governance.audit.secret import Card
from penstock.governance.audit.writing import pseudonyms_of
from penstock.store.audit.pages import Page


@dataclass(slots=True)
class _State:
    """All that is kept; a copy of it is a state that nobody changes."""

    all_rows: tuple[Row, ...] = ()
    all_heads: tuple[Head, ...] = ()
    all_people: Mapping[str, Card | None] = field(default_factory=dict)

    def head(self) -> Head | None:
        return self.all_heads[-1] if self.all_heads else None

    def heads(self) -> Iterable[Head]:
        return self.all_heads

    def people(self) -> tuple[int, int]:
        return len(self.all_people), sum(card is None for card in self.all_people.values())

    def rows(self) -> Iterator[Row]:
        return iter(self.all_rows)

    def page(self, wanted: Page) -> Sequence[Row]:
        rows = [
            row
            for row in self.all_rows[wanted.after : wanted.before - 1]
            if wanted.subject is None or wanted.subject in pseudonyms_of(row)[1:]
        ]
        return rows[-wanted.limit :] if wanted.newest else rows[: wanted.limit]

    def pseudonym(self, lookup: str) -> str | None:
        cards = self.cards([lookup])
        return cards[lookup].pseudonym if cards else None

    def cards_of(self, pseudonyms: Iterable[str]) -> Mapping[str, Card | None]:
        return {each: self.all_people[each] for each in pseudonyms if each in self.all_people}

    def cards(self, lookups: Sequence[str]) -> Mapping[str, Card]:
        there = [card for card in self.all_people.values() if card]
        return {card.lookup: card for card in there if card.lookup in lookups}

    def keep_cards(self, cards: Sequence[Card]) -> None:
        self.all_people = {**self.all_people, **{card.pseudonym: card for card in cards}}

    def destroy(self, pseudonym: str) -> None:
        self.all_people = {**self.all_people, pseudonym: None}

    def add(self, rows: Sequence[Row], head: Head) -> None:
        self.all_rows += tuple(rows)
        self.all_heads += (head,)


class MemoryPages:
    """Keeps a log until the program ends."""

    def __init__(self) -> None:
        self._state = _State()
        self._guard = Lock()

    def require_rest(self) -> None:
        """Do nothing: nobody else's transaction is in the way."""

    @contextmanager
    def writing(self) -> Iterator[_State]:
        """Begin a transaction; leaving it commits, an exception undoes it."""
        with self._guard:
            state = copy(self._state)
            yield state
            self._state = state

    def is_around(self, unit: object) -> bool:
        """Tell whether a unit of work is under way in the same database."""
        return isinstance(getattr(unit, "lasting", None), ExitStack)

    def within(self, unit: object) -> _State:
        """Write to the log in a unit of work that is under way in the same database."""
        lasting = getattr(unit, "lasting", None)
        assert isinstance(lasting, ExitStack), "somebody looked whether it is around it"
        return lasting.enter_context(self.writing())

    @contextmanager
    def reading(self) -> Iterator[_State]:
        """Begin to read one state of the log."""
        yield copy(self._state)

    def clear_remains(self) -> None:
        """Do nothing: what nobody refers to is gone."""
