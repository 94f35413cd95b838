"""A disk that is full: the store says so, loses nothing, and goes on when there is room."""

from pathlib import Path

import pytest

from tests.chaos.full_disk import NoSmallDiskError, filled, small_disk

# The disk gets full at another statement each time.
SPARE_BYTES = [40_000 + 17_000 * number for number in range(6)]


@pytest.mark.parametrize("spare_bytes", SPARE_BYTES)
def test_a_full_disk_loses_nothing_and_says_what_is_wrong(tmp_path: Path, spare_bytes: int) -> None:
    try:
        with small_disk() as disk:
            verdict, said = filled(disk, tmp_path, spare_bytes=spare_bytes, seed=spare_bytes)
    except NoSmallDiskError as error:
        # No package gives the right to mount, so there is nothing to provide, in CI either.
        pytest.skip(str(error))

    assert verdict.wrong == []
    assert verdict.answered > 0
    assert all("disk is full" in sentence for sentence in said)
