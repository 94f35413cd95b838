"""The versions of documents that Git knows, and what changed between two of them."""

import subprocess
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from threading import Lock

from penstock.app.revisions import folder_at
from penstock.architecture.comparing import Change, compare
from penstock.architecture.model import Architecture
from penstock.architecture.reading import read

NOW = "now"
"""The name of the documents as they are, whether or not Git knows them so."""

_LISTED, _KEPT, _LABEL = 60, 4, 72
_FIELD = "\x1f"


class NoSuchVersionError(LookupError):
    """A version was asked for that is not among those that the server offers."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"“{name[:60]}” is none of the versions of these documents. Choose one of the list."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of the documents.

    Args:
        name: By what it is asked for: `now`, or the full name of a commit.
        words: What was said when it was made.
        at: When that was; None for the documents as they are.
    """

    name: str
    words: str
    at: datetime | None = None

    @property
    def label(self) -> str:
        """Return the day and the words by which people choose it."""
        if self.at is None:
            return self.words
        words = shorten(self.words, width=_LABEL, placeholder="…")
        return f"{self.at:%-d %b %Y} · {words} ({self.name[:8]})"


AS_IT_IS = Version(name=NOW, words="as the documents are now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What changed from one version to another."""

    before: Version
    after: Version
    old: Architecture
    new: Architecture
    changes: tuple[Change, ...]


@dataclass
class Versions:
    """The versions of the documents below a folder; those read last are kept.

    Args:
        folder: The documents.
    """

    folder: Path
    _read: OrderedDict[str, Architecture] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def listed(self) -> tuple[Version, ...]:
        """Return the documents as they are, and the latest commits that changed them."""
        return (AS_IT_IS, *_committed(self.folder))

    def differences(self, before: str, after: str, *, now: Architecture) -> Differences:
        """Return what changed between two of the versions that are listed.

        Args:
            before: The name of the earlier one; empty for the last but one.
            after: The name of the later one; empty for the documents as they are.
            now: The documents as they are.

        Raises:
            NoSuchVersionError: A name is none of theirs: nothing else is ever read.
        """
        listed = self.listed()
        known = {each.name: each for each in listed}
        usual = listed[min(2, len(listed) - 1)].name
        for name in filter(None, (before, after)):
            if name not in known:
                raise NoSuchVersionError(name)
        earlier, later = known[before or usual], known[after or NOW]
        old, new = (self._architecture(each.name, now) for each in (earlier, later))
        return Differences(before=earlier, after=later, old=old, new=new, changes=compare(old, new))

    def _architecture(self, name: str, now: Architecture) -> Architecture:
        if name == NOW:
            return now
        with self._lock:
            if name not in self._read:
                self._read[name] = read(folder_at(name, folder=self.folder)).architecture
            self._read.move_to_end(name)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
            return self._read[name]


def _committed(folder: Path) -> Iterator[Version]:
    """Yield the latest commits that changed documents below a folder; none without Git."""
    base = folder if folder.is_dir() else folder.parent
    form = _FIELD.join(("%H", "%cI", "%s"))
    command = ["git", "-C", str(base), "log", f"-n{_LISTED}", f"--format={form}", "--", "*.md"]
    try:
        said = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    except (FileNotFoundError, subprocess.CalledProcessError):
        return
    for line in said.decode(errors="replace").splitlines():
        name, at, words = line.split(_FIELD, 2)
        yield Version(name=name, words=words, at=datetime.fromisoformat(at))
