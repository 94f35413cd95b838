"""A file to which records are added, and the moment from which they survive a stop."""

import asyncio
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

_HEAD = struct.Struct("<II")
_RETRY_S = 1.0


class BusyJournalError(Exception):
    """Another program writes the journal."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"Another broker works in {file.parent}. End it, or give this one its own --folder."
        )


class Journal:
    """Records in a file: written and synchronised many at a time, beside what else goes on.

    Each record is its length, its check sum and its bytes. What a machine that stopped has left
    half written at the end is cut off: nobody was told that it is kept.

    Args:
        file: Where; made where it is not there.
        tell: Told in a sentence when the disk refuses.
    """

    def __init__(self, file: Path, *, tell: Callable[[str], None]) -> None:
        self.file = file
        self._tell = tell
        self._fd = self._lock = -1
        self._size = 0
        self._records = bytearray()
        self._calls: list[Callable[[], None]] = []
        self._wanted = asyncio.Event()
        self._is_busy = self._is_over = False
        self._snapshot: bytes | None = None

    @property
    def size(self) -> int:
        """The size of the file, in bytes."""
        return self._size

    def open(self) -> Iterator[bytes]:
        """Yield what the file holds, and make it ready for more; read it to the end.

        Raises:
            BusyJournalError: Another program writes it.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.file)
        content = self.file.read_bytes() if self.file.exists() else b""
        at = 0
        for record in _records(content):
            at += _HEAD.size + len(record)
            yield record
        if at < len(content):
            self._put_aside(content[at:])
        self._fd = os.open(self.file, os.O_WRONLY | os.O_CREAT, 0o600)
        os.ftruncate(self._fd, at)
        self._size = at

    def append(self, record: bytes) -> None:
        """Add a record; it is kept once a call given to `when_kept` afterwards is called."""
        self._records += _HEAD.pack(len(record), zlib.crc32(record))
        self._records += record
        self._wanted.set()

    def when_kept(self, call: Callable[[], None]) -> None:
        """Call something once all that was added is kept, in the order in which it was asked."""
        if not self._records and not self._calls and not self._is_busy:
            call()
            return
        self._calls.append(call)
        self._wanted.set()

    def replace(self, records: list[bytes]) -> None:
        """Let these records stand for all that was added so far."""
        self._snapshot = b"".join(
            _HEAD.pack(len(each), zlib.crc32(each)) + each for each in records
        )
        self._wanted.set()

    async def keep(self) -> None:
        """Write what is added, until ended; the disk's refusals are waited out."""
        while not self._is_over or self._records or self._calls:
            await self._wanted.wait()
            self._wanted.clear()
            records, self._records = bytes(self._records), bytearray()
            calls, self._calls = self._calls, []
            snapshot, self._snapshot = self._snapshot, None
            self._is_busy = True
            await self._until_written(records, snapshot)
            self._is_busy = False
            for call in calls:
                call()
        os.close(self._fd)
        os.close(self._lock)

    def end(self) -> None:
        """Let `keep` write what is left, and come to its end."""
        self._is_over = True
        self._wanted.set()

    async def _until_written(self, records: bytes, snapshot: bytes | None) -> None:
        while True:
            try:
                await asyncio.to_thread(self._write, records, snapshot)
            except OSError as error:
                self._tell(
                    f"{self.file} cannot be written: {error.strerror}. Nothing is acknowledged "
                    "until it can; devices keep what they have sent. Make room on the disk."
                )
                await asyncio.sleep(_RETRY_S)
            else:
                return

    def _write(self, records: bytes, snapshot: bytes | None) -> None:
        if snapshot is not None:
            self._begin_anew(snapshot)
        if records:
            _write_all(self._fd, records, at=self._size)
            os.fdatasync(self._fd)
            self._size += len(records)

    def _begin_anew(self, snapshot: bytes) -> None:
        made = self.file.with_suffix(".new")
        fd = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        _write_all(fd, snapshot, at=0)
        os.fsync(fd)
        made.replace(self.file)
        os.close(self._fd)
        self._fd, self._size = fd, len(snapshot)

    def _put_aside(self, rest: bytes) -> None:
        """Keep what cannot be read: it is half a record, or a disk has damaged it."""
        self.file.with_suffix(".damaged").write_bytes(rest)
        self._tell(f"{self.file} ends with {len(rest):,} bytes that are no record; put aside.")


def _records(content: bytes) -> Iterator[bytes]:
    at = 0
    while at + _HEAD.size <= len(content):
        size, mark = _HEAD.unpack_from(content, at)
        record = content[at + _HEAD.size : at + _HEAD.size + size]
        if len(record) != size or zlib.crc32(record) != mark:
            return
        yield record
        at += _HEAD.size + size


def _write_all(fd: int, content: bytes, *, at: int) -> None:
    view = memoryview(content)
    while view:
        written = os.pwrite(fd, view, at)
        view, at = view[written:], at + written


def _locked(file: Path) -> int:
    """Return a descriptor that holds a journal for this program, until it ends in any way."""
    fd = os.open(file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    if find_spec("fcntl") is not None:
        import fcntl

        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(fd)
            raise BusyJournalError(file) from error
    return fd
