"""The contents of information items, kept under the hash of what they are."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

PIECE_BYTES = 1024 * 1024


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

    def put_from(self, source: BinaryIO) -> str:
        """Keep what a file holds from where it stands, however large, and return its SHA-256."""
        ...

    def get(self, digest: str) -> bytes:
        """Return a content.

        Raises:
            DamagedContentError: It is gone, or no longer what it was.
            UnkeptContentError: It cannot be read.
        """
        ...

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield a content in pieces; that it is damaged comes out at the end at the latest."""
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

    def put_from(self, source: BinaryIO) -> str:
        """Keep what a file holds."""
        return self.put(source.read())

    def get(self, digest: str) -> bytes:
        """Return a content."""
        if digest not in self._contents:
            raise DamagedContentError(digest, where="memory", because="is gone")
        return self._contents[digest]

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield a content."""
        yield self.get(digest)


class FolderBlobs:
    """Contents as files of a folder: `ab/cdef…` holds what has the hash `abcdef…`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep a content; it is on the disk before this returns, whole or not at all."""
        return self.put_from(BytesIO(content))

    def put_from(self, source: BinaryIO) -> str:
        """Keep what a file holds; it is on the disk before this returns, whole or not at all."""
        # Two processes may keep the same content at once, so each writes a file of its own first.
        draft = self._folder / f"{uuid4().hex}.draft"
        try:
            _make(self._folder)
            digest = _copy(source, draft)
            target = self._path(digest)
            if not _holds(target, digest):
                _make(target.parent)
                draft.replace(target)
                _settle(target.parent)
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
                yield from _checked(_pieces(file), digest, where=where)
        except FileNotFoundError as error:
            raise DamagedContentError(digest, where=where, because="is gone") from error
        except OSError as error:
            raise self._unkept(error) from error

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]

    def _unkept(self, error: OSError) -> UnkeptContentError:
        return UnkeptContentError(str(self._folder), because=error.strerror or str(error))


class Contents(Protocol):
    """A database that keeps contents in pieces."""

    @property
    def address(self) -> str:
        """Where it is; without a password."""
        ...

    def keep(self, pieces: Iterable[bytes]) -> str:
        """Keep a content for good, whole or not at all, and return its SHA-256."""
        ...

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield the pieces of a content as they are."""
        ...


class DatabaseBlobs:
    """Contents in the database that keeps the cases, for programs on several machines."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def put(self, content: bytes) -> str:
        """Keep a content."""
        return self.put_from(BytesIO(content))

    def put_from(self, source: BinaryIO) -> str:
        """Keep what a file holds."""
        return self._contents.keep(_pieces(source))

    def get(self, digest: str) -> bytes:
        """Return a content, checked against its hash."""
        return b"".join(self.pieces(digest))

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield a content in pieces, and check it against its hash at the end."""
        return _checked(self._contents.pieces(digest), digest, where=self._contents.address)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """Yield what a file holds; what is empty is one empty piece."""
    piece = source.read(PIECE_BYTES)
    yield piece
    while piece and (piece := source.read(PIECE_BYTES)):
        yield piece


def _checked(pieces: Iterator[bytes], digest: str, *, where: str) -> Iterator[bytes]:
    hashing, is_there = sha256(), False
    for piece in pieces:
        is_there = True
        hashing.update(piece)
        yield piece
    if hashing.hexdigest() != digest or not is_there:
        because = "is no longer what was recorded" if is_there else "is gone"
        raise DamagedContentError(digest, where=where, because=because)


def _holds(path: Path, digest: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == digest


def _copy(source: BinaryIO, path: Path) -> str:
    """Write what a file holds to another, on the disk before this returns; return its SHA-256."""
    hashing = sha256()
    with path.open("xb") as file:
        for piece in _pieces(source):
            hashing.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return hashing.hexdigest()


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _settle(folder.parent)


def _settle(folder: Path) -> None:
    """Let the disk keep the names in a folder; Windows does that by itself and opens none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
