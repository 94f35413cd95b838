from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from penstock.app.cases.blobs import (
    DamagedContentError,
    FolderBlobs,
    MemoryBlobs,
    UnkeptContentError,
)


def test_a_content_lies_under_the_hash_of_what_it_is(tmp_path: Path) -> None:
    digest = FolderBlobs(tmp_path).put(b"a bill")

    assert digest == sha256(b"a bill").hexdigest()
    assert (tmp_path / digest[:2] / digest[2:]).read_bytes() == b"a bill"


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    for _ in range(2):
        blobs.put(b"a bill")

    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 1


def test_a_content_that_was_changed_is_not_taken_for_what_it_was(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    digest = blobs.put(b"a bill")
    (tmp_path / digest[:2] / digest[2:]).write_bytes(b"another")

    with pytest.raises(DamagedContentError, match="is no longer what was recorded"):
        blobs.get(digest)


def test_keeping_a_damaged_content_again_mends_it(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    digest = blobs.put(b"a bill")
    (tmp_path / digest[:2] / digest[2:]).write_bytes(b"another")

    blobs.put(b"a bill")

    assert blobs.get(digest) == b"a bill"


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_content_that_is_gone_is_missed(tmp_path: Path, *, in_memory: bool) -> None:
    blobs = MemoryBlobs() if in_memory else FolderBlobs(tmp_path)

    with pytest.raises(DamagedContentError, match=r"000000000000… in .* is gone\. Restore"):
        blobs.get("0" * 64)


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file", encoding="utf-8")

    with pytest.raises(UnkeptContentError, match=r"blobs cannot be used: .*Nothing was recorded"):
        FolderBlobs(tmp_path / "blobs").put(b"a bill")


def test_people_who_keep_the_same_at_once_keep_it_once(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)

    with ThreadPoolExecutor(8) as people:
        digests = set(people.map(blobs.put, [b"a bill" * 1000] * 40))

    assert blobs.get(digests.pop()) == b"a bill" * 1000
    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 1
