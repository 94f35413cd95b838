"""The likeliest of many names, without comparing all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from penstock.architecture.names import alike, likeness, normal

_CANDIDATES = 8
_COMMON = 60


def is_shorter_form(shorter: str, longer: str) -> bool:
    """Tell whether a name says what another says with fewer words, the same one at the end."""
    few, many = normal(shorter).split(), normal(longer).split()
    return bool(few) and few[-1] == many[-1] and set(few) < set(many)


class Likeness:
    """Finds the name most like another among many, by the words they share."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            for word in dict.fromkeys(normal(name).split()):
                self._by_word[word].append(name)

    def nearest(self, name: str) -> str | None:
        """Return the name that this one is a form of, or None when there is none."""
        wanted = normal(name)
        return max(
            (other for other in self._candidates(wanted) if alike(name, other)),
            key=lambda other: likeness(wanted, normal(other)),
            default=None,
        )

    def _candidates(self, wanted: str) -> list[str]:
        """Return the few names that share most words; words that many names hold tell nothing."""
        shared: Counter[str] = Counter()
        for word in wanted.split():
            holders = self._by_word.get(word, ())
            if len(holders) <= _COMMON:
                shared.update(holders)
        return [other for other, _ in shared.most_common(_CANDIDATES)]
