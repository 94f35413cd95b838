import tracemalloc
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from penstock.app.cases.blobs import PIECE_BYTES, UnkeptContentError
from penstock.app.cases.folder_blobs import FolderBlobs
from tests.unit.app.cases.bench import Bench, cases


def test_a_content_lies_under_the_hash_of_what_it_is(tmp_path: Path) -> None:
    digest = FolderBlobs(tmp_path).put(b"a bill")

    assert digest == sha256(b"a bill").hexdigest()
    assert (tmp_path / digest[:2] / digest[2:]).read_bytes() == b"a bill"


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file", encoding="utf-8")

    with pytest.raises(UnkeptContentError, match=r"blobs cannot be used: .*Nothing was recorded"):
        FolderBlobs(tmp_path / "blobs").put(b"a bill")


class Sink(BytesIO):
    """Counts what is written to it, and keeps nothing."""

    size = 0

    def write(self, content: Any, /) -> int:
        self.size += len(memoryview(content))
        return 0


def test_a_large_file_is_read_in_the_memory_of_a_few_pieces(tmp_path: Path) -> None:
    bench = Bench(cases(blobs=FolderBlobs(tmp_path)))
    bench.open(case_id="SOL-1")
    whole, sink = BytesIO(bytes(32 * PIECE_BYTES)), Sink()
    bench.cases.record_from("SOL-1", "Customer inquiry", whole, bench.by())
    tracemalloc.start()

    bench.cases.content_to("SOL-1", "Customer inquiry", sink)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (sink.size, peak < 8 * PIECE_BYTES) == (32 * PIECE_BYTES, True)
