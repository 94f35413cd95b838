"""Noticing that documents changed, by asking the disk when somebody wants to know."""

import os
from collections.abc import Iterator
from math import inf
from pathlib import Path
from time import monotonic

_PAUSE_SECONDS = 0.5
_PASSED_OVER = {"node_modules", "__pycache__"}
_Looks = dict[str, tuple[int, int]]
# How each path looked when anybody looked last: several watch the same documents in one server.
_SEEN_LAST: dict[str, tuple[float, _Looks]] = {}


class Watch:
    """Remembers how the files below a path looked, and tells when they look different."""

    def __init__(self, path: Path, *, pause_seconds: float = _PAUSE_SECONDS) -> None:
        self._path = path
        self._pause = pause_seconds
        self._asked = monotonic()
        self._seen = _looks(path, younger_than_s=0)

    @property
    def path(self) -> Path:
        """What is looked at."""
        return self._path

    def changed(self) -> bool:
        """Tell whether anything changed since this was last true.

        The disk is asked at most every half second, so that a page with ten files asks once. What
        another has seen since this was last asked counts, where it is half as old at most.
        """
        if monotonic() - self._asked < self._pause:
            return False
        self._asked = monotonic()
        before = self._seen
        self._seen = _looks(self._path, younger_than_s=self._pause / 2)
        return before != self._seen


def _looks(path: Path, *, younger_than_s: float) -> _Looks:
    """Return time of change and size of every file, now or as somebody saw them a moment ago."""
    name, now = os.path.abspath(path), monotonic()  # noqa: PTH100  # runs for every request
    at, seen = _SEEN_LAST.get(name, (-inf, {}))
    if now - at >= younger_than_s:
        seen = dict(_files(path))
        _SEEN_LAST[name] = now, seen
    return seen


def _files(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    if path.is_file():
        yield from _look(str(path))
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name[0] != "." and name not in _PASSED_OVER]
        for name in names:
            yield from _look(os.path.join(folder, name))  # noqa: PTH118  # runs for every request


def _look(file: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        found = os.stat(file)  # noqa: PTH116
    except OSError:
        # It went away between being listed and being looked at; the next look will see that.
        return
    yield file, (found.st_mtime_ns, found.st_size)
