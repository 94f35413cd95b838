"""What can be wrong with a log of another system as a whole, as sentences."""

from collections.abc import Iterable
from pathlib import Path


class ForeignLogError(ValueError):
    """A file that is no log in the format that was named."""

    def __init__(self, file: Path, because: str) -> None:
        self.file = file
        super().__init__(f"{file} cannot be taken in: {because}")


class NoSuchColumnError(ForeignLogError):
    """A log lacks columns that it is said to have."""

    def __init__(self, file: Path, *, missing: Iterable[str], found: Iterable[str]) -> None:
        self.missing = tuple(missing)
        self.found = tuple(found)
        super().__init__(
            file,
            f"it has no column {', '.join(self.missing)}. "
            f"It has: {', '.join(self.found) or 'none'}. "
            "Name its columns in a map; --draft prints one to begin with.",
        )
