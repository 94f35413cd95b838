"""The names that renderers give to headings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_MARKUP = re.compile(r"[*`]|!?\[([^\]]*)\]\([^)]*\)")
_VITEPRESS_SEPARATORS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")


def anchors(headings: Iterable[str]) -> frozenset[str]:
    """Return every anchor that GitHub's or VitePress's rendering gives to the headings."""
    texts = [_MARKUP.sub(lambda match: match[1] or "", text) for text in headings]
    return frozenset(
        name for slug in (github_anchor, vitepress_anchor) for name in _numbered(map(slug, texts))
    )


def github_anchor(text: str) -> str:
    """Return the anchor that GitHub gives to a heading.

    Source: html-pipeline's TableOfContentsFilter: lower case, punctuation dropped, each blank a
        hyphen.
    """
    kept = "".join(
        character
        for character in text.strip().lower()
        if character in " -_" or unicodedata.category(character)[0] in "LNM"
    )
    return kept.replace(" ", "-")


def vitepress_anchor(text: str) -> str:
    """Return the anchor that VitePress gives to a heading.

    Source: @mdit-vue/shared slugify: accents dropped, punctuation to one hyphen, `_` before a
        leading digit.
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = _VITEPRESS_SEPARATORS.sub("-", plain).strip("-").lower()
    return f"_{slug}" if slug[:1].isdigit() else slug


def _numbered(slugs: Iterable[str]) -> set[str]:
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for slug in slugs:
        names.add(f"{slug}-{counts[slug]}" if counts[slug] else slug)
        counts[slug] += 1
    return names
