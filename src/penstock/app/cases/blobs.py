"""The contents of information items, kept under the hash of what they are."""

import os
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import uuid4


class DamagedContentError(Exception):
    """What is kept under a hash is gone, or is something else."""

    def __init__(self, digest: str, *, where: str, because: str) -> None:
        self.digest = digest
        self.where = where
        super().__init__(
            f"The content {digest[:12]}… in {where} {because}. Restore it from a backup."
        )


class UnkeptContentError(Exception):
    """A content cannot be written, or read, where contents are kept."""

    def __init__(self, where: str, *, because: str) -> None:
        self.where = where
        super().__init__(
            f"{where} cannot be used: {because}. Nothing was recorded. "
            "See whether there is room on the disk, and whether you may use the folder."
        )


class Blobs(Protocol):
    """Where contents are kept."""

    def put(self, content: bytes) -> str:
        """Keep a content for good, and return its SHA-256.

        Raises:
            UnkeptContentError: It cannot be written.
        """
        ...

    def get(self, digest: str) -> bytes:
        """Return a content.

        Raises:
            DamagedContentError: It is gone, or no longer what it was.
            UnkeptContentError: It cannot be read.
        """
        ...


class MemoryBlobs:
    """Contents that live as long as the program."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        """Keep a content."""
        digest = sha256(content).hexdigest()
        self._contents[digest] = content
        return digest

    def get(self, digest: str) -> bytes:
        """Return a content."""
        if digest not in self._contents:
            raise DamagedContentError(digest, where="memory", because="is gone")
        return self._contents[digest]


class FolderBlobs:
    """Contents as files of a folder: `ab/cdef…` holds what has the hash `abcdef…`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep a content; it is on the disk before this returns, whole or not at all."""
        digest = sha256(content).hexdigest()
        target = self._path(digest)
        try:
            if not _holds(target, digest):
                target.parent.mkdir(parents=True, exist_ok=True)
                _write(target, content)
        except OSError as error:
            raise self._unkept(error) from error
        return digest

    def get(self, digest: str) -> bytes:
        """Return a content, checked against its hash."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError as error:
            where = str(self._folder)
            raise DamagedContentError(digest, where=where, because="is gone") from error
        except OSError as error:
            raise self._unkept(error) from error
        if sha256(content).hexdigest() != digest:
            because = "is no longer what was recorded"
            raise DamagedContentError(digest, where=str(self._folder), because=because)
        return content

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]

    def _unkept(self, error: OSError) -> UnkeptContentError:
        return UnkeptContentError(str(self._folder), because=error.strerror or str(error))


def _holds(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest


def _write(path: Path, content: bytes) -> None:
    # Two processes may keep the same content at once, so each writes a file of its own first.
    draft = path.with_name(f"{path.name}.{uuid4().hex}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the disk keep the names in a folder; Windows does that by itself and opens none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
