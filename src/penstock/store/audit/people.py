"""Whom the log knows: their keys are read once, and forgotten when anybody's was destroyed."""

from collections.abc import Iterable, Mapping
from secrets import token_bytes
from threading import Lock

from penstock.governance.audit.people import KEY_BYTES, NONCE_BYTES, Person
from penstock.governance.audit.secret import Secret
from penstock.store.audit.pages import Writing

# So many are remembered at the most; then all are read anew.
MOST = 50_000


class People:
    """People by name, as they were when so many keys had been destroyed.

    Args:
        secret: What their cards are opened with.
    """

    def __init__(self, secret: Secret) -> None:
        self._secret = secret
        self._guard = Lock()
        self._known: dict[str, Person] = {}
        # Those whom the transaction that is under way keeps; nobody else may rely on them yet.
        self._new: dict[str, Person] = {}
        self._erasures = -1

    def remembered(self, names: frozenset[str]) -> tuple[int, Mapping[str, Person]] | None:
        """Return how many keys had been destroyed, and people; None where one is not known."""
        with self._guard:
            known = self._known
            try:
                return self._erasures, {name: known[name] for name in names}
            except KeyError:
                return None

    def settled(self, names: Iterable[str], writing: Writing, erasures: int) -> int:
        """Know people as the database does, keep those new to it, and return how many they are."""
        with self._guard:
            if erasures != self._erasures or len(self._known) > MOST:
                self._known, self._erasures = {}, erasures
            lookups = {self._secret.lookup(name): name for name in names if name not in self._known}
            if lookups:
                self._learn(lookups, writing)
            return len(self._new)

    def present(self, names: frozenset[str]) -> Mapping[str, Person]:
        """Return people who were settled, for the transaction that settled them."""
        with self._guard:
            return {name: self._known.get(name) or self._new[name] for name in names}

    def kept(self) -> None:
        """Rely on all who were settled: the transaction was committed."""
        with self._guard:
            self._known |= self._new
            self._new = {}

    def forget(self) -> None:
        """Forget all: what was written last was not kept, or a key is gone."""
        with self._guard:
            self._known, self._new, self._erasures = {}, {}, -1

    def _learn(self, lookups: Mapping[str, str], writing: Writing) -> None:
        cards = writing.cards(list(lookups))
        for lookup, card in cards.items():
            self._known[lookups[lookup]] = self._secret.person(card)
        new = [
            Person.of(name, token_bytes(KEY_BYTES))
            for lookup, name in lookups.items()
            if lookup not in cards
        ]
        if new:
            nonces = token_bytes(2 * NONCE_BYTES * len(new))
            writing.keep_cards(
                [
                    self._secret.card(each, nonces=nonces[place : place + 2 * NONCE_BYTES])
                    for place, each in zip(range(0, len(nonces), 2 * NONCE_BYTES), new, strict=True)
                ]
            )
            self._new = {each.name: each for each in new}
