"""The words that somebody reads before they sign, and the hash that tells which words they were."""

import tomllib
from functools import cache
from importlib import resources

from penstock.casework.hashes import sha256_of

LANGUAGES = ("en", "es")
"""In which somebody may read before they sign."""


@cache
def consent_text(language: str = "en") -> str:
    """Return what is said of signing electronically before somebody agrees to it."""
    return _text("consent", language)


@cache
def consent_sha256(language: str = "en") -> str:
    """Return the hash of that text, which stands in every signature."""
    return sha256_of(consent_text(language))


def is_consent_in_use(sha256: str) -> bool:
    """Tell whether a hash is that of the text in use, in one of its languages."""
    return sha256 in map(consent_sha256, LANGUAGES)


def cancellation_text(*, last_day: str, seller: str, language: str = "en") -> str:
    """Return the notice of the right to cancel.

    Args:
        last_day: The last day, as people write it.
        seller: Who is told of a cancellation.
        language: In which language.

    References:
        16 CFR 429.1(b), the notice of cancellation, shortened. It is in the language in which the
        sale was made.
    """
    return _text("cancellation", language).format(last_day=last_day, seller=seller)


def _text(name: str, language: str) -> str:
    found = resources.files(__package__).joinpath(f"{language}.toml")
    said: str = tomllib.loads(found.read_text(encoding="utf-8"))[name]
    return " ".join(said.split())
