"""The contents of information items as files of a folder."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from penstock.app.cases.blobs import (
    DamagedContentError,
    Kept,
    UnkeptContentError,
    checked,
    pieces_of,
)

_DRAFT = ".draft"
_DIGEST = re.compile("[0-9a-f]{64}")


class FolderBlobs:
    """Contents as files of a folder: `ab/cdef…` holds what has the hash `abcdef…`.

    Args:
        folder: The folder.
        are_shared: Whether the logs of several databases may refer to contents in it.
    """

    def __init__(self, folder: Path, *, are_shared: bool = False) -> None:
        self._folder = folder
        self.are_shared = are_shared

    def put(self, content: bytes) -> str:
        """Keep a content; it is on the disk before this returns, whole or not at all."""
        return self.put_from(BytesIO(content))

    def put_from(self, source: BinaryIO) -> str:
        """Keep what a file holds; it is on the disk before this returns, whole or not at all."""
        # Two processes may keep the same content at once, so each writes a file of its own first.
        draft = self._folder / f"{uuid4().hex}{_DRAFT}"
        try:
            _make(self._folder)
            digest = _copy(source, draft)
            target = self._path(digest)
            if not (_holds(target, digest) and _is_young_again(target)):
                _make(target.parent)
                draft.replace(target)
                _settled(target.parent)
        except OSError as error:
            raise self._unkept(error) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return digest

    def get(self, digest: str) -> bytes:
        """Return a content, checked against its hash."""
        return b"".join(self.pieces(digest))

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield a content in pieces, and check it against its hash at the end."""
        where = str(self._folder)
        try:
            with self._path(digest).open("rb") as file:
                yield from checked(pieces_of(file), digest, where=where)
        except FileNotFoundError as error:
            raise DamagedContentError(digest, where=where, because="is gone") from error
        except OSError as error:
            raise self._unkept(error) from error

    def kept(self, *, before: datetime) -> Iterator[Kept]:
        """Yield what was last handed in before a moment, and drafts that were left then."""
        try:
            for name in self._names():
                # A draft becomes a content meanwhile, or is gone.
                with suppress(FileNotFoundError):
                    found = self._path(name).stat()
                    if found.st_mtime < before.timestamp():
                        yield Kept(name=name, size_bytes=found.st_size)
        except OSError as error:
            raise self._unkept(error) from error

    def forget(self, name: str, *, before: datetime) -> bool:
        """Forget what was last handed in before a moment; False where it was handed in since."""
        path, aside = self._path(name), self._folder / f"{uuid4().hex}{_DRAFT}"
        try:
            if path.stat().st_mtime >= before.timestamp():
                return False
            # Who hands it in from here on finds it gone, and writes it anew.
            path.rename(aside)
            if aside.stat().st_mtime >= before.timestamp():
                aside.replace(path)
                return False
            aside.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unkept(error) from error
        return True

    def _names(self) -> Iterator[str]:
        """Yield the hashes of contents and the names of drafts, whatever else lies there."""
        for path in self._folder.rglob("*") if self._folder.is_dir() else ():
            name = "".join(path.relative_to(self._folder).parts)
            if name.endswith(_DRAFT) or (_DIGEST.fullmatch(name) and self._path(name) == path):
                yield name

    def _path(self, name: str) -> Path:
        is_draft = name.endswith(_DRAFT)
        return self._folder / name if is_draft else self._folder / name[:2] / name[2:]

    def _unkept(self, error: OSError) -> UnkeptContentError:
        return UnkeptContentError(str(self._folder), because=error.strerror or str(error))


def _holds(path: Path, digest: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == digest


def _is_young_again(path: Path) -> bool:
    """Let a content be as young as one that is written now; False where it was just forgotten."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _copy(source: BinaryIO, path: Path) -> str:
    """Write what a file holds to another, on the disk before this returns; return its SHA-256."""
    hashing = sha256()
    with path.open("xb") as file:
        for piece in pieces_of(source):
            hashing.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return hashing.hexdigest()


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _settled(folder.parent)


def _settled(folder: Path) -> None:
    from penstock.store.settling import settle  # the store is slow to import

    settle(folder)
