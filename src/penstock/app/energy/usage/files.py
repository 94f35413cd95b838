"""Files with usage data opened: plain, in a ZIP archive or compressed by gzip."""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from penstock.engineering.usage.errors import UsageError

LARGEST_BYTES = 256 << 20
_LARGEST_TEXT = 64 << 20
_ENDINGS = (".xml", ".csv", ".json", ".txt", ".tsv")
_MOST_MEMBERS = 1000


Watch = Callable[[float], None]
"""What is told how much of a file is read, 0 to 1."""


class _Watched:
    """A stream that tells how far the file below it is read."""

    def __init__(self, stream: BinaryIO, file: BinaryIO, *, size: int, watch: Watch) -> None:
        self._stream, self._file, self._size, self._watch = stream, file, max(size, 1), watch

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(size)
        self._watch(min(1.0, self._file.tell() / self._size))
        return data


@contextmanager
def opened(path: Path, watch: Watch | None = None) -> Iterator[BinaryIO]:
    """Give the bytes of a usage file; those of its only member where it is an archive.

    Args:
        path: The file.
        watch: What is told how much of it is read.

    Raises:
        FileNotFoundError: There is no such file.
        UsageError: The file is too large, or an archive of no or several usage files.
    """
    if not path.is_file():
        raise FileNotFoundError(f"There is no file {path}.")
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise UsageError(
            f"{path.name} has {size / (1 << 20):,.0f} MiB; at most {LARGEST_BYTES >> 20} are read. "
            "Ask the utility for a shorter period."
        )
    try:
        with path.open("rb") as file, _unpacked(path, file) as stream:
            watched = _Watched(stream, file, size=size, watch=watch) if watch else stream
            yield cast("BinaryIO", watched)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise UsageError(f"{path.name} is a broken archive ({error}). Download it again.") from None
    except (NotImplementedError, RuntimeError) as error:
        # What zipfile says of methods that it does not know, and of passwords.
        raise UsageError(f"{path.name} cannot be unpacked ({error}). Unpack it first.") from None


@contextmanager
def _unpacked(path: Path, file: BinaryIO) -> Iterator[BinaryIO]:
    sign = file.read(4)
    file.seek(0)
    if sign.startswith(b"\x1f\x8b"):
        with gzip.open(file) as stream:
            yield cast("BinaryIO", stream)
    elif sign == b"PK\x03\x04":
        with zipfile.ZipFile(file) as archive, archive.open(_member(path, archive)) as stream:
            yield cast("BinaryIO", stream)
    else:
        yield file


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = archive.infolist()
    named = [each for each in members if each.filename.lower().endswith(_ENDINGS)]
    if len(members) > _MOST_MEMBERS or len(named) != 1:
        names = ", ".join(each.filename[:60] for each in named[:5]) or "none"
        raise UsageError(
            f"{path.name} holds {len(named)} usage files ({names}); expected one. Unpack it and "
            "name the file."
        )
    if named[0].file_size > LARGEST_BYTES:
        raise UsageError(
            f"{named[0].filename[:60]} in {path.name} unpacks to "
            f"{named[0].file_size / (1 << 20):,.0f} MiB; at most {LARGEST_BYTES >> 20} are read."
        )
    return named[0]


def text_of(stream: BinaryIO) -> str:
    """Return a text file: UTF-8, UTF-16 where it says so, else the Western set of Windows.

    Raises:
        UsageError: It is too large, empty, a web page, or no text.
    """
    data = stream.read(_LARGEST_TEXT + 1)
    if len(data) > _LARGEST_TEXT:
        raise UsageError(f"The file has more than {_LARGEST_TEXT >> 20} MiB of text.")
    if not data.strip():
        raise UsageError("The file is empty. Download it anew from the utility.")
    return _decoded(data)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:10_000]:
        raise UsageError("The file is no text: expected Green Button XML, CSV or JSON.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
