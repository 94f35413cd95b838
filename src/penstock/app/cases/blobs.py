"""The contents of information items, kept under the hash of what they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO, Protocol

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A content, or what is left of one that was never kept to its end.

    Args:
        name: Its SHA-256, or what else leads to it.
        size_bytes: How large it is.
    """

    name: str
    size_bytes: int


class Blobs(Protocol):
    """Where contents are kept."""

    @property
    def are_shared(self) -> bool:
        """Tell whether the logs of other databases may refer to contents here, too."""
        ...

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

    def kept(self, *, before: datetime) -> Iterator[Kept]:
        """Yield what was last handed in before a moment."""
        ...

    def forget(self, name: str, *, before: datetime) -> bool:
        """Forget what was last handed in before a moment; False where it was handed in since."""
        ...


class MemoryBlobs:
    """Contents that live as long as the program, so that none is ever forgotten."""

    are_shared = False

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

    def kept(self, *, before: datetime) -> Iterator[Kept]:
        """Yield nothing: all is as young as the program."""
        del before
        yield from ()

    def forget(self, name: str, *, before: datetime) -> bool:
        """Forget nothing."""
        del name, before
        return False


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

    def kept(self, *, before: datetime) -> Iterator[tuple[str, int]]:
        """Yield the SHA-256 of what was last handed in before a moment, and its size in bytes."""
        ...

    def forget(self, digest: str, *, before: datetime) -> bool:
        """Forget what was last handed in before a moment; False where it was handed in since."""
        ...


class DatabaseBlobs:
    """Contents in the database that keeps the cases, for programs on several machines."""

    are_shared = False

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def put(self, content: bytes) -> str:
        """Keep a content."""
        return self.put_from(BytesIO(content))

    def put_from(self, source: BinaryIO) -> str:
        """Keep what a file holds."""
        return self._contents.keep(pieces_of(source))

    def get(self, digest: str) -> bytes:
        """Return a content, checked against its hash."""
        return b"".join(self.pieces(digest))

    def pieces(self, digest: str) -> Iterator[bytes]:
        """Yield a content in pieces, and check it against its hash at the end."""
        return checked(self._contents.pieces(digest), digest, where=self._contents.address)

    def kept(self, *, before: datetime) -> Iterator[Kept]:
        """Yield what was last handed in before a moment."""
        for digest, size_bytes in self._contents.kept(before=before):
            yield Kept(name=digest, size_bytes=size_bytes)

    def forget(self, name: str, *, before: datetime) -> bool:
        """Forget what was last handed in before a moment; False where it was handed in since."""
        return self._contents.forget(name, before=before)


def pieces_of(source: BinaryIO) -> Iterator[bytes]:
    """Yield what a file holds; what is empty is one empty piece."""
    piece = source.read(PIECE_BYTES)
    yield piece
    while piece and (piece := source.read(PIECE_BYTES)):
        yield piece


def checked(pieces: Iterator[bytes], digest: str, *, where: str) -> Iterator[bytes]:
    """Yield the pieces of a content, and tell at the end where they are not what was recorded."""
    hashing, is_there = sha256(), False
    for piece in pieces:
        is_there = True
        hashing.update(piece)
        yield piece
    if hashing.hexdigest() != digest or not is_there:
        because = "is no longer what was recorded" if is_there else "is gone"
        raise DamagedContentError(digest, where=where, because=because)
