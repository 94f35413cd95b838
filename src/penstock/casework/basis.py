"""What an offer or a signature rests on: things, and the hashes that tell their versions apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from penstock.casework.hashes import require_sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A thing that something rests on.

    Args:
        what: What it is called: `System design`.
        sha256: SHA-256 of its content, 64 hexadecimal digits.

    Raises:
        ValueError: That is no such hash.
    """

    what: str
    sha256: str

    def __post_init__(self) -> None:
        require_sha256(self.sha256, self.what)


def changed(before: Iterable[Basis], now: Iterable[Basis]) -> tuple[str, ...]:
    """Return what of a basis is another version now, or is gone, in the order it was named."""
    current = {each.what: each.sha256 for each in now}
    return tuple(each.what for each in before if current.get(each.what) != each.sha256)
