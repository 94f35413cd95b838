"""Entries with the names that can still be read."""

from collections.abc import Sequence
from contextlib import suppress

from penstock.governance.audit.chain import Row
from penstock.governance.audit.people import Person, UnreadableError
from penstock.governance.audit.secret import Card, Secret
from penstock.governance.audit.writing import Told, pseudonyms_of, told
from penstock.store.audit.pages import Reading


def tell(rows: Sequence[Row], reading: Reading, secret: Secret) -> tuple[Told, ...]:
    """Return entries in words, as far as their people's keys are there.

    Raises:
        DamagedEntryError: One is not as it was written.
    """
    pseudonyms = frozenset(name for row in rows for name in pseudonyms_of(row))
    cards = reading.cards_of(pseudonyms)
    people = {
        pseudonym: person for pseudonym, card in cards.items() if (person := _person(card, secret))
    }
    gone = {pseudonym for pseudonym, card in cards.items() if card is None}
    return tuple(told(row, people=people, erased=gone) for row in rows)


def _person(card: Card | None, secret: Secret) -> Person | None:
    with suppress(UnreadableError):
        return secret.person(card) if card else None
    return None
