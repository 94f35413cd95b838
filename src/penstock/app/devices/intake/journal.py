"""What has come, on the disk before the broker is told so; in segments, sorted one by one."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from secrets import token_hex

from penstock.app.devices.intake.messages import Message, from_line, line

_SUFFIX = ".received"


class Journal:
    """Files of messages as they came.

    Args:
        path: The folder; made where it is not there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._number = 0

    def segments(self) -> tuple[str, ...]:
        """Return the names of the segments that are not sorted yet, the oldest first."""
        return tuple(sorted(each.stem for each in self.path.glob(f"*{_SUFFIX}")))

    def begin(self, at_s: float) -> str:
        """Return the name of a new segment, which no segment ever had, whatever the clock says.

        Args:
            at_s: Seconds of the clock, by which segments are in their order. [s]
        """
        self._number = max(self._number + 1, int(at_s * 1000))
        return f"{self._number:015d}-{token_hex(4)}"

    def append(self, segment: str, messages: Sequence[Message]) -> None:
        """Write messages; when it returns, they are on the disk."""
        with self._file(segment).open("ab") as file:
            file.writelines(map(line, messages))
            file.flush()
            os.fsync(file.fileno())

    def read(self, segment: str) -> Iterator[Message]:
        """Yield the messages of a segment."""
        with self._file(segment).open("rb") as file:
            yield from (each for each in map(from_line, file) if each is not None)

    def remove(self, segment: str) -> None:
        """Forget a segment that is sorted."""
        self._file(segment).unlink(missing_ok=True)

    def _file(self, segment: str) -> Path:
        return self.path / f"{segment}{_SUFFIX}"
