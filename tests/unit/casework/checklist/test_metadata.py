import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.checklist.metadata import without_metadata
from penstock.casework.checklist.pictures import NoPictureError, picture_facts
from tests.unit.casework.checklist.test_pictures import JPEG, PNG

FRAME = JPEG.index(b"\xff\xc0")
JFIF, PICTURE = JPEG[2:FRAME], JPEG[FRAME:]


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def _exif(turned: int, *, order: str = ">") -> bytes:
    """Return Exif data with which way up a photo is, and where it was taken."""
    words = b"MM" if order == ">" else b"II"
    head = words + struct.pack(f"{order}HI", 42, 8)
    entries = struct.pack(f"{order}HHHIHH", 2, 0x0112, 3, 1, turned, 0)
    place = struct.pack(f"{order}HHII", 0x8825, 4, 1, 38)
    return _segment(0xE1, b"Exif\0\0" + head + entries + place + bytes(4) + b"N 36.0726 W 79.79")


def _chunk(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


@pytest.mark.parametrize("order", [">", "<"])
def test_where_a_photo_was_taken_is_gone_and_which_way_up_it_is_stays(order: str) -> None:
    taken = b"\xff\xd8" + _exif(6, order=order) + JFIF + PICTURE

    cleaned = without_metadata(taken)

    assert b"36.0726" not in cleaned
    assert picture_facts(cleaned) == picture_facts(JPEG)
    assert cleaned == without_metadata(cleaned)
    assert struct.unpack_from(">HHIH", cleaned, cleaned.index(b"MM") + 10) == (0x0112, 3, 1, 6)


@pytest.mark.parametrize(
    "hidden",
    [_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0 home"), _segment(0xFE, b"at home"), _exif(1)],
    ids=["XMP", "comment", "Exif of a photo that stands upright"],
)
def test_all_else_that_a_camera_writes_is_gone(hidden: bytes) -> None:
    assert without_metadata(b"\xff\xd8" + JFIF + hidden + PICTURE) == JPEG


def test_what_stands_behind_the_picture_is_no_part_of_it() -> None:
    assert without_metadata(JPEG + b"<script>alert(1)</script>\xff\xd9") == JPEG


def test_a_png_loses_its_texts_and_keeps_its_pixels() -> None:
    end = PNG.index(b"IEND") - 4
    taken = PNG[:end] + _chunk(b"tEXt", b"GPS\0 36.0726") + PNG[end:]

    assert without_metadata(taken) == PNG


def test_a_small_file_that_claims_a_huge_picture_is_refused() -> None:
    huge = JPEG.replace(bytes.fromhex("0002 0003"), bytes.fromhex("ffff ffff"))

    with pytest.raises(NoPictureError, match="claims 65535 by 65535 pixels"):
        without_metadata(huge)


@given(st.binary(max_size=80), st.integers(min_value=2, max_value=len(JPEG)))
def test_no_bytes_are_more_than_refused(noise: bytes, place: int) -> None:
    try:
        cleaned = without_metadata(JPEG[:place] + noise + JPEG[place:])
    except NoPictureError:
        return
    assert picture_facts(cleaned).width_px > 0
