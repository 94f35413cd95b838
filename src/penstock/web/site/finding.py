"""Finding things by their names: how near a name is to what somebody typed."""

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from penstock.kernel.words import plain
from penstock.web.site.index import Entry


class Known(NamedTuple):
    """An entry with its words as they are compared.

    Args:
        entry: What can be found.
        identifier: Its id, without capitals and accents.
        name: Its name, likewise.
    """

    entry: Entry
    identifier: str
    name: str

    @classmethod
    def of(cls, entry: Entry) -> "Known":
        """Return an entry with its words."""
        return cls(entry, plain(entry.identifier), plain(entry.name))


def nearest(typed: str, known: Iterable[Known], *, limit: int) -> list[Entry]:
    """Return the entries that are found, the nearest first; equals stay in their order."""
    words = plain(typed).split()
    found = ((_distance(words, each), each.entry) for each in known)
    near = [(distance, entry) for distance, entry in found if distance is not None]
    return [entry for _, entry in sorted(near, key=itemgetter(0))][:limit]


def _distance(words: list[str], known: Known) -> int | None:
    """Return how far an entry is from words; None where it does not hold all of them."""
    text, whole = f"{known.identifier} {known.name}".strip(), " ".join(words)
    if not all(word in text for word in words):
        return None
    if whole in {known.identifier, known.name}:
        return 0
    if text.startswith(whole) or known.name.startswith(whole):
        return 1
    return 2 if all(f" {word}" in f" {text}" for word in words) else 3
