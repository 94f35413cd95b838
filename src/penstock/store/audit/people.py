"""Whom the log knows: their keys are read once, and forgotten when anybody's was destroyed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from secrets import token_bytes
from threading import Lock

from penstock.governance.audit.people import KEY_BYTES, NONCE_BYTES, Person
from penstock.governance.audit.secret import Secret
from penstock.store.audit.pages import Writing

# So many are remembered at the most; then all are read anew.
MOST = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """People as one transaction knows them; others may rely on them once it is committed.

    Args:
        erasures: How many keys had been destroyed by then.
        known: Those whom this program knew before, and those whose cards were read.
        new: Those whom the transaction keeps.
    """

    erasures: int
    known: Mapping[str, Person]
    new: Mapping[str, Person] = field(default_factory=dict)

    @property
    def people(self) -> Mapping[str, Person]:
        """All of them."""
        return {**self.known, **self.new}


class People:
    """People by name, as they were when so many keys had been destroyed.

    Args:
        secret: What their cards are opened with.
    """

    def __init__(self, secret: Secret) -> None:
        self._secret = secret
        self._guard = Lock()
        # Only those whom a transaction has kept that is over.
        self._known: dict[str, Person] = {}
        self._erasures = -1

    def remembered(self, names: frozenset[str]) -> tuple[int, Mapping[str, Person]] | None:
        """Return how many keys had been destroyed, and people; None where one is not known."""
        with self._guard:
            known = self._known
            try:
                return self._erasures, {name: known[name] for name in names}
            except KeyError:
                return None

    def settled(self, names: Iterable[str], writing: Writing, erasures: int) -> Settled:
        """Return people as the database knows them; those new to it are kept."""
        with self._guard:
            if erasures != self._erasures or len(self._known) > MOST:
                self._known, self._erasures = {}, erasures
            known, lookups = {}, {}
            for name in names:
                if person := self._known.get(name):
                    known[name] = person
                else:
                    lookups[self._secret.lookup(name)] = name
        if not lookups:
            return Settled(erasures=erasures, known=known)
        cards = writing.cards(list(lookups))
        known |= {lookups[each]: self._secret.person(card) for each, card in cards.items()}
        unknown = [name for lookup, name in lookups.items() if lookup not in cards]
        return Settled(erasures=erasures, known=known, new=self._met(unknown, writing))

    def kept(self, settled: Settled) -> None:
        """Rely on people: the transaction that settled them was committed."""
        with self._guard:
            # A key was destroyed meanwhile, and it may be one of theirs.
            if settled.erasures == self._erasures:
                self._known |= settled.people

    def forget(self) -> None:
        """Forget all: what was written last was not kept, or a key is gone."""
        with self._guard:
            self._known, self._erasures = {}, -1

    def _met(self, names: Iterable[str], writing: Writing) -> Mapping[str, Person]:
        """Keep people whom nobody knew, each with a key of their own."""
        new = [Person.of(name, token_bytes(KEY_BYTES)) for name in names]
        if new:
            nonces = token_bytes(2 * NONCE_BYTES * len(new))
            writing.keep_cards(
                [
                    self._secret.card(each, nonces=nonces[place : place + 2 * NONCE_BYTES])
                    for place, each in zip(range(0, len(nonces), 2 * NONCE_BYTES), new, strict=True)
                ]
            )
        return {each.name: each for each in new}
