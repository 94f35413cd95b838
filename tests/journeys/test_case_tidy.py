"""What whoever looks after a database clears now and then."""

import json
import os
from pathlib import Path

import pytest

from tests.journeys.solar import Case, done, record, shown

KEPT = Path("penstock.db.blobs")
OLD_S = 1_700_000_000


def _left_over(content: bytes = b"refused") -> Path:
    """Leave a content that was handed in long ago, and never recorded."""
    path = KEPT / "ab" / ("0" * 62)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (OLD_S, OLD_S))
    return path


def test_what_is_left_over_is_told_and_then_cleared(sol: Case) -> None:
    record(sol, "Customer inquiry")
    for each in KEPT.rglob("*"):
        os.utime(each, (OLD_S, OLD_S))
    left = _left_over(b"x" * 2048)

    told = done(sol("tidy"))
    was_there = left.exists()
    cleared = done(sol("tidy", "--apply"))

    assert was_there
    assert not left.exists()
    assert "Contents that no log refers to, older than 30 days: 1, 2 KiB" in told
    assert "Nothing was changed; --apply clears them." in told
    assert cleared.endswith("They were cleared.\n")
    assert done(sol("read", "SOL-1001", "Customer inquiry")) == "the Customer inquiry"
    assert shown(sol)["version"] == 3


def test_where_nothing_is_left_over_nothing_is_offered(sol: Case) -> None:
    _left_over()

    told = done(sol("tidy", "--days", 20_000))

    assert told.endswith("There is nothing to clear.\n")


def test_a_program_reads_what_was_cleared(sol: Case) -> None:
    _left_over()

    said = json.loads(done(sol("tidy", "--json", "--apply")))

    assert (said["applied"], said["timers"], said["contents"]) == (True, 0, 1)


def test_a_folder_that_somebody_named_is_left(
    sol: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = _left_over()
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / KEPT))

    assert "Contents: left, as other databases may keep theirs" in done(sol("tidy", "--apply"))
    assert left.exists()
