"""The port by which code of a stage names what it makes by its hash."""

from typing import Protocol


class Fingerprints(Protocol):
    """Hashes of items as they are recorded."""

    def sha256(self, item: object) -> str:
        """Return the SHA-256 of the bytes that an item is recorded as, in hexadecimal digits.

        Args:
            item: A value of an information item's type.

        Raises:
            ValueError: It is none, or holds what its type does not allow.
        """
        ...
