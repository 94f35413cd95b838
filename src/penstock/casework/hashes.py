"""Hashes by which documents are told apart."""

from hashlib import sha256

_HEXADECIMAL = frozenset("0123456789abcdef")


def is_sha256(text: str) -> bool:
    """Tell whether a text is a SHA-256: 64 hexadecimal digits in small letters."""
    return len(text) == 64 and _HEXADECIMAL.issuperset(text)


def require_sha256(text: str, what: str) -> None:
    """Refuse a text that is no SHA-256.

    Raises:
        ValueError: It is none.
    """
    if not is_sha256(text):
        raise ValueError(f"the hash of {what} is “{text}”; expected 64 hexadecimal digits")


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()
