from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.checklist.pictures import NoPictureError, picture_facts

PNG = (Path(__file__).parents[4] / "examples/stream-package/photo.png").read_bytes()
# A JPEG of 3 by 2 pixels: start, an application segment, a baseline frame, a scan, the end.
JPEG = bytes.fromhex(
    "ffd8 ffe00010 4a46494600010100000100010000 ffc0000b 08 0002 0003 01 011100"
    "ffda0008 0101 0000 3f00 2a ffd9"
)


def test_a_png_says_its_size() -> None:
    assert picture_facts(PNG).media_type == "image/png"


def test_a_jpeg_says_its_size() -> None:
    facts = picture_facts(JPEG)

    assert (facts.media_type, facts.width_px, facts.height_px) == ("image/jpeg", 3, 2)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"photo.jpg", b"<svg></svg>"])
def test_a_photo_that_is_no_image_is_refused(content: bytes) -> None:
    with pytest.raises(NoPictureError, match="no photo"):
        picture_facts(content)


@pytest.mark.parametrize("whole", [PNG, JPEG])
def test_a_photo_that_is_cut_off_is_refused(whole: bytes) -> None:
    with pytest.raises(NoPictureError, match="cut off"):
        picture_facts(whole[: len(whole) - 13])


@given(st.sampled_from([PNG[:8], JPEG[:2], b""]), st.binary(max_size=64))
def test_no_bytes_are_more_than_refused(begins: bytes, rest: bytes) -> None:
    try:
        facts = picture_facts(begins + rest)
    except NoPictureError:
        return
    assert facts.width_px > 0
    assert facts.height_px > 0
