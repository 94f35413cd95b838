"""The words that somebody reads before they sign, and the hash that tells which words they were."""

import tomllib
from functools import cache
from importlib import resources

from penstock.casework.hashes import sha256_of


@cache
def consent_text() -> str:
    """Return what is said of signing electronically before somebody agrees to it."""
    return _text("consent")


@cache
def consent_sha256() -> str:
    """Return the hash of that text, which stands in every signature."""
    return sha256_of(consent_text())


def cancellation_text(*, last_day: str, seller: str) -> str:
    """Return the notice of the right to cancel.

    Args:
        last_day: The last day, as people write it.
        seller: Who is told of a cancellation.

    References:
        16 CFR 429.1(b), the notice of cancellation, shortened.
    """
    return _text("cancellation").format(last_day=last_day, seller=seller)


def _text(name: str) -> str:
    found = resources.files(__package__).joinpath("en.toml")
    said: str = tomllib.loads(found.read_text(encoding="utf-8"))[name]
    return " ".join(said.split())
