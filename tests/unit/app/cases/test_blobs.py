from hashlib import sha256
from pathlib import Path

import pytest

from penstock.app.cases.blobs import FolderBlobs, UnkeptContentError


def test_a_content_lies_under_the_hash_of_what_it_is(tmp_path: Path) -> None:
    digest = FolderBlobs(tmp_path).put(b"a bill")

    assert digest == sha256(b"a bill").hexdigest()
    assert (tmp_path / digest[:2] / digest[2:]).read_bytes() == b"a bill"


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file", encoding="utf-8")

    with pytest.raises(UnkeptContentError, match=r"blobs cannot be used: .*Nothing was recorded"):
        FolderBlobs(tmp_path / "blobs").put(b"a bill")
