"""How long each part of a program takes, on the clock and on all processors, and its memory."""

import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Clocks:
    """Keeps what was timed, in the order of the parts; `wall_s` and `cpu_s` by their names."""

    def __init__(self) -> None:
        self.wall_s: dict[str, float] = {}
        self.cpu_s: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall_s[name] = time.perf_counter() - wall
        self.cpu_s[name] = time.process_time() - cpu

    def write(self, file: Path, answers: object) -> None:
        """Write what was timed, the most memory so far in MiB, and what was answered."""
        peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = {
            "wall_s": self.wall_s,
            "cpu_s": self.cpu_s,
            "peak_mib": peak_mib,
            "answers": answers,
        }
        file.write_text(json.dumps(told), encoding="utf-8")
