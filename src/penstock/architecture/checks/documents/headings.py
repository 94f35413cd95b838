"""Headings as links find them: by the anchors that renderers give them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from penstock.architecture.documents.anchors import github_anchor, vitepress_anchor
from penstock.architecture.documents.document import Document
from penstock.architecture.names import likeness

_OWN_ANCHOR = re.compile(r"\s*\{#([^\s{}]+)\}\s*$")
_WORD = re.compile(r"[^\W_]+")
_LIKE = 0.85


class Headings:
    """A document's headings by anchor."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __contains__(self, anchor: str) -> bool:
        """Tell whether a link may name an anchor."""
        return anchor in self._document.anchors or anchor in self._own

    def times(self, anchor: str) -> int:
        """Return how many headings would bear an anchor that is there, were they not numbered."""
        # A second heading of the same words is numbered, and only then is counting worth the time.
        numbered = f"{anchor}-1" in self._document.anchors
        return self._times[anchor] if numbered and anchor not in self._document.targets else 1

    def nearest(self, anchor: str) -> str | None:
        """Return the anchor of the only heading that this one can have been meant for."""
        near = {
            text for text in self._by_initials.get(initials(anchor), ()) if near_to(anchor, text)
        }
        if len(near) != 1:
            return None
        slug = vitepress_anchor if anchor.startswith("_") else github_anchor
        text = near.pop()
        return text if text in self._own else slug(text)

    @cached_property
    def _own(self) -> frozenset[str]:
        """Anchors that headings give themselves: `## Title {#anchor}`."""
        found = (_OWN_ANCHOR.search(heading.text) for heading in self._document.headings)
        return frozenset(match[1] for match in found if match)

    @cached_property
    def _times(self) -> Counter[str]:
        texts = [heading.text for heading in self._document.headings]
        return Counter(
            slug for text in texts for slug in {github_anchor(text), vitepress_anchor(text)}
        )

    @cached_property
    def _by_initials(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for text in (*(heading.text for heading in self._document.headings), *self._own):
            found[initials(text)].append(text)
        return found


def initials(text: str) -> str:
    """Return the first letters of a text's words, and its numbers whole."""
    return " ".join(_initials(text))


def _initials(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        yield word if any(character.isdigit() for character in word) else word[0]


def near_to(one: str, other: str) -> bool:
    """Tell whether two texts are the same words, apart from case, punctuation and misspelling.

    The first letters have to agree: `regulated` and `unregulated` are alike and mean the contrary.
    """
    if initials(one) != initials(other):
        return False
    pairs = zip(_WORD.findall(one.casefold()), _WORD.findall(other.casefold()), strict=True)
    return all(first == second or _is_misspelt(first, second) for first, second in pairs)


def _is_misspelt(one: str, other: str) -> bool:
    swapped = len(one) > 4 and sorted(one) == sorted(other)
    return swapped or likeness(one, other) >= _LIKE
