"""Contents of information items, in memory, in a folder and in PostgreSQL."""

import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import psycopg
import pytest

from penstock.app.cases.blobs import (
    PIECE_BYTES,
    Blobs,
    DamagedContentError,
    DatabaseBlobs,
    MemoryBlobs,
)
from penstock.app.cases.folder_blobs import FolderBlobs
from penstock.store import open_store
from penstock.store.sql import SqlStore


@dataclass(frozen=True)
class Kept:
    """Where contents are kept, and how somebody damages one past it."""

    blobs: Blobs
    damage: Callable[[str], None]
    count: Callable[[], int]


@pytest.fixture
def folder(tmp_path: Path) -> Kept:
    def damage(digest: str) -> None:
        (tmp_path / digest[:2] / digest[2:]).write_bytes(b"another")

    def count() -> int:
        return sum(each.is_file() for each in tmp_path.rglob("*"))

    return Kept(FolderBlobs(tmp_path), damage, count)


@pytest.fixture
def in_postgresql(database: str) -> Iterator[Kept]:
    def run(statement: Any) -> Any:
        with psycopg.connect(database) as connection:
            return connection.execute(statement)

    def damage(_digest: str) -> None:
        run("update content_piece set piece = 'another'")

    def count() -> int:
        with psycopg.connect(database) as connection:
            row = connection.execute("select count(distinct upload_id) from content_piece")
            found = row.fetchone()
        return found[0] if found else 0

    run("delete from content")
    run("delete from content_piece")
    with closing(open_store(database)) as store:
        assert isinstance(store, SqlStore)
        assert store.contents is not None
        yield Kept(DatabaseBlobs(store.contents), damage, count)


@pytest.fixture(params=["folder", "in_postgresql"])
def kept(request: pytest.FixtureRequest) -> Kept:
    """Return where contents are kept for good."""
    found: Kept = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["memory", "folder", "in_postgresql"])
def blobs(request: pytest.FixtureRequest) -> Blobs:
    if request.param == "memory":
        return MemoryBlobs()
    found: Kept = request.getfixturevalue(request.param)
    return found.blobs


class Endless(RawIOBase):
    """A file of so many bytes, which nobody holds at once."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        taken = self.left if size < 0 else min(size, self.left)
        self.left -= taken
        return b"\x5a" * taken


class Torn(BytesIO):
    """A file that cannot be read to its end."""

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if not piece:
            raise OSError("the disk was taken away")
        return piece


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, 2 * PIECE_BYTES + 7])
def test_a_content_comes_back_as_it_was(blobs: Blobs, size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"\0" * (size % 256)

    digest = blobs.put_from(BytesIO(content))

    assert digest == sha256(content).hexdigest() == blobs.put(content)
    assert blobs.get(digest) == b"".join(blobs.pieces(digest)) == content


def test_a_content_that_is_gone_is_missed(blobs: Blobs) -> None:
    with pytest.raises(DamagedContentError, match=r"000000000000… in .* is gone\. Restore"):
        blobs.get("0" * 64)


def test_a_file_is_kept_from_where_it_stands(blobs: Blobs) -> None:
    source = BytesIO(b"read before: a bill")
    source.seek(13)

    assert blobs.get(blobs.put_from(source)) == b"a bill"


def test_the_same_content_is_kept_once(kept: Kept) -> None:
    for _ in range(3):
        kept.blobs.put(b"a bill")

    assert kept.count() == 1


def test_people_who_keep_the_same_at_once_keep_it_once(kept: Kept) -> None:
    with ThreadPoolExecutor(4) as people:
        digests = set(people.map(kept.blobs.put, [b"a bill" * 1000] * 12))

    assert kept.blobs.get(digests.pop()) == b"a bill" * 1000
    assert (kept.count(), len(digests)) == (1, 0)


def test_a_content_that_was_changed_is_not_taken_for_what_it_was(kept: Kept) -> None:
    digest = kept.blobs.put(b"a bill")
    kept.damage(digest)

    with pytest.raises(DamagedContentError, match="is no longer what was recorded"):
        kept.blobs.get(digest)


def test_keeping_a_damaged_content_again_mends_it(kept: Kept) -> None:
    digest = kept.blobs.put(b"a bill")
    kept.damage(digest)

    kept.blobs.put(b"a bill")

    assert kept.blobs.get(digest) == b"a bill"


def test_a_file_that_breaks_off_is_not_kept(kept: Kept) -> None:
    with pytest.raises(Exception, match="the disk was taken away"):
        kept.blobs.put_from(Torn(b"half" * PIECE_BYTES))

    assert kept.count() == 0


def test_a_large_content_needs_the_memory_of_a_few_pieces(kept: Kept) -> None:
    size = 48 * PIECE_BYTES
    tracemalloc.start()
    digest = kept.blobs.put_from(Endless(size))  # type: ignore[arg-type]  # read is all it needs
    found = sum(map(len, kept.blobs.pieces(digest)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (found, peak < 16 * PIECE_BYTES) == (size, True), f"{peak / PIECE_BYTES:.1f} MiB"
