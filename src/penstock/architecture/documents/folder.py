"""Reading a folder of Markdown; what cannot be read never hides what can."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from penstock.architecture.documents.document import Document
from penstock.architecture.documents.scanning import scan
from penstock.architecture.documents.source import Source, UnreadableError
from penstock.kernel.making import checked_dataclass

_ENDINGS = (".md", ".markdown")
_PASSED_OVER = {"node_modules", "__pycache__"}


class NoSuchFolderError(Exception):
    """The path that should be read does not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} does not exist. Name a folder of Markdown documents, or one document."
        )


class Unread(NamedTuple):
    """A file that was left out, and why."""

    path: str
    because: str


@checked_dataclass(frozen=True, slots=True)
class Folder:
    """The documents below a path.

    Args:
        documents: Path below the folder, to the parsed document; sorted by path.
        unread: Files with a Markdown ending that could not be read.
        files: Every other file and folder below the path that a link may lead to, with the
            documents' own.
    """

    documents: dict[str, Document]
    unread: tuple[Unread, ...]
    files: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> "Folder":
        """Read all Markdown below a path.

        Raises:
            NoSuchFolderError: There is nothing at the path.
        """
        if not path.exists():
            raise NoSuchFolderError(path)
        if not path.is_dir():
            return cls._of([path.name], lambda name: _content(path.parent / name))
        unread: list[OSError] = []
        folder = cls._of(_walk(path, unread.append), lambda name: _content(path / name))
        failed = (Unread(_below(path, error.filename), _because(error)) for error in unread)
        return replace(folder, unread=(*folder.unread, *failed))

    @classmethod
    def from_bytes(cls, contents: Mapping[str, bytes]) -> "Folder":
        """Read files whose bytes are at hand, by path."""
        folders = set(_parents(contents)) - set(contents)
        return cls._of([*contents, *folders], contents.get)

    @classmethod
    def _of(cls, names: Iterable[str], content: Callable[[str], bytes | None]) -> "Folder":
        """Read the named files; those without content are folders."""
        documents: dict[str, Document] = {}
        unread: list[Unread] = []
        files = {_printable(name): name for name in names}
        for path, name in sorted(files.items()):
            try:
                data = content(name) if path.lower().endswith(_ENDINGS) else None
                if data is not None:
                    documents[path] = _scanned(Source.decode(data, path=path))
            except UnreadableError as error:
                unread.append(Unread(path, error.because))
            except OSError as error:
                unread.append(Unread(path, _because(error)))
        return cls(documents, tuple(unread), frozenset(files))

    @classmethod
    def from_texts(cls, texts: dict[str, str]) -> "Folder":
        """Return the folder that holds these texts, by path."""
        documents = {path: scan(Source(path, text)) for path, text in sorted(texts.items())}
        return cls(documents, (), frozenset({*texts, *_parents(texts)}))


# As many as a company has; a command that reads them twice parses them once.
_scanned = lru_cache(maxsize=64)(scan)


def _walk(root: Path, failed: Callable[[OSError], None]) -> Iterator[str]:
    """Yield files and folders below a root, links to folders not followed, so that loops end."""
    for folder, folders, files in os.walk(root, onerror=failed):
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in _PASSED_OVER)
        base = Path(folder).relative_to(root)
        above = "" if base == Path() else f"{base.as_posix()}/"
        yield from (above + name for name in (*folders, *files))


def _content(path: Path) -> bytes | None:
    """Return the bytes of a file, or None for a folder."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return None
    if not stat.S_ISREG(mode):
        # Reading a pipe or a device might never end.
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    # Read at once, without the buffer that `read_bytes` sets up for each file.
    with path.open("rb", buffering=0) as file:
        return file.readall()


def _because(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"


def _below(root: Path, name: str) -> str:
    return _printable(Path(name).relative_to(root).as_posix())


def _printable(name: str) -> str:
    """Return a name as text that any encoding can write, whatever bytes the file system keeps."""
    return name.encode(errors="backslashreplace").decode()


def _parents(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from (parent.as_posix() for parent in Path(path).parents if parent != Path())
