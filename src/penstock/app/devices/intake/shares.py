"""Each home has its share: what one sends beyond it waits on the disk, and disturbs no other."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from penstock.app.devices.intake.messages import Message, from_line, line
from penstock.casework.device.identity import NAME
from penstock.store.parquet.durable import appear

_MOST_HOMES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one home may send.

    Args:
        per_s: Messages a second that are sorted at once, in the long run. [1/s]
        burst: Messages that may come together beyond it.
        waiting_bytes: What waits of one home at most; what is beyond is counted alone. [B]
    """

    per_s: float = 50.0
    burst: float = 2000.0
    waiting_bytes: int = 16 * 1024 * 1024


@dataclass
class Shares:
    """How much of its share each home has left; it fills as time goes by."""

    limits: Limits
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def left(self, home: str, now_s: float) -> float:
        """Return how many messages of a home may be sorted now."""
        left, since_s = self._left.get(home, (self.limits.burst, now_s))
        return min(self.limits.burst, left + (now_s - since_s) * self.limits.per_s)

    def take(self, home: str, count: int, now_s: float) -> int:
        """Take from a home's share, and return how much of what was asked for it had."""
        left = self.left(home, now_s)
        taken = min(count, int(left))
        if len(self._left) > _MOST_HOMES:
            # Whoever is forgotten has a full share again.
            self._left.clear()
        self._left[home] = (left - taken, now_s)
        return taken


class Backlog:
    """What homes sent beyond their share, a file for each, on the disk before it is acknowledged.

    Args:
        path: The folder; made where it is not there.
        limits: How much waits at most.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self._limits = limits
        path.mkdir(parents=True, exist_ok=True)

    def homes(self) -> tuple[str, ...]:
        """Return the homes of which something waits."""
        return tuple(sorted(each.stem for each in self.path.glob("*.waiting")))

    def put(self, home: str, messages: Sequence[Message]) -> int:
        """Let messages of a home wait; return how many were too many, and are not kept."""
        file = self._file(home)
        room = self._limits.waiting_bytes - (file.stat().st_size if file.exists() else 0)
        lines: list[bytes] = []
        for each in map(line, messages):
            room -= len(each)
            if room < 0:
                break
            lines.append(each)
        if lines:
            with file.open("ab") as out:
                out.writelines(lines)
                out.flush()
                os.fsync(out.fileno())
        return len(messages) - len(lines)

    def first(self, home: str, count: int) -> list[Message]:
        """Return the first messages of a home that wait; they wait on until they are let go."""
        with self._file(home).open("rb") as file:
            found = [from_line(each) for each in islice(file, count)]
        return [each for each in found if each is not None]

    def let_go(self, home: str, count: int) -> None:
        """Forget the first messages of a home; they are kept elsewhere by now."""
        file = self._file(home)
        with file.open("rb") as kept:
            for _ in islice(kept, count):
                pass
            rest = kept.read()
        if rest:
            appear(file, rest)
        else:
            file.unlink()

    def _file(self, home: str) -> Path:
        return self.path / f"{home if NAME.fullmatch(home) else '-'}.waiting"
